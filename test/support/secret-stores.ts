import type { StoreContext } from "../../constructs/secrets/stores/store-provider-value";
import { Problems } from "../../lib/core/errors";

/** What a provider of a SecretStore in namespace shop is told. */
export function storeContext(options: Partial<StoreContext> = {}): StoreContext {
  return {
    kind: "SecretStore",
    namespace: "shop",
    serviceAccountTokens: "allowed",
    aws: () => ({ partition: "aws", accountId: "111122223333" }),
    problems: new Problems(),
    ...options,
  };
}
