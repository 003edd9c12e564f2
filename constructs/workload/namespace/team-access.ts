import type { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { RoleBindingV1 } from "@cdktf/provider-kubernetes/lib/role-binding-v1";
import { RoleV1 } from "@cdktf/provider-kubernetes/lib/role-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { TEAM_ROLE_RULES, TEAM_ROLES, type TeamRole } from "./team-role-rules";
import type { TeamBinding } from "./team-roles";

/** What the roles of teams need of their namespace. */
export interface TeamAccessProps {
  readonly provider: KubernetesProvider;
  readonly namespace: string;
  readonly bindings: readonly TeamBinding[];
  readonly dependsOn: readonly ITerraformDependable[];
}

/** The roles of a namespace that some team has, and the bindings of the teams' groups to them. */
export class TeamAccess extends Construct {
  /** Groups of all teams by role, sorted. */
  readonly groups: Readonly<Record<TeamRole, readonly string[]>>;

  constructor(scope: Construct, id: string, props: TeamAccessProps) {
    super(scope, id);
    for (const role of TEAM_ROLES) {
      const bindings = props.bindings.filter((binding) => binding.role === role);
      if (bindings.length > 0) {
        this.grant(role, bindings, props);
      }
    }
    const of = (role: TeamRole) =>
      props.bindings.filter((binding) => binding.role === role).flatMap(({ groups }) => groups);
    this.groups = { view: unique(of("view")), deploy: unique(of("deploy")), admin: unique(of("admin")) };
  }

  private grant(role: TeamRole, bindings: readonly TeamBinding[], props: TeamAccessProps): void {
    const { provider, namespace } = props;
    const scope = new Construct(this, role);
    const name = `team-${role}`;
    const resource = new RoleV1(scope, "Role", {
      provider,
      dependsOn: [...props.dependsOn],
      metadata: { name, namespace },
      rule: TEAM_ROLE_RULES[role].map(({ apiGroups, resources, verbs }) => ({
        apiGroups: [...apiGroups],
        resources: [...resources],
        verbs: [...verbs],
      })),
    });
    for (const { team, groups } of bindings) {
      new RoleBindingV1(scope, team, {
        provider,
        dependsOn: [resource],
        metadata: { name: `${team}-${role}`, namespace },
        roleRef: { apiGroup: RBAC, kind: "Role", name },
        subject: groups.map((group) => ({ apiGroup: RBAC, kind: "Group", name: group })),
      });
    }
  }
}

const RBAC = "rbac.authorization.k8s.io";

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
