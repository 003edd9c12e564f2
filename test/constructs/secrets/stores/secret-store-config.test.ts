import type { SecretStoreProps } from "../../../../constructs/secrets/stores/secret-store";
import {
  resolveClusterSecretStore,
  resolveSecretStore,
} from "../../../../constructs/secrets/stores/secret-store-config";
import { Problems } from "../../../../lib/core/errors";
import { storeContext } from "../../../support/secret-stores";

const { aws } = storeContext();
const operator = {
  watchNamespace: undefined,
  serviceAccountTokens: "refused",
} as SecretStoreProps["operator"];

function told(namespace: string) {
  const contexts: unknown[] = [];
  const provider: SecretStoreProps["provider"] = {
    type: "vault",
    bind: ({ problems: _, aws: __, ...context }) => {
      contexts.push(context);
      return { spec: { vault: {} }, readable: ["a"], statements: [] };
    },
  };
  const props = { operator, name: "n".repeat(60), provider };
  const own = resolveSecretStore({ ...props, namespace }, aws, new Problems());
  const shared = resolveClusterSecretStore({ ...props, namespaces: [namespace] }, aws, new Problems());
  return { contexts, own, shared };
}

describe("resolveSecretStore and resolveClusterSecretStore", () => {
  it("tell the provider whose store it is", () => {
    expect(told("shop").contexts).toEqual([
      { kind: "SecretStore", namespace: "shop", serviceAccountTokens: "refused" },
      { kind: "ClusterSecretStore", namespace: undefined, serviceAccountTokens: "refused" },
    ]);
  });

  it("keep the name of the release within what Helm takes", () => {
    const { own, shared } = told("shop");
    expect(own.releaseName).toHaveLength(53);
    expect(shared.releaseName).toBe(own.releaseName);
  });

  it("pass on what the provider says", () => {
    expect(told("shop").own).toMatchObject({ readable: ["a"], statements: [], namespace: "shop" });
  });
});
