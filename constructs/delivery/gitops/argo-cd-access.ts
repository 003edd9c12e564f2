import { checkKnown, type Problems } from "../../../lib/core/errors";
import { ifKnown } from "../../../lib/core/tokens";

/** Who may do what in Argo CD, by the groups the login provider names. */
export interface ArgoCdAccess {
  /** Role of whoever is logged in and in no group below. @default none: they see nothing */
  readonly everyone?: "none" | "readonly";
  /** Groups that may do everything. @default none */
  readonly admins?: readonly string[];
  /** Groups that may look at everything. @default none */
  readonly readers?: readonly string[];
}

const EVERYONE = ["none", "readonly"];

/**
 * Renders the members of `argocd-rbac-cm`. Roles of projects stand in the projects.
 *
 * Codes: `unknown-role`, `invalid-group`.
 */
export function accessPolicy(access: ArgoCdAccess, problems: Problems): { readonly [key: string]: string } {
  const { everyone = "none", admins = [], readers = [] } = access;
  checkKnown(problems, "everyone", "unknown-role", "role", everyone, EVERYONE);
  checkGroups(problems, "admins", admins);
  checkGroups(problems, "readers", readers);
  const lines = [
    ...admins.map((group) => `g, ${group}, role:admin`),
    ...readers.map((group) => `g, ${group}, role:readonly`),
  ];
  return {
    "policy.default": everyone === "readonly" ? "role:readonly" : "",
    "policy.csv": lines.map((line) => `${line}\n`).join(""),
  };
}

/** Reports groups that would break the line of the policy they stand in, and become a rule of their own. */
export function checkGroups(problems: Problems, prop: string, groups: readonly string[]): void {
  groups.forEach((group, index) => {
    ifKnown(group, (known) => {
      problems
        .at(prop)
        .at(index)
        .addIf(!/^[^\s,"#](?:[^,"\r\n]*[^\s,"])?$/.test(known), {
          prop: "",
          code: "invalid-group",
          rule: "a group of a policy has no comma, quote or line break, no space at its ends and no # in front",
          value: known,
          fix: "use the id of the group in place of its name",
        });
    });
  });
}
