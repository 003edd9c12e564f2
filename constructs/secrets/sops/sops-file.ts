import { parseAllDocuments } from "yaml";
import type { Problems } from "../../../lib/core/errors";

/** What a file encrypted by SOPS says in plain sight. */
export interface SopsFile {
  /** Name of the Secret. */
  readonly name: string;
  readonly namespace: string | undefined;
  readonly keys: readonly string[];
}

/** A value as SOPS writes it. Source: "Encryption Protocol", documentation of SOPS. */
const ENCRYPTED = /^ENC\[AES256_GCM,data:[^,\]]*,iv:[^,\]]+,tag:[^,\]]+,type:\w+\]$/;

/**
 * Reads the names in a SOPS-encrypted manifest of a Secret, YAML or JSON; its values stay closed. Values are never shown.
 *
 * Codes: `invalid-yaml`, `not-a-secret`, `not-sops`, `not-encrypted`, `no-secret-data`.
 */
export function readSopsFile(text: string, problems: Problems): SopsFile | undefined {
  const documents = [...parseAllDocuments(text)];
  const wrong = problems.addIf(documents.length !== 1 || documents.some(({ errors }) => errors.length > 0), {
    prop: "file",
    code: "invalid-yaml",
    rule: "the file holds one document of YAML or JSON",
    value: documents.length,
    fix: "keep one Secret in a file, and let sops write it",
  });
  const content: unknown = wrong ? undefined : documents[0]?.toJS();
  if (wrong || !isMap(content) || content.kind !== "Secret" || content.apiVersion !== "v1") {
    problems.addIf(!wrong, {
      prop: "file",
      code: "not-a-secret",
      rule: "the file is the manifest of a Secret of Kubernetes",
      fix: "write apiVersion: v1, kind: Secret, metadata and stringData, then encrypt it with sops",
    });
    return undefined;
  }
  checkEncrypted(content, problems);
  const metadata = isMap(content.metadata) ? content.metadata : {};
  const { name, namespace } = metadata;
  problems.addIf(typeof name !== "string", {
    prop: "file",
    code: "not-a-secret",
    rule: "the Secret has no name",
    fix: "write metadata.name, and leave metadata out of what sops encrypts: --encrypted-regex '^(data|stringData)$'",
  });
  return typeof name === "string"
    ? { name, namespace: typeof namespace === "string" ? namespace : undefined, keys: keysOf(content) }
    : undefined;
}

function checkEncrypted(content: Record<string, unknown>, problems: Problems): void {
  const sops = isMap(content.sops) ? content.sops : {};
  problems.addIf(typeof sops.mac !== "string" || !ENCRYPTED.test(sops.mac), {
    prop: "file",
    code: "not-sops",
    rule: "sops has not encrypted this file",
    fix: "run `sops --encrypt --encrypted-regex '^(data|stringData)$' --in-place` on it; if it was committed before, change the secrets",
  });
  for (const part of ["data", "stringData"] as const) {
    for (const [key, value] of Object.entries(isMap(content[part]) ? content[part] : {})) {
      problems.addIf(typeof value !== "string" || !ENCRYPTED.test(value), {
        prop: "file",
        code: "not-encrypted",
        rule: `${part}.${key} can be read in the file`,
        fix: "encrypt it with sops, and change the secret",
      });
    }
  }
  problems.addIf(keysOf(content).length === 0, {
    prop: "file",
    code: "no-secret-data",
    rule: "the Secret has no values",
    fix: "write them under stringData",
  });
}

function keysOf({ data, stringData }: Record<string, unknown>): readonly string[] {
  return [...new Set([data, stringData].flatMap((part) => (isMap(part) ? Object.keys(part) : [])))];
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
