import type { Problems } from "../../../lib/core/errors";
import type { PolicyStatement } from "../../../lib/core/policy";
import type { JsonObject } from "../../../lib/core/render";

/** Facts of the AWS account the stack works in; looked up only where a provider asks. */
export type AwsFacts = { readonly partition: string; readonly accountId: string };

/** A store as its provider sees it. */
export interface StoreContext {
  readonly kind: "SecretStore" | "ClusterSecretStore";
  /** Namespace of a SecretStore; undefined for a ClusterSecretStore. */
  readonly namespace: string | undefined;
  /** Whether the operator may ask for tokens of other service accounts. */
  readonly serviceAccountTokens: "refused" | "allowed";
  readonly aws: () => AwsFacts;
  /** Takes problems under `provider`. */
  readonly problems: Problems;
}

/** What a provider makes of a store. */
export interface StoreBinding {
  /** The member of `spec.provider`, as the definition of the store has it. */
  readonly spec: JsonObject;
  /** Names it may read, `*` for any text; undefined where that is not known here. */
  readonly readable: readonly string[] | undefined;
  /** What the operator needs in AWS. */
  readonly statements: readonly PolicyStatement[];
}

/** Where the values of a store are, as a value; made by `StoreProvider`. */
export interface StoreProviderValue {
  readonly type:
    | "aws-secrets-manager"
    | "aws-parameter-store"
    | "gcp-secret-manager"
    | "azure-key-vault"
    | "vault";
  /** Renders the provider; reports every problem and makes nothing. */
  bind(context: StoreContext): StoreBinding;
}
