import type { Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL } from "../../../lib/core/names";
import { ifKnown, isToken } from "../../../lib/core/tokens";
import { TEAM_ROLES, type TeamRole } from "./team-role-rules";

/** Kubernetes groups of a team by what they may do. On EKS an access entry names the groups of an IAM role. */
export type TeamGroups = {
  /** May see everything but secrets, logs of pods among it. @default nobody */
  readonly view?: readonly string[];
  /**
   * May see everything but secrets, change workloads that exist, promote and abort releases, restart pods and run
   * jobs. Whoever may change a workload runs code as its service account, with what it mounts. @default nobody
   */
  readonly deploy?: readonly string[];
  /**
   * May also make and delete workloads, read and write secrets, and enter pods. Not the boundary itself: quota, limit
   * range, network policies and roles stay in code. @default nobody
   */
  readonly admin?: readonly string[];
};

/** One role binding: which groups of a team have a role. */
export interface TeamBinding {
  readonly team: string;
  readonly role: TeamRole;
  readonly groups: readonly string[];
}

/**
 * The role bindings of teams, in the order of teams and roles.
 *
 * Codes: `invalid-name`, `no-groups`, `empty-group`, `reserved-group`, `duplicate-group`, `unknown-role`.
 */
export function resolveTeams(
  teams: { readonly [team: string]: TeamGroups },
  problems: Problems,
): readonly TeamBinding[] {
  return Object.entries(teams).flatMap(([team, groups]) => {
    const at = problems.at(team);
    checkName(at, "", team, TEAM_NAME);
    checkRoles(groups, at);
    return TEAM_ROLES.filter((role) => (groups[role] ?? []).length > 0).map((role) => {
      const named = groups[role] ?? [];
      checkGroups(named, at.at(role));
      return { team, role, groups: [...named].sort() };
    });
  });
}

/** With the role's name behind it, a team's name is that of its binding. */
const TEAM_NAME = { ...DNS_LABEL, maxLength: 56, must: DNS_LABEL.must.replace("63", "56") };

function checkRoles(groups: TeamGroups, problems: Problems): void {
  for (const role of Object.keys(groups)) {
    problems.addIf(!TEAM_ROLES.includes(role as TeamRole), {
      prop: role,
      code: "unknown-role",
      rule: "role of a team is not known",
      value: role,
      fix: `use one of ${TEAM_ROLES.join(", ")}`,
    });
  }
  problems.addIf(
    TEAM_ROLES.every((role) => (groups[role] ?? []).length === 0),
    {
      prop: "",
      code: "no-groups",
      rule: "a team without groups may do nothing",
      value: {},
      fix: "name the groups of at least one role, or leave the team out",
    },
  );
}

function checkGroups(groups: readonly string[], problems: Problems): void {
  groups.forEach((group, index) => {
    ifKnown(group, (known) => {
      const at = problems.at(index);
      at.addIf(known.trim() === "", {
        prop: "",
        code: "empty-group",
        rule: "a group has a name",
        value: known,
        fix: "write the group's name as the cluster's authentication gives it",
      });
      at.addIf(known.startsWith("system:"), {
        prop: "",
        code: "reserved-group",
        rule: "groups that start with system: are Kubernetes' own, some of them mean everybody",
        value: known,
        fix: "use a group of the team's own",
      });
    });
    problems.addIf(!isToken(group) && groups.indexOf(group) < index, {
      prop: `[${index}]`,
      code: "duplicate-group",
      rule: "a group has a role once",
      value: group,
      fix: "name it once",
    });
  });
}
