import { type IVaultAgentInjector, Secret, type VaultAgentProps } from "../../../../constructs/secrets";
import type { ConfigError } from "../../../../lib/core/errors";
import { coreProblems } from "../../../support/core-kinds";
import { codes } from "../../../support/synth";
import { contextOf, reported } from "../../../support/workloads";

const injector: IVaultAgentInjector = {
  vaultAddress: "https://vault.example.com:8200",
  dependencies: [{ fqn: "helm_release.vault" }],
};
const PROPS: VaultAgentProps = { injector, role: "users", secrets: { database: "database/creds/users" } };

function bound(props: Partial<VaultAgentProps> = {}) {
  return Secret.vaultAgent({ ...PROPS, ...props }).bind(contextOf());
}

describe("Secret.vaultAgent", () => {
  it("asks for the agent by annotations of the pod, with a token of its own", () => {
    expect(bound()).toEqual({
      podAnnotations: {
        "vault.hashicorp.com/agent-inject": "true",
        "vault.hashicorp.com/role": "users",
        "vault.hashicorp.com/agent-service-account-token-volume-name": "vault-token",
        "vault.hashicorp.com/agent-init-first": "true",
        "vault.hashicorp.com/agent-inject-secret-database": "database/creds/users",
      },
      volumes: [
        {
          name: "vault-token",
          projected: { sources: [{ serviceAccountToken: { path: "token", expirationSeconds: 3600 } }] },
        },
      ],
      egress: [{ ports: [{ protocol: "TCP", port: 8200 }] }],
      dependsOn: injector.dependencies,
    });
  });

  it("takes templates, commands and what differs", () => {
    const template = '{{ with secret "database/creds/users" }}{{ .Data.username }}{{ end }}';
    const { podAnnotations } = bound({
      renewal: "once",
      authPath: "auth/staging",
      vaultNamespace: "team",
      secrets: { database: { path: "database/creds/users", template, command: "/bin/reload" } },
    });
    expect(podAnnotations).toMatchObject({
      "vault.hashicorp.com/agent-pre-populate-only": "true",
      "vault.hashicorp.com/auth-path": "auth/staging",
      "vault.hashicorp.com/namespace": "team",
      "vault.hashicorp.com/agent-inject-template-database": template,
      "vault.hashicorp.com/agent-inject-command-database": "/bin/reload",
    });
  });

  it.each([
    ["http://vault.vault:8200", 8200, "vault"],
    ["https://vault.secrets.svc.cluster.local", 443, "secrets"],
    ["https://vault.example.com", 443, undefined],
    ["http://vault", 80, undefined],
  ])("lets pods out to %s", (vaultAddress, port, namespace) => {
    const { egress = [], volumes = [] } = bound({ injector: { ...injector, vaultAddress } });
    const to = [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } }];
    expect(egress).toEqual([{ ports: [{ protocol: "TCP", port }], ...(namespace !== undefined && { to }) }]);
    expect(volumes).toHaveLength(1);
  });

  it("is valid inside a pod and a NetworkPolicy", () => {
    const { podAnnotations, volumes, egress } = bound({
      injector: { ...injector, vaultAddress: "http://v.v" },
    });
    const spec = { containers: [{ name: "main", image: "a:1" }], volumes };
    expect(
      coreProblems([
        { apiVersion: "v1", kind: "Pod", metadata: { name: "a", annotations: podAnnotations }, spec },
        {
          apiVersion: "networking.k8s.io/v1",
          kind: "NetworkPolicy",
          metadata: { name: "a" },
          spec: { podSelector: {}, policyTypes: ["Egress"], egress },
        },
      ] as never),
    ).toEqual([]);
  });

  it("checks Vault's certificate against an authority out of a Secret of the namespace", () => {
    const certificateAuthority = Secret.existing("vault-ca", ["ca.crt"]).key("ca.crt");
    expect(bound({ certificateAuthority }).podAnnotations).toMatchObject({
      "vault.hashicorp.com/tls-secret": "vault-ca",
      "vault.hashicorp.com/ca-cert": "/vault/tls/ca.crt",
    });
    expect(Object.keys(bound().podAnnotations ?? {}).join()).not.toMatch(/tls-secret|ca-cert/);
  });

  it.each<[string, Partial<VaultAgentProps>, string[]]>([
    [
      "that cannot be",
      { certificateAuthority: { name: "Vault", key: "../ca" } },
      ["certificateAuthority.name invalid-name", "certificateAuthority.key invalid-name"],
    ],
    [
      "nobody asks for",
      {
        injector: { ...injector, vaultAddress: "http://vault.vault:8200" },
        certificateAuthority: { name: "vault-ca", key: "ca.crt" },
      },
      ["certificateAuthority authority-without-tls"],
    ],
  ])("refuses an authority %s", (_, props, expected) => {
    const value = Secret.vaultAgent({ ...PROPS, ...props });
    expect(reported((problems) => value.bind(contextOf(problems))).codes).toEqual(expected);
  });

  it("says where its files are, and refuses others", () => {
    const agent = Secret.vaultAgent(PROPS);
    expect(agent.file("database")).toBe("/vault/secrets/database");
    try {
      agent.file("databse");
      throw new Error("expected a ConfigError");
    } catch (error) {
      expect(codes((error as ConfigError).problems)).toEqual(["name unknown-secret-key"]);
    }
  });

  it("reports every problem at its prop", () => {
    const bad = Secret.vaultAgent({
      injector: { ...injector, vaultAddress: "vault" },
      role: "",
      renewal: "never" as "once",
      secrets: {
        "A B": "database/creds/users",
        x: "ghp_0123456789abcdefghijABCDEFGHIJ012345",
        y: { path: "a b", template: "postgres://app:hunter2@db/users" },
      },
    });
    expect(reported((problems) => bad.bind(contextOf(problems))).codes).toEqual([
      "injector.vaultAddress invalid-url",
      "role missing-required",
      "renewal unknown-renewal",
      'secrets["A B"] invalid-name',
      "secrets.x literal-secret",
      "secrets.y.path invalid-secret-name",
      "secrets.y.template literal-secret",
    ]);
    const none = Secret.vaultAgent({ ...PROPS, secrets: {} });
    expect(reported((problems) => none.bind(contextOf(problems))).codes).toEqual(["secrets no-secret-data"]);
  });
});
