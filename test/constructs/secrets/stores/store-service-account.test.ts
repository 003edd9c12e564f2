import { serviceAccountRef } from "../../../../constructs/secrets/stores/store-service-account";
import { Problems } from "../../../../lib/core/errors";
import { storeContext } from "../../../support/secret-stores";
import { codes } from "../../../support/synth";

describe("serviceAccountRef", () => {
  it("names the account, where it is and whom its token is for", () => {
    const account = { name: "reader", namespace: "shop", audiences: ["vault"] };
    expect(serviceAccountRef(account, "serviceAccount", storeContext())).toEqual(account);
    expect(serviceAccountRef({ name: "reader" }, "serviceAccount", storeContext())).toEqual({
      name: "reader",
    });
  });

  it("refuses what the operator may not or cannot use", () => {
    const problems = new Problems();
    const account = { name: "reader", namespace: "billing" };
    serviceAccountRef(account, "a", storeContext({ problems, serviceAccountTokens: "refused" }));
    const cluster = { kind: "ClusterSecretStore", namespace: undefined } as const;
    serviceAccountRef({ name: "X!" }, "b", storeContext({ problems, ...cluster }));
    serviceAccountRef(account, "c", storeContext({ problems, ...cluster }));
    expect(codes(problems.all)).toEqual([
      "a service-account-tokens-refused",
      "a.namespace service-account-elsewhere",
      "b.name invalid-name",
      "b.namespace service-account-without-namespace",
    ]);
  });
});
