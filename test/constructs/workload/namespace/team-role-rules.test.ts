import * as fs from "node:fs";
import * as path from "node:path";
import {
  type RoleRule,
  TEAM_ROLE_RULES,
  TEAM_ROLES,
  type TeamRole,
} from "../../../../constructs/workload/namespace/team-role-rules";
import { coreProblems } from "../../../support/core-kinds";

const CRDS = path.join(__dirname, "..", "..", "..", "fixtures", "crds");

/** Everything a role may do, as `verb group/resource`. */
function permissions(role: TeamRole): ReadonlySet<string> {
  return new Set(
    TEAM_ROLE_RULES[role].flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) =>
        resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`)),
      ),
    ),
  );
}

function may(role: TeamRole, verb: string, resource: string): boolean {
  return permissions(role).has(`${verb} ${resource}`);
}

function pluralOf(kind: string): string {
  return `${kind.toLowerCase()}s`.replace(/([^aeiou])ys$/, "$1ies");
}

const RULES: [TeamRole, RoleRule][] = TEAM_ROLES.flatMap((role) =>
  TEAM_ROLE_RULES[role].map((rule): [TeamRole, RoleRule] => [role, rule]),
);

describe("roles of a team", () => {
  it("use plain verbs only: nothing that escalates, nothing by wildcard", () => {
    const verbs = new Set(RULES.flatMap(([, rule]) => rule.verbs));
    expect([...verbs].sort()).toEqual([
      "create",
      "delete",
      "deletecollection",
      "get",
      "list",
      "patch",
      "update",
      "watch",
    ]);
    const named = RULES.flatMap(([, { apiGroups, resources }]) => [...apiGroups, ...resources]);
    expect(named.filter((name) => name.includes("*"))).toEqual([]);
  });

  it("grow: each may do what the one before may", () => {
    for (const [less, more] of [
      ["view", "deploy"],
      ["deploy", "admin"],
    ] as const) {
      expect([...permissions(less)].filter((one) => !permissions(more).has(one))).toEqual([]);
      expect(permissions(more).size).toBeGreaterThan(permissions(less).size);
    }
  });

  it("only read as view, and no secrets", () => {
    const verbs = new Set([...permissions("view")].map((one) => one.split(" ")[0]));
    expect([...verbs].sort()).toEqual(["get", "list", "watch"]);
    expect([...permissions("view")].filter((one) => one.endsWith("/secrets"))).toEqual([]);
    expect(may("view", "get", "/pods/log")).toBe(true);
  });

  it("change workloads as deploy, without making them, reading secrets or entering pods", () => {
    for (const workload of ["apps/deployments", "apps/statefulsets", "argoproj.io/rollouts"]) {
      expect(may("deploy", "patch", workload)).toBe(true);
      expect(may("deploy", "create", workload)).toBe(false);
      expect(may("deploy", "delete", workload)).toBe(false);
    }
    expect(may("deploy", "patch", "argoproj.io/rollouts/status")).toBe(true);
    expect(may("deploy", "delete", "/pods")).toBe(true);
    for (const closed of ["/secrets", "/pods/exec", "/pods/attach", "/pods/portforward", "/configmaps"]) {
      expect(["create", "update", "patch", "delete"].filter((verb) => may("deploy", verb, closed))).toEqual(
        [],
      );
    }
    expect(may("deploy", "get", "/secrets")).toBe(false);
  });

  it("never write what keeps them in: roles, policies, quota, tokens, external secrets", () => {
    const boundary = [
      "/limitranges",
      "/namespaces",
      "/resourcequotas",
      "/serviceaccounts/token",
      "apps/daemonsets",
      "external-secrets.io/externalsecrets",
      "external-secrets.io/secretstores",
      "networking.k8s.io/networkpolicies",
      "rbac.authorization.k8s.io/rolebindings",
      "rbac.authorization.k8s.io/roles",
    ];
    const written = boundary.filter((resource) =>
      ["create", "update", "patch", "delete", "deletecollection"].some((verb) =>
        may("admin", verb, resource),
      ),
    );
    expect(written).toEqual([]);
  });

  it("do as admin what a team needs to help itself", () => {
    for (const allowed of [
      "create apps/deployments",
      "delete batch/jobs",
      "get /secrets",
      "create /pods/exec",
      "create /pods/portforward",
      "get rbac.authorization.k8s.io/roles",
    ]) {
      expect(permissions("admin")).toContain(allowed);
    }
  });

  it("name custom resources as their definitions do", () => {
    const plurals = new Map<string, Set<string>>();
    for (const file of fs.readdirSync(CRDS)) {
      const [group = "", , kind = ""] = file.replace(/\.json$/, "").split("_");
      plurals.set(group, (plurals.get(group) ?? new Set()).add(pluralOf(kind)));
    }
    const known = RULES.flatMap(([, { apiGroups, resources }]) =>
      resources.map((resource) => ({ group: apiGroups[0] ?? "", resource: resource.split("/")[0] ?? "" })),
    ).filter(({ group }) => plurals.has(group));
    expect(known.length).toBeGreaterThan(20);
    // Made by controllers, so that no fixture holds their definition.
    const unheld = ["analysisruns", "experiments"];
    const wrong = known.filter(
      ({ group, resource }) => !plurals.get(group)?.has(resource) && !unheld.includes(resource),
    );
    expect(wrong).toEqual([]);
  });

  it("are Roles that Kubernetes accepts", () => {
    const roles = TEAM_ROLES.map((name) => ({
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata: { name },
      rules: TEAM_ROLE_RULES[name],
    }));
    expect(coreProblems(roles)).toEqual([]);
  });
});
