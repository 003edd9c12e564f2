import { StoreProvider, type VaultStoreProps } from "../../../../constructs/secrets";
import { Problems } from "../../../../lib/core/errors";
import { storeContext } from "../../../support/secret-stores";
import { codes } from "../../../support/synth";

const PROPS: VaultStoreProps = { server: "https://vault.example.com:8200", path: "secret", role: "shop" };

function codesOf(props: Partial<VaultStoreProps>, context = {}) {
  const problems = new Problems();
  StoreProvider.vault({ ...PROPS, ...props }).bind(storeContext({ ...context, problems }));
  return codes(problems.all);
}

describe("StoreProvider.vault", () => {
  it("logs in by Kubernetes", () => {
    expect(StoreProvider.vault(PROPS).bind(storeContext()).spec).toEqual({
      vault: {
        server: "https://vault.example.com:8200",
        path: "secret",
        version: "v2",
        auth: { kubernetes: { mountPath: "kubernetes", role: "shop" } },
      },
    });
  });

  it("takes what differs", () => {
    const certificateAuthority = { type: "ConfigMap", name: "ca", key: "ca.crt" } as const;
    const spec = StoreProvider.vault({
      ...PROPS,
      version: "v1",
      mountPath: "staging",
      vaultNamespace: "team",
      certificateAuthority,
      serviceAccount: { name: "reader" },
    }).bind(storeContext()).spec;
    expect(spec).toMatchObject({
      vault: {
        version: "v1",
        namespace: "team",
        caProvider: certificateAuthority,
        auth: { kubernetes: { mountPath: "staging", serviceAccountRef: { name: "reader" } } },
      },
    });
  });

  it("refuses a connection others can read, unless told that it is meant", () => {
    expect(codesOf({ server: "http://vault.vault:8200" })).toEqual(["server insecure-url"]);
    expect(codesOf({ server: "http://vault.vault:8200", plainHttp: "allowed" })).toEqual([]);
  });

  it("reports every problem, and never an address that may hold a password", () => {
    const server = "https://root:hunter2@vault";
    expect(codesOf({ server, path: "", role: "", version: "v3" as "v1" })).toEqual([
      "server invalid-url",
      "version unknown-version",
      "path missing-required",
      "role missing-required",
    ]);
    const problems = new Problems();
    StoreProvider.vault({ ...PROPS, server }).bind(storeContext({ problems }));
    expect(JSON.stringify(problems.all)).not.toContain("hunter2");
    const certificateAuthority = { type: "Secret", name: "Ca", key: "a b" } as const;
    expect(codesOf({ certificateAuthority }, { kind: "ClusterSecretStore", namespace: undefined })).toEqual([
      "certificateAuthority.name invalid-name",
      "certificateAuthority.key invalid-name",
      "certificateAuthority.namespace authority-without-namespace",
    ]);
  });
});
