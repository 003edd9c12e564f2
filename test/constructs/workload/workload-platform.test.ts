import type { ICluster } from "../../../constructs/cluster";
import { cpuLimitsOf, namespaceOf } from "../../../constructs/workload/workload-platform";

const cluster = {} as ICluster;

describe("namespaceOf", () => {
  it("is the name, whoever makes the namespace", () => {
    expect(namespaceOf({ cluster, namespace: "shop" })).toBe("shop");
    expect(namespaceOf({ cluster, namespace: { name: "shop", dependencies: [] } })).toBe("shop");
  });
});

describe("cpuLimitsOf", () => {
  it("is what the namespace says, and not known of one that is only named", () => {
    expect(cpuLimitsOf({ namespace: "shop" })).toBeUndefined();
    expect(cpuLimitsOf({ namespace: { name: "shop", dependencies: [] } })).toBeUndefined();
    const namespace = { name: "shop", cpuLimits: "optional", dependencies: [] } as const;
    expect(cpuLimitsOf({ namespace })).toBe("optional");
  });
});
