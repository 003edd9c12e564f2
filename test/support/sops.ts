/** A value as SOPS writes it; it opens nowhere. */
export const ENCRYPTED = "ENC[AES256_GCM,data:p673w==,iv:YY3Q=,tag:A0fG==,type:str]";

/** Manifest of a Secret as SOPS leaves it. */
export function sopsManifest(parts: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "users" },
    ...("data" in parts ? {} : { stringData: { jwt: ENCRYPTED } }),
    ...parts,
    sops: { mac: ENCRYPTED, lastmodified: "2026-11-01T00:00:00Z", version: "3.10.0" },
  };
}
