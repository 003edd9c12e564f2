import type { Problems } from "../../lib/core/errors";
import { ifKnown, isToken } from "../../lib/core/tokens";
import {
  checkLifecycleRules,
  type ImageLimit,
  type ImageSelection,
  type ResolvedLifecycleRule,
} from "./lifecycle-rules";
import { checkTagPattern, LIFECYCLE_PATTERN } from "./tag-patterns";

/** Images kept to roll back to. */
export interface KeepImages {
  /** Tags or patterns such as `v*`. Each pattern is counted on its own: any of them is enough for an image. */
  readonly tagPatterns: readonly string[];
  /** Newest images kept of each pattern. Older ones expire. */
  readonly count: number;
}

/** Images that go after a time. */
export interface ExpireImages {
  /** Tags or patterns such as `pr-*`: any of them is enough for an image. */
  readonly tagPatterns: readonly string[];
  /** Days since the push. */
  readonly olderThanDays: number;
}

/** A rule as ECR has it, for what the other props cannot say. */
export interface LifecycleRule {
  /** 1 or more, unique; the lowest number decides first. */
  readonly priority: number;
  /** @default words made from the rule */
  readonly description?: string;
  readonly tagStatus: "tagged" | "untagged" | "any";
  /** Patterns an image must ALL match, each with some tag of its own. Required for `tagged`, and only there. */
  readonly tagPatternList?: readonly string[];
  /** Newest images kept; older ones expire. Either this or `olderThanDays`. */
  readonly count?: number;
  /** Days since the push. Either this or `count`. */
  readonly olderThanDays?: number;
}

export interface LifecycleProps {
  /** Days after the push. Parts of a multi-platform image stay as long as their index. @default 7 */
  readonly untaggedExpiryDays?: number | "never";
  /** Images no other rule may expire, however old. @default none */
  readonly keep?: readonly KeepImages[];
  /** Images that expire by age, apart from those `keep` names. @default none */
  readonly expire?: readonly ExpireImages[];
  /** Newest images kept in all, apart from those `keep` and `expire` name. @default unlimited */
  readonly maxImages?: number | "unlimited";
  /** Rules as ECR has them, in place of all of the above. @default the rules above */
  readonly rules?: readonly LifecycleRule[];
}

/**
 * Turns lifecycle props into rules, in the order ECR applies them: keep, expire, untagged, then all images.
 * Fills defaults and reports every problem, those of `checkLifecycleRules` included.
 *
 * Codes: `out-of-range`, `no-tag-patterns`, `invalid-tag-pattern`, `too-many-wildcards`, `keep-exceeds-max`,
 * `no-lifecycle-rules`, `mixed-lifecycle`, `patterns-not-allowed`, `count-or-age`.
 */
export function resolveLifecycle(props: LifecycleProps, problems: Problems): ResolvedLifecycleRule[] {
  const rules = props.rules === undefined ? rulesOfIntent(props, problems) : explicitRules(props, problems);
  problems.addIf(rules.length === 0, {
    prop: props.rules === undefined ? "" : "rules",
    code: "no-lifecycle-rules",
    rule: "a lifecycle policy has at least one rule",
    value: [],
    fix: 'write lifecycle: "none" to keep everything for ever',
  });
  checkLifecycleRules(problems, rules);
  return rules;
}

type Draft = Omit<ResolvedLifecycleRule, "priority">;

function rulesOfIntent(props: LifecycleProps, problems: Problems): ResolvedLifecycleRule[] {
  const untaggedExpiryDays = props.untaggedExpiryDays ?? 7;
  const maxImages = props.maxImages ?? "unlimited";
  const drafts: Draft[] = [
    ...(props.keep ?? []).flatMap((keep, index) => {
      checkKeepCount(problems.at("keep").at(index), keep, maxImages);
      return perPattern(problems, `keep[${index}]`, keep.tagPatterns, "keep the newest", {
        count: keep.count,
      });
    }),
    ...(props.expire ?? []).flatMap((expire, index) => {
      checkPositive(problems.at("expire").at(index), "olderThanDays", expire.olderThanDays);
      return perPattern(problems, `expire[${index}]`, expire.tagPatterns, "expire old", {
        olderThanDays: expire.olderThanDays,
      });
    }),
  ];
  if (untaggedExpiryDays !== "never") {
    checkPositive(problems, "untaggedExpiryDays", untaggedExpiryDays);
    drafts.push({
      prop: "untaggedExpiryDays",
      description: "expire untagged images",
      selection: { tagStatus: "untagged" },
      limit: { olderThanDays: untaggedExpiryDays },
    });
  }
  if (maxImages !== "unlimited") {
    checkPositive(problems, "maxImages", maxImages);
    drafts.push({
      prop: "maxImages",
      description: "limit the number of images",
      selection: { tagStatus: "any" },
      limit: { count: maxImages },
    });
  }
  return drafts.map((draft, index) => ({ priority: index + 1, ...draft }));
}

/** ECR reads several patterns in one rule as "and", people mean "or": one rule for each. */
function perPattern(
  problems: Problems,
  prop: string,
  patterns: readonly string[],
  words: string,
  limit: ImageLimit,
): Draft[] {
  checkPatterns(problems, `${prop}.tagPatterns`, patterns);
  return patterns.map((pattern, index) => ({
    prop: `${prop}.tagPatterns[${index}]`,
    description: `${words} images tagged ${pattern}`,
    selection: { tagStatus: "tagged", patterns: [pattern] },
    limit,
  }));
}

function explicitRules(props: LifecycleProps, problems: Problems): ResolvedLifecycleRule[] {
  const { rules = [], ...intents } = props;
  const mixed = Object.entries(intents).filter(([, value]) => value !== undefined);
  problems.addIf(mixed.length > 0, {
    prop: "rules",
    code: "mixed-lifecycle",
    rule: "explicit rules stand in place of the other lifecycle props",
    value: mixed.map(([name]) => name),
    fix: "say all of it in rules, or none",
  });
  return rules
    .map((rule, index) => explicitRule(rule, `rules[${index}]`, problems.at("rules").at(index)))
    .sort((one, other) => one.priority - other.priority);
}

function explicitRule(rule: LifecycleRule, prop: string, problems: Problems): ResolvedLifecycleRule {
  checkPositive(problems, "priority", rule.priority);
  problems.addIf((rule.count === undefined) === (rule.olderThanDays === undefined), {
    prop: "",
    code: "count-or-age",
    rule: "a rule expires either beyond a count or by age",
    value: { count: rule.count, olderThanDays: rule.olderThanDays },
    fix: "give one of count and olderThanDays",
  });
  checkPositive(problems, "count", rule.count);
  checkPositive(problems, "olderThanDays", rule.olderThanDays);
  return {
    prop,
    priority: rule.priority,
    description: rule.description ?? describe(rule),
    selection: selectionOf(rule, problems),
    limit: rule.count !== undefined ? { count: rule.count } : { olderThanDays: rule.olderThanDays ?? 1 },
  };
}

function selectionOf(rule: LifecycleRule, problems: Problems): ImageSelection {
  if (rule.tagStatus === "tagged") {
    const patterns = rule.tagPatternList ?? [];
    checkPatterns(problems, "tagPatternList", patterns);
    return { tagStatus: "tagged", patterns };
  }
  problems.addIf(rule.tagPatternList !== undefined, {
    prop: "tagPatternList",
    code: "patterns-not-allowed",
    rule: "only rules for tagged images have patterns",
    value: rule.tagPatternList,
    fix: "remove the patterns or set tagStatus to tagged",
  });
  return { tagStatus: rule.tagStatus };
}

function describe(rule: LifecycleRule): string {
  const what =
    rule.tagStatus === "tagged" ? `images tagged ${(rule.tagPatternList ?? []).join(" and ")}` : "images";
  const which = rule.tagStatus === "untagged" ? `untagged ${what}` : what;
  return rule.count !== undefined ? `keep the newest ${which}` : `expire old ${which}`;
}

function checkPatterns(problems: Problems, prop: string, patterns: readonly string[]): void {
  problems.addIf(patterns.length === 0, {
    prop,
    code: "no-tag-patterns",
    rule: "a rule for tagged images names at least one tag or pattern",
    value: [],
    fix: "add a pattern such as v*, or * for every tag",
  });
  patterns.forEach((pattern, index) => {
    checkTagPattern(problems, `${prop}[${index}]`, pattern, LIFECYCLE_PATTERN);
  });
}

function checkKeepCount(problems: Problems, keep: KeepImages, maxImages: number | "unlimited"): void {
  checkPositive(problems, "count", keep.count);
  problems.addIf(maxImages !== "unlimited" && !isToken(maxImages) && keep.count > maxImages, {
    prop: "count",
    code: "keep-exceeds-max",
    rule: `more images are kept than maxImages (${maxImages}) allows in all`,
    value: keep.count,
    fix: "raise maxImages or keep fewer",
  });
}

function checkPositive(problems: Problems, prop: string, value: number | undefined): void {
  ifKnown(value, (known) => {
    problems.addIf(!Number.isSafeInteger(known) || known < 1, {
      prop,
      code: "out-of-range",
      rule: "must be a whole number of 1 or more",
      value: known,
      fix: "choose another number",
    });
  });
}
