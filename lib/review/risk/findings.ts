import type { Json } from "../../core/render";
import type { ObjectDiff } from "../diff/diff-object";
import { kubernetesFacts } from "../diff/kubernetes/facts";
import { policyPairs } from "../diff/policy-attributes";
import { settled } from "../diff/settled";
import { listed } from "../diff/values";
import type { PlannedObject } from "../plan";
import type { Finding, RiskLevel } from "../review";
import { highest, isAtLeast } from "./levels";
import type { Hit, Rule, RuleInfo, Subject } from "./rule";

/** What all objects of a plan are looked at with. */
export type Surroundings = Pick<Subject, "versions" | "protectedPaths" | "configured">;

/** An object as rules look at it. */
export function subjectOf(
  object: PlannedObject,
  { kubernetes, unread }: Pick<ObjectDiff, "kubernetes" | "unread">,
  constructPath: string | undefined,
  surroundings: Surroundings,
): Subject {
  return {
    object,
    before: object.before,
    after: settled(object.after, object.afterUnknown),
    constructPath,
    policies: mayHoldPolicy(object) ? policyPairs(object) : [],
    unread,
    kubernetes: kubernetes.map((change) => ({ change, facts: kubernetesFacts(change) })),
    ...surroundings,
  };
}

/** Whether it is worth looking for policies: comparing whole bodies is what costs most in large plans. */
function mayHoldPolicy({ kind, before, after, afterUnknown }: PlannedObject): boolean {
  return (
    kind !== "delete" && (speaksOfPolicy(after) || speaksOfPolicy(before) || speaksOfPolicy(afterUnknown))
  );
}

function speaksOfPolicy(value: Json | undefined): boolean {
  if (typeof value === "string") {
    return value.includes('"Statement"');
  }
  return (
    typeof value === "object" &&
    value !== null &&
    Object.entries(value).some(([name, member]) => POLICY_NAME.test(name) || speaksOfPolicy(member as Json))
  );
}

/** Members of a policy, and arguments that hold one. */
const POLICY_NAME = /^Statement$|polic/;

/** What rules find about an object, the most dangerous first. */
export function findingsOf(subject: Subject, rules: readonly Rule[]): readonly Finding[] {
  const found = rules.flatMap((rule) => toFindings(rule, subject.object.address, rule.check(subject)));
  const judged = found.some(({ rule }) => JUDGES_OF_DESTRUCTION.has(rule));
  return found.filter(({ rule }) => rule !== "R13" || !judged).sort(byDanger);
}

/** Rules that know what a destruction means: R13 speaks where none of them does. */
const JUDGES_OF_DESTRUCTION: ReadonlySet<string> = new Set(["R1", "R5", "R7", "R15", "R16"]);

/** Hits of a rule as findings; those that say the same become one with all the evidence. */
export function toFindings(
  { id: rule }: Pick<RuleInfo, "id">,
  address: string,
  hits: readonly Hit[],
): readonly Finding[] {
  const groups = new Map<string, { hit: Hit; evidence: string[] }>();
  for (const hit of hits) {
    const key = `${hit.level} ${hit.title}`;
    const group = groups.get(key) ?? { hit, evidence: [] };
    group.evidence.push(hit.evidence);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ hit, evidence }) => ({
    rule,
    level: hit.level,
    address,
    title: hit.title,
    evidence: cut(listed([...new Set(evidence)], MOST_EVIDENCE)),
    fix: hit.fix,
  }));
}

const MOST_EVIDENCE = 6;
const MOST_CHARACTERS = 600;

function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${[...text].slice(0, MOST_CHARACTERS).join("")}...` : text;
}

/** Sorts by level, then by the number of the rule. */
export function byDanger(one: Finding, other: Finding): number {
  if (one.level !== other.level) {
    return isAtLeast(one.level, other.level) ? -1 : 1;
  }
  return Number(one.rule.slice(1)) - Number(other.rule.slice(1)) || (one.title < other.title ? -1 : 1);
}

/** What findings come to; waived ones count for nothing. */
export function riskOf(findings: readonly Finding[]): RiskLevel {
  return highest(findings.filter(({ waiver }) => waiver === undefined).map(({ level }) => level));
}
