import { DataResource } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster/kubeconfig-cluster";
import { TeamAccess } from "../../../../constructs/workload/namespace/team-access";
import { TEAM_ROLE_RULES } from "../../../../constructs/workload/namespace/team-role-rules";
import type { TeamBinding } from "../../../../constructs/workload/namespace/team-roles";
import { synth } from "../../../support/synth";

function make(bindings: readonly TeamBinding[]) {
  let groups: TeamAccess["groups"] | undefined;
  const made = synth((stack) => {
    const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "kind", context: "kind" });
    const provider = cluster.kubernetesProvider;
    const dependsOn = [new DataResource(stack, "Namespace", {})];
    groups = new TeamAccess(stack, "Teams", { provider, namespace: "shop", bindings, dependsOn }).groups;
  });
  return { made, groups };
}

describe("TeamAccess", () => {
  it("makes a role once, and a binding for each team that has it", () => {
    const { made, groups } = make([
      { team: "shop", role: "view", groups: ["a", "b"] },
      { team: "sre", role: "view", groups: ["b", "c"] },
    ]);
    expect(made.one("kubernetes_role_v1")).toMatchObject({
      metadata: { name: "team-view", namespace: "shop" },
      depends_on: ["terraform_data.Namespace"],
    });
    expect(made.one("kubernetes_role_v1").rule).toHaveLength(TEAM_ROLE_RULES.view.length);
    expect(Object.keys(made.all("kubernetes_role_binding_v1"))).toHaveLength(2);
    expect(made.one("kubernetes_role_binding_v1", "view_sre")).toMatchObject({
      metadata: { name: "sre-view", namespace: "shop" },
      role_ref: { api_group: "rbac.authorization.k8s.io", kind: "Role", name: "team-view" },
      subject: [
        { api_group: "rbac.authorization.k8s.io", kind: "Group", name: "b" },
        { api_group: "rbac.authorization.k8s.io", kind: "Group", name: "c" },
      ],
      depends_on: [expect.stringMatching(/^kubernetes_role_v1\.Teams_view_Role/)],
    });
    expect(groups).toEqual({ view: ["a", "b", "c"], deploy: [], admin: [] });
  });

  it("makes no role that nobody has", () => {
    const { made, groups } = make([]);
    expect(made.all("kubernetes_role_v1")).toEqual({});
    expect(made.all("kubernetes_role_binding_v1")).toEqual({});
    expect(groups).toEqual({ view: [], deploy: [], admin: [] });
  });
});
