import { rbacFacts } from "../../../../../lib/review/diff/kubernetes/rbac";

const role = (...rules: object[]) => ({ kind: "ClusterRole", metadata: { name: "r" }, rules }) as never;
const facts = (before: undefined | object, after: undefined | object) =>
  rbacFacts(before as never, after as never).map(({ code, text }) => `${code}: ${text}`);
const READ = { apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] };

describe("rbacFacts", () => {
  it.each([
    ["verbs", { ...READ, verbs: ["get", "list", "delete"] }, ["rbac-widened: allows delete on pods"]],
    ["resources", { ...READ, resources: ["pods", "secrets"] }, ["rbac-widened: allows get, list on secrets"]],
    ["a group", { ...READ, apiGroups: ["", "apps"] }, ["rbac-widened: allows get, list on pods of apps"]],
    ["fewer verbs", { ...READ, verbs: ["get"] }, ["rbac-narrowed: no longer allows list on pods"]],
    ["names", { ...READ, resourceNames: ["a"] }, ["rbac-narrowed: no longer allows get, list on pods"]],
    ["the same", { ...READ, verbs: ["list", "get"] }, []],
  ])("%s", (_, rule, expected) => {
    expect(facts(role(READ), role(rule))).toEqual(expected);
  });

  it("sees through wildcards and rules that move", () => {
    const all = { apiGroups: ["*"], resources: ["*"], verbs: ["*"] };
    expect(facts(role(all), role(READ, all))).toEqual([]);
    expect(facts(role(READ), role(all))).toEqual(["rbac-widened: allows * on * of *"]);
    expect(facts(role(READ), role({ ...READ, verbs: ["get"] }, { ...READ, verbs: ["list"] }))).toEqual([]);
    const urls = { nonResourceURLs: ["/metrics"], verbs: ["get"] };
    expect(facts(role(all), role(all, urls))).toEqual(["rbac-widened: allows get on /metrics"]);
  });

  it("names who is bound to what", () => {
    const binding = (name: string, ...accounts: string[]) => ({
      kind: "ClusterRoleBinding",
      metadata: { name: "b" },
      roleRef: { kind: "ClusterRole", name },
      subjects: accounts.map((account) => ({ kind: "ServiceAccount", namespace: "n", name: account })),
    });
    expect(facts(undefined, binding("cluster-admin", "a"))).toEqual([
      "cluster-admin: gives cluster-admin everywhere to ServiceAccount n a",
    ]);
    expect(facts(binding("view", "a", "b"), binding("view", "b", "c"))).toEqual([
      "binding-changed: gives view everywhere to ServiceAccount n c",
      "binding-changed: takes view from ServiceAccount n a (b)",
    ]);
    expect(facts(binding("view", "a"), binding("view", "a"))).toEqual([]);
    expect(facts(binding("view", "a"), undefined)).toHaveLength(1);
  });

  it("reads created and deleted roles, and no other kinds", () => {
    expect(facts(undefined, role(READ))).toEqual(["rbac-widened: allows get, list on pods"]);
    expect(facts(role(READ), undefined)).toEqual(["rbac-narrowed: no longer allows get, list on pods"]);
    expect(facts({ kind: "Pod", rules: [READ] }, undefined)).toEqual([]);
  });
});
