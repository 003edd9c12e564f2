import type { ITerraformDependable } from "cdktf";

/** A store of the External Secrets operator, as secrets see it. */
export interface ISecretStore {
  readonly kind: "SecretStore" | "ClusterSecretStore";
  readonly name: string;
  /** Namespaces that may read from it; undefined where that is not known or not limited. */
  readonly namespaces: readonly string[] | undefined;
  /**
   * Names of secrets it may read, `*` for any text: `["prod/*"]`; undefined where that is not known here. Secrets are
   * held against them, so that a missing permission is found before apply.
   */
  readonly readable: readonly string[] | undefined;
  /** What secrets out of it wait for; empty where another stack made it. */
  readonly dependencies: readonly ITerraformDependable[];
}
