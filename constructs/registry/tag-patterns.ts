import type { Problems } from "../../lib/core/errors";
import { ifKnown, isToken } from "../../lib/core/tokens";

/** Limits of one kind of tag pattern. */
export interface TagPatternRule {
  /** `*` a pattern may hold. */
  readonly maxWildcards: number;
}

/** Patterns of lifecycle rules. Source: "Lifecycle policy properties in Amazon ECR". */
export const LIFECYCLE_PATTERN: TagPatternRule = { maxWildcards: 4 };

/** Patterns of tags that stay mutable. Source: the AWS provider, image_tag_mutability_exclusion_filter. */
export const MUTABLE_TAG_PATTERN: TagPatternRule = { maxWildcards: 2 };

/** Letters a tag may hold, and `*` for any number of them. Source: ECR API, ImageTagMutabilityExclusionFilter. */
const SHAPE = /^[0-9a-zA-Z._*-]{1,128}$/;

/** Reports patterns ECR would refuse: `invalid-tag-pattern`, `too-many-wildcards`. Tokens pass. */
export function checkTagPattern(
  problems: Problems,
  prop: string,
  pattern: string,
  rule: TagPatternRule,
): void {
  ifKnown(pattern, (known) => {
    problems.addIf(!SHAPE.test(known), {
      prop,
      code: "invalid-tag-pattern",
      rule: "a tag pattern has 1 to 128 letters, digits, dots, dashes, underscores or *",
      value: known,
      fix: "write tags or patterns such as latest, v* or pr-*",
    });
    const wildcards = known.split("*").length - 1;
    problems.addIf(wildcards > rule.maxWildcards, {
      prop,
      code: "too-many-wildcards",
      rule: `ECR allows ${rule.maxWildcards} wildcards in one pattern`,
      value: known,
      fix: "use fewer *",
    });
  });
}

/** Whether every tag that matches `inner` matches `outer` as well. A token covers and is covered by itself only. */
export function coversPattern(outer: string, inner: string): boolean {
  if (outer === inner) {
    return true;
  }
  if (isToken(outer) || isToken(inner)) {
    return false;
  }
  // A wildcard of `inner` stands for any text, so nothing but a wildcard of `outer` can take it.
  return matchesBoth(outer, inner.replaceAll("*", "/"));
}

/** Whether some tag matches both patterns. Tokens count as apart from everything else. */
export function overlapsPattern(one: string, other: string): boolean {
  return one === other || (!isToken(one) && !isToken(other) && matchesBoth(one, other));
}

/** Whether some text matches both patterns: walks the pairs of positions that one text can lead to. */
function matchesBoth(one: string, other: string): boolean {
  const pending: [number, number][] = [[0, 0]];
  const seen = new Set<string>();
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [i, j] = pair;
    if (i === one.length && j === other.length) {
      return true;
    }
    if (seen.has(`${i} ${j}`)) {
      continue;
    }
    seen.add(`${i} ${j}`);
    if (one[i] === "*") {
      pending.push([i + 1, j]);
    }
    if (other[j] === "*") {
      pending.push([i, j + 1]);
    }
    if (one[i] === "*" && j < other.length) {
      pending.push([i, j + 1]);
    }
    if (other[j] === "*" && i < one.length) {
      pending.push([i + 1, j]);
    }
    if (i < one.length && one[i] === other[j]) {
      pending.push([i + 1, j + 1]);
    }
  }
  return false;
}
