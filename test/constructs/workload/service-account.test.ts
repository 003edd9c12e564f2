import { Lazy } from "cdktf";
import { serviceAccount } from "../../../constructs/workload/service-account";
import { contextOf } from "../../support/workloads";

describe("serviceAccount", () => {
  it("has a name of its own and mounts no token", () => {
    const annotations = Lazy.anyValue({ produce: () => undefined });
    expect(serviceAccount(contextOf(), annotations)).toEqual({
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "users", namespace: "shop", labels: contextOf().labels, annotations },
      automountServiceAccountToken: false,
    });
  });
});
