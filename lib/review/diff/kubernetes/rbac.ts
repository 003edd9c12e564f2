import type { Json, JsonObject } from "../../../core/render";
import { isObject, items, listed, member, textOf, texts } from "../values";
import type { KubernetesFact } from "./fact";
import { kindOf, nameOf } from "./manifest";

/** What a change of roles and of bindings lets somebody do. */
export function rbacFacts(
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): readonly KubernetesFact[] {
  const kind = kindOf(after ?? before);
  if (kind === "Role" || kind === "ClusterRole") {
    return roleFacts(before, after);
  }
  return kind === "RoleBinding" || kind === "ClusterRoleBinding" ? bindingFacts(before, after) : [];
}

function roleFacts(before: JsonObject | undefined, after: JsonObject | undefined): KubernetesFact[] {
  const [old, new_] = [rulesOf(before), rulesOf(after)];
  return [
    ...differences(new_, old).map((text) => ({ code: "rbac-widened" as const, text: `allows ${text}` })),
    ...differences(old, new_).map((text) => ({
      code: "rbac-narrowed" as const,
      text: `no longer allows ${text}`,
    })),
  ];
}

interface Rule {
  readonly groups: readonly string[];
  /** Resources, or URLs that are none. */
  readonly targets: readonly string[];
  readonly urls: boolean;
  /** Names of objects; empty: all of them. */
  readonly names: readonly string[];
  readonly verbs: readonly string[];
}

function rulesOf(role: JsonObject | undefined): readonly Rule[] {
  return items(role?.rules)
    .filter(isObject)
    .map((rule) => {
      const urls = texts(rule.nonResourceURLs);
      return {
        groups: urls.length > 0 ? [] : texts(rule.apiGroups),
        targets: urls.length > 0 ? urls : texts(rule.resources),
        urls: urls.length > 0,
        names: texts(rule.resourceNames),
        verbs: texts(rule.verbs),
      };
    });
}

/** Comparisons above which a rule counts as new as a whole. */
const MOST_COMPARISONS = 200_000;

/** What `rules` allow and `others` do not, in words. */
function differences(rules: readonly Rule[], others: readonly Rule[]): readonly string[] {
  return rules.flatMap((rule) => {
    const work = rule.targets.length * rule.verbs.length * others.length * rules.length;
    const targets = rule.targets.filter(
      (target) =>
        work > MOST_COMPARISONS ||
        rule.verbs.some((verb) => !others.some((other) => allows(other, rule, target, verb))),
    );
    const verbs = rule.verbs.filter(
      (verb) =>
        work > MOST_COMPARISONS ||
        targets.some((target) => !others.some((other) => allows(other, rule, target, verb))),
    );
    return verbs.length === 0 ? [] : [ruleText({ ...rule, targets, verbs })];
  });
}

function allows(rule: Rule, wanted: Rule, target: string, verb: string): boolean {
  const holds = (names: readonly string[], name: string) => names.includes("*") || names.includes(name);
  return (
    rule.urls === wanted.urls &&
    holds(rule.verbs, verb) &&
    holds(rule.targets, target) &&
    wanted.groups.every((group) => holds(rule.groups, group)) &&
    (rule.names.length === 0 ||
      (wanted.names.length > 0 && wanted.names.every((name) => rule.names.includes(name))))
  );
}

function ruleText({ groups, targets, names, verbs }: Rule): string {
  const outside = groups.filter((group) => group !== "");
  return [
    `${listed(verbs)} on ${listed(targets)}`,
    outside.length > 0 ? ` of ${listed(outside)}` : "",
    names.length > 0 ? ` named ${listed(names)}` : "",
  ].join("");
}

function bindingFacts(before: JsonObject | undefined, after: JsonObject | undefined): KubernetesFact[] {
  const [oldRole, newRole] = [before, after].map((side) => textOf(member(side, "roleRef", "name")));
  const [olds, news] = [before, after].map((side) => items(side?.subjects).map(subjectText));
  const added = (news ?? []).filter((subject) => oldRole !== newRole || !olds?.includes(subject));
  const removed = (olds ?? []).filter((subject) => !news?.includes(subject));
  const where = kindOf(after ?? before) === "ClusterRoleBinding" ? "everywhere" : `in ${namespaceOf(after)}`;
  return [
    ...(added.length > 0 && newRole !== undefined
      ? [
          {
            code: newRole === "cluster-admin" ? ("cluster-admin" as const) : ("binding-changed" as const),
            text: `gives ${newRole} ${where} to ${listed(added)}`,
          },
        ]
      : []),
    ...(removed.length > 0
      ? [
          {
            code: "binding-changed" as const,
            text: `takes ${oldRole ?? "a role"} from ${listed(removed)} (${nameOf(before)})`,
          },
        ]
      : []),
  ];
}

function namespaceOf(manifest: JsonObject | undefined): string {
  return textOf(member(manifest, "metadata", "namespace")) ?? "its namespace";
}

function subjectText(subject: Json): string {
  const part = (name: string) => textOf(member(subject, name));
  return [part("kind"), part("namespace"), part("name")]
    .filter((text) => text !== undefined && text !== "")
    .join(" ");
}
