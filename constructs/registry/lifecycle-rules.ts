import type { Problems } from "../../lib/core/errors";
import { type JsonObject, renderJson } from "../../lib/core/render";
import { ifKnown } from "../../lib/core/tokens";
import { coversPattern, overlapsPattern } from "./tag-patterns";

/** Which images a rule decides about. Several patterns: the image carries a tag for each of them. */
export type ImageSelection =
  | { readonly tagStatus: "tagged"; readonly patterns: readonly string[] }
  | { readonly tagStatus: "untagged" | "any" };

/** Which of the selected images go: those beyond the newest `count`, or those pushed longer ago. */
export type ImageLimit = { readonly count: number } | { readonly olderThanDays: number };

/** A lifecycle rule with everything filled in. */
export interface ResolvedLifecycleRule {
  /** 1 is applied first. */
  readonly priority: number;
  readonly description: string;
  readonly selection: ImageSelection;
  readonly limit: ImageLimit;
  /** Where the user wrote it, for problems. */
  readonly prop: string;
}

/** Characters ECR takes for one policy. Source: "Amazon ECR service quotas". */
const MAX_POLICY_LENGTH = 30_720;

/**
 * Reports rules that work against each other. Rules come in the order of their priority.
 *
 * An image that matches the selection of a rule is never touched by a rule behind it, even when the first rule
 * keeps it ("Lifecycle policy evaluation rules", ECR user guide). So a rule behind one that selects the same or
 * more never acts, and an age rule in front of a keep rule expires what the keep rule is there to protect.
 *
 * Codes: `duplicate-priority`, `any-not-last`, `duplicate-selection`, `expires-kept`, `shadowed-rule`,
 * `lifecycle-too-long`.
 */
export function checkLifecycleRules(problems: Problems, rules: readonly ResolvedLifecycleRule[]): void {
  rules.forEach((rule, index) => {
    const before = rules.slice(0, index);
    ifKnown(rule.priority, (priority) => {
      problems.addIf(
        before.some((other) => other.priority === priority),
        {
          prop: `${rule.prop}.priority`,
          code: "duplicate-priority",
          rule: "each rule has a priority of its own",
          value: priority,
          fix: "renumber one of the rules",
        },
      );
    });
    if (rule.selection.tagStatus === "any" && index < rules.length - 1) {
      problems.add({
        prop: rule.prop,
        code: "any-not-last",
        rule: "a rule for all images has the highest priority number, ECR refuses it elsewhere",
        value: rule.priority,
        fix: "give it the highest number",
      });
      return;
    }
    const conflict = before
      .filter((other) => other.selection.tagStatus !== "any")
      .map((other) => conflictOf(other, rule))
      .find((found) => found !== undefined);
    if (conflict !== undefined) {
      problems.add(conflict);
    }
  });
  ifKnown(lifecyclePolicy(rules), (policy) => {
    problems.addIf(policy.length > MAX_POLICY_LENGTH, {
      prop: "",
      code: "lifecycle-too-long",
      rule: `a lifecycle policy has at most ${MAX_POLICY_LENGTH} characters`,
      value: policy.length,
      fix: "use fewer rules or wider patterns",
    });
  });
}

/** Renders rules as the policy ECR takes. Returns the same text for the same rules. */
export function lifecyclePolicy(rules: readonly ResolvedLifecycleRule[]): string {
  return renderJson({
    rules: rules.map(
      (rule): JsonObject => ({
        rulePriority: rule.priority,
        description: rule.description,
        selection: {
          tagStatus: rule.selection.tagStatus,
          ...(rule.selection.tagStatus === "tagged" && { tagPatternList: rule.selection.patterns }),
          ...("count" in rule.limit
            ? { countType: "imageCountMoreThan", countNumber: rule.limit.count }
            : { countType: "sinceImagePushed", countUnit: "days", countNumber: rule.limit.olderThanDays }),
        },
        action: { type: "expire" },
      }),
    ),
  });
}

function conflictOf(first: ResolvedLifecycleRule, second: ResolvedLifecycleRule) {
  if (first.selection.tagStatus !== second.selection.tagStatus) {
    return undefined;
  }
  const covers = coversSelection(first.selection, second.selection);
  if (covers && coversSelection(second.selection, first.selection)) {
    return {
      prop: second.prop,
      code: "duplicate-selection",
      rule: `it selects the same images as ${first.prop}, and only the first rule decides about an image`,
      value: show(second.selection),
      fix: "keep one of the two",
    };
  }
  const ageBeforeKeep = "olderThanDays" in first.limit && "count" in second.limit;
  if (ageBeforeKeep && overlapsSelection(first.selection, second.selection)) {
    return {
      prop: first.prop,
      code: "expires-kept",
      rule: `it comes before ${second.prop} and expires images that one is there to keep`,
      value: show(first.selection),
      fix: "give the keep rule the lower priority number, or narrow the pattern",
    };
  }
  return covers
    ? {
        prop: second.prop,
        code: "shadowed-rule",
        rule: `it never acts: ${first.prop} selects all of its images and comes first`,
        value: show(second.selection),
        fix: "put the narrower pattern first, or remove this rule",
      }
    : undefined;
}

function coversSelection(outer: ImageSelection, inner: ImageSelection): boolean {
  if (outer.tagStatus !== "tagged" || inner.tagStatus !== "tagged") {
    return outer.tagStatus === inner.tagStatus;
  }
  return outer.patterns.every((wide) => inner.patterns.some((narrow) => coversPattern(wide, narrow)));
}

/** Whether one tag can satisfy both. An image with two tags can always satisfy two rules; that stays legal. */
function overlapsSelection(one: ImageSelection, other: ImageSelection): boolean {
  if (one.tagStatus !== "tagged" || other.tagStatus !== "tagged") {
    return one.tagStatus === other.tagStatus;
  }
  return one.patterns.every((left) => other.patterns.some((right) => overlapsPattern(left, right)));
}

function show(selection: ImageSelection): string | readonly string[] {
  return selection.tagStatus === "tagged" ? selection.patterns : selection.tagStatus;
}
