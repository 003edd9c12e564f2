import { values, words } from "./notation";
import type { ProviderOverrides } from "./types";

/** What the bindings of helm do not say. */
export const HELM: ProviderOverrides = {
  resources: {
    helm_release: {
      sensitive: words("repository_password set_sensitive.value"),
      forceNew: words("name namespace"),
      rules: [
        values("set.type", "auto string literal"),
        values("set_sensitive.type", "auto string literal"),
        values("set_wo.type", "auto string"),
      ],
    },
  },
  dataSources: {
    helm_template: {
      sensitive: words("repository_password set_sensitive.value"),
      rules: [values("set.type", "auto string literal"), values("set_sensitive.type", "auto string literal")],
    },
  },
};
