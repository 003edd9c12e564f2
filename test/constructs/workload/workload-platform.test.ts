import type { ICluster } from "../../../constructs/cluster";
import { namespaceOf } from "../../../constructs/workload/workload-platform";

const cluster = {} as ICluster;

describe("namespaceOf", () => {
  it("is the name, whoever makes the namespace", () => {
    expect(namespaceOf({ cluster, namespace: "shop" })).toBe("shop");
    expect(namespaceOf({ cluster, namespace: { name: "shop", dependencies: [] } })).toBe("shop");
  });
});
