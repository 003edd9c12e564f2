import { accountOf } from "../../../../lib/rehearsal/world/account";
import type { Values } from "../../../../lib/rehearsal/world/backend";
import { identityOf } from "../../../../lib/rehearsal/world/identity";
import { Store, type WorldObject } from "../../../../lib/rehearsal/world/store";

const account = accountOf({ region: "eu-central-1" });
const object = (key: string, type: string, values: Values, more: Partial<WorldObject> = {}): WorldObject => ({
  key,
  provider: type.split("_")[0] ?? "",
  type,
  values,
  account,
  mentions: [],
  ...more,
});
const cluster = object("cluster", "aws_eks_cluster", { name: "main", endpoint: "https://api" });

describe("Store", () => {
  it("keeps objects in the order they were made, also when one changes", () => {
    const store = new Store();
    store.put(object("a", "aws_vpc", { id: "1" }));
    store.put(object("b", "aws_vpc", { id: "2" }));
    store.put(object("a", "aws_vpc", { id: "3" }));
    expect(store.all().map(({ key, values }) => [key, values.id])).toEqual([
      ["a", "3"],
      ["b", "2"],
    ]);
    expect(store.remove("a")?.values.id).toBe("3");
    expect([store.get("a"), store.remove("a")]).toEqual([undefined, undefined]);
  });

  it("finds by name, and forgets the old name when it changes", () => {
    const store = new Store();
    const scoped = (name: string) => identityOf({ type: "aws_iam_role" }, { name }, account)?.scoped ?? "";
    store.put(object("a", "aws_iam_role", { name: "old" }));
    store.put(object("a", "aws_iam_role", { name: "new" }));
    expect([store.named(scoped("old")), store.named(scoped("new"))]).toEqual([undefined, "a"]);
  });

  it("knows live clusters by their endpoint and what is inside them", () => {
    const store = new Store();
    store.put(cluster);
    store.put(object("ns", "kubernetes_namespace_v1", { metadata: [{ name: "x" }] }, { cluster: "api" }));
    expect([store.hasCluster("api"), store.insideOf("api")]).toEqual([true, ["ns"]]);
    store.remove("ns");
    store.remove("cluster");
    expect([store.hasCluster("api"), store.insideOf("api")]).toEqual([false, []]);
  });

  it("counts an add-on to the contents of its cluster, found by name", () => {
    const store = new Store();
    const addon = object("addon", "aws_eks_addon", { cluster_name: "main", addon_name: "cert-manager" });
    expect(store.clusterOf(addon)).toBeUndefined();
    store.put(cluster);
    expect([store.clusterOf(addon), store.clusterOf(cluster)]).toEqual(["api", "api"]);
    expect(store.clusterOf(object("vpc", "aws_vpc", {}))).toBeUndefined();
  });

  it("reads the values of a release once", () => {
    const store = new Store();
    const release = object("r", "helm_release", { name: "keda", chart: "keda", values: ["a: 1"] });
    expect(store.partOf(release)).toBe(store.partOf({ ...release }));
  });

  it("describes objects by type and name, and leaves out what is gone", () => {
    const store = new Store();
    store.put(cluster);
    expect(store.describe(["cluster", "gone"])).toEqual(["aws_eks_cluster main"]);
  });

  it("knows what others can mention of an object", () => {
    const vpc = object("vpc", "aws_vpc", { id: "vpc-0123456789abcdef0", name: "main" });
    expect(new Store().handlesOf(vpc)).toEqual(["vpc-0123456789abcdef0"]);
  });
});
