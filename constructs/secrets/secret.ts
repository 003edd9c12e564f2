import type { Construct } from "constructs";
import { existingSecret } from "./existing-secret";
import { EnvFileSecret, type EnvFileSecretProps } from "./local/env-file-secret";
import { managerSecret } from "./manager-secret";
import { sealedSecret } from "./sealed/sealed-secret";
import { sopsSecret } from "./sops/sops-secret";
import { vaultAgent } from "./vault/vault-agent";

/**
 * Secrets of workloads, by where their values come from. All read alike: `secrets: [users]` brings the Secret,
 * `env: { JWT_SECRET: users.key("jwt") }` uses it. No value stands in code, plan or state.
 *
 * A Secret belongs to one workload. Others of the namespace that use its keys name it by `key` and leave it out of their
 * `secrets`.
 */
export const Secret = {
  /** A Secret that something else makes. */
  existing: existingSecret,
  /** Values out of a secret manager, kept up to date by the External Secrets operator. */
  fromManager: managerSecret,
  /** Values out of a file that git ignores, for a cluster on the machine that has it. Makes the Secret in `scope`. */
  fromEnvFile: (scope: Construct, id: string, props: EnvFileSecretProps): EnvFileSecret =>
    new EnvFileSecret(scope, id, props),
  /** Values that `kubeseal` encrypted for one cluster. */
  sealed: sealedSecret,
  /** A manifest in the repository that SOPS encrypted, opened in the cluster by Flux. */
  sops: sopsSecret,
  /** Files that Vault Agent writes into the pod; no Secret is made. */
  vaultAgent,
} as const;
