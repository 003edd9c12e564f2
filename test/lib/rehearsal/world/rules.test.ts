import { accountOf } from "../../../../lib/rehearsal/world/account";
import { Refusal, type Values } from "../../../../lib/rehearsal/world/backend";
import { mentionsOf } from "../../../../lib/rehearsal/world/references";
import { checkDelete, checkPut } from "../../../../lib/rehearsal/world/rules";
import { Store, type WorldObject } from "../../../../lib/rehearsal/world/store";

const VPC = "vpc-0123456789abcdef0";
const account = accountOf({ region: "eu-central-1" });
const object = (key: string, type: string, values: Values, cluster?: string): WorldObject => ({
  key,
  provider: type.split("_")[0] ?? "",
  type,
  values,
  account,
  mentions: mentionsOf(type, values, account),
  ...(cluster === undefined ? {} : { cluster }),
});
const vpc = { ...object("vpc", "aws_vpc", { id: VPC }), mentions: [] };

function storeOf(...objects: WorldObject[]): Store {
  const store = new Store();
  for (const one of objects) {
    store.put(one);
  }
  return store;
}

function refused(run: () => void): string | undefined {
  try {
    run();
  } catch (error) {
    return error instanceof Refusal ? error.summary : String(error);
  }
  return undefined;
}

describe("checkPut", () => {
  it("fails for a second object of a name, but not for the object itself", () => {
    const role = object("a", "aws_iam_role", { name: "orders" });
    const store = storeOf(role);
    expect(refused(() => checkPut(store, { ...role, key: "b" }, undefined))).toMatch(/^EntityAlreadyExists/);
    expect(refused(() => checkPut(store, role, role))).toBeUndefined();
  });

  it("fails for a rename onto a name that is taken", () => {
    const [a, b] = [object("a", "aws_iam_role", { name: "a" }), object("b", "aws_iam_role", { name: "b" })];
    const renamed = object("b", "aws_iam_role", { name: "a" });
    expect(refused(() => checkPut(storeOf(a, b), renamed, b))).toMatch(/^EntityAlreadyExists/);
  });

  it("fails for a new mention of something deleted, and lets an old one be", () => {
    const store = storeOf(vpc);
    store.remove("vpc");
    const subnet = object("subnet", "aws_subnet", { vpc_id: VPC });
    expect(refused(() => checkPut(store, subnet, undefined))).toMatch(/^InvalidID\.NotFound/);
    expect(refused(() => checkPut(store, subnet, subnet))).toBeUndefined();
  });

  it("fails for a change that takes from others what they stand on", () => {
    const release = (name: string, manifests: readonly Values[]) =>
      object(
        name,
        "helm_release",
        { name, namespace: "default", chart: "./x", values: [JSON.stringify({ manifests })] },
        "api",
      );
    const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "db" } };
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "p" },
      spec: { imagePullSecrets: [{ name: "db" }] },
    };
    const before = release("secrets", [secret]);
    const store = storeOf(before, release("user", [pod]));
    expect(refused(() => checkPut(store, release("secrets", []), before))).toBe(
      "cannot take away a part of helm_release secrets while it is needed",
    );
    expect(refused(() => checkPut(store, before, before))).toBeUndefined();
  });
});

describe("checkDelete", () => {
  it("fails for what others mention, and lets the last one go", () => {
    const store = storeOf(vpc, object("subnet", "aws_subnet", { vpc_id: VPC }));
    expect(refused(() => checkDelete(store, vpc))).toBe(
      `DependencyViolation: aws_vpc ${VPC} is in use and cannot be deleted`,
    );
    store.remove("subnet");
    expect(refused(() => checkDelete(store, vpc))).toBeUndefined();
  });

  it("fails for a cluster with something in it, before it asks who names it", () => {
    const cluster = object("cluster", "aws_eks_cluster", { name: "main", endpoint: "https://api" });
    const group = object("group", "aws_eks_node_group", { cluster_name: "main", node_group_name: "a" });
    const release = object(
      "keda",
      "helm_release",
      { name: "keda", namespace: "default", chart: "keda" },
      "api",
    );
    const store = storeOf(cluster, group, release);
    expect(refused(() => checkDelete(store, cluster))).toMatch(/cluster main still holds releases/);
    store.remove("keda");
    expect(refused(() => checkDelete(store, cluster))).toMatch(
      /^ResourceInUseException: aws_eks_cluster main is in use/,
    );
  });

  it("fails for the release that brought a kind while objects of the kind are there", () => {
    const keda = object("keda", "helm_release", { name: "keda", namespace: "default", chart: "keda" }, "api");
    const manifests = [{ apiVersion: "keda.sh/v1alpha1", kind: "ScaledObject", metadata: { name: "w" } }];
    const user = object(
      "user",
      "helm_release",
      { name: "user", namespace: "default", chart: "./x", values: [JSON.stringify({ manifests })] },
      "api",
    );
    const store = storeOf(keda, user);
    expect(refused(() => checkDelete(store, keda))).toBe(
      "cannot take away helm_release keda while it is needed",
    );
    store.remove("user");
    expect(refused(() => checkDelete(store, keda))).toBeUndefined();
  });
});
