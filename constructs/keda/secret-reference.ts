import type { PodIdentity } from "./pod-identity";

/** HashiCorp Vault, reached as a service account of Kubernetes. A token in the manifest would be a secret in the state. */
export type VaultConnection = {
  /** `https://vault.vault:8200` */
  readonly address: string;
  /** Role of the Kubernetes authentication. */
  readonly role: string;
  /** Path where the Kubernetes authentication is mounted. @default kubernetes */
  readonly mount?: string;
  /** Vault Enterprise namespace. @default the root namespace */
  readonly namespace?: string;
  /** Service account to log in as. @default KEDA's own */
  readonly serviceAccountName?: string;
};

/** Where KEDA finds the value of a parameter. It never holds the value itself. */
export type SecretReference =
  | { readonly from: "secret"; readonly name: string; readonly key: string }
  | { readonly from: "config-map"; readonly name: string; readonly key: string }
  | { readonly from: "env"; readonly name: string; readonly containerName?: string }
  | { readonly from: "service-account-token"; readonly serviceAccountName: string }
  | {
      readonly from: "vault";
      readonly vault: VaultConnection;
      readonly path: string;
      readonly key: string;
      readonly engine: "kv-v1" | "kv-v2";
    }
  | {
      readonly from: "aws-secrets-manager";
      readonly secretArn: string;
      readonly key?: string;
      readonly identity: PodIdentity;
    }
  | {
      readonly from: "gcp-secret-manager";
      readonly id: string;
      readonly version?: string;
      readonly identity: PodIdentity;
    }
  | {
      readonly from: "azure-key-vault";
      readonly vaultUri: string;
      readonly name: string;
      readonly version?: string;
      readonly identity: PodIdentity;
    };

const SOURCES: ReadonlySet<unknown> = new Set<SecretReference["from"]>([
  "secret",
  "config-map",
  "env",
  "service-account-token",
  "vault",
  "aws-secrets-manager",
  "gcp-secret-manager",
  "azure-key-vault",
]);

/** Whether a value says where a secret lies. */
export function isSecretReference(value: unknown): value is SecretReference {
  return typeof value === "object" && value !== null && "from" in value && SOURCES.has(value.from);
}

/** Ways to name the place of a secret. */
export const SecretFrom = {
  /** Key of a Secret in the namespace of the scaled object. */
  secret: (name: string, key: string): SecretReference => ({ from: "secret", name, key }),

  /** Key of a ConfigMap in the namespace of the scaled object, for parameters that are no secrets: certificates of authorities. */
  configMap: (name: string, key: string): SecretReference => ({ from: "config-map", name, key }),

  /**
   * Environment variable of a container of the scale target.
   * @param containerName container that has it; undefined means the first one
   */
  env: (name: string, containerName?: string): SecretReference => ({ from: "env", name, containerName }),

  /** Token of a service account, which KEDA asks for when it is needed and which expires. */
  serviceAccountToken: (serviceAccountName: string): SecretReference => ({
    from: "service-account-token",
    serviceAccountName,
  }),

  /**
   * Key of a secret in HashiCorp Vault.
   * `path` is the whole path as Vault's API has it: with the engine `kv-v2`, `secret/data/rabbitmq`.
   */
  vault: (secret: {
    readonly vault: VaultConnection;
    readonly path: string;
    readonly key: string;
    /** @default kv-v2 */
    readonly engine?: "kv-v1" | "kv-v2";
  }): SecretReference => ({ ...secret, from: "vault", engine: secret.engine ?? "kv-v2" }),

  /**
   * Secret in AWS Secrets Manager; KEDA's operator is allowed to read it.
   * `key` picks a member of a secret that is a JSON object; without it the secret is the value.
   */
  awsSecretsManager: (secret: {
    readonly secretArn: string;
    readonly key?: string;
    /** @default the operator's own role */
    readonly identity?: PodIdentity;
  }): SecretReference => ({
    ...secret,
    from: "aws-secrets-manager",
    identity: secret.identity ?? { provider: "aws" },
  }),

  /** Secret in Google Secret Manager, read by the operator's workload identity. Without `version`, the latest. */
  gcpSecretManager: (secret: { readonly id: string; readonly version?: string }): SecretReference => ({
    ...secret,
    from: "gcp-secret-manager",
    identity: { provider: "gcp" },
  }),

  /** Secret in Azure Key Vault, read by Microsoft Entra Workload ID. Without `version`, the latest. */
  azureKeyVault: (secret: {
    /** `https://my-vault.vault.azure.net/` */
    readonly vaultUri: string;
    readonly name: string;
    readonly version?: string;
    /** @default the operator's own identity */
    readonly identity?: PodIdentity;
  }): SecretReference => ({
    ...secret,
    from: "azure-key-vault",
    identity: secret.identity ?? { provider: "azure-workload" },
  }),
} as const;
