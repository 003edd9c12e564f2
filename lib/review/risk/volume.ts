import type { PlannedObject } from "../plan";
import { actionEvidence, isDestroyed, isForgotten, verbOf } from "./action";
import { matchesPattern } from "./patterns";
import type { Hit, Rule } from "./rule";

/** How much may be destroyed at once. */
export interface Thresholds {
  /** Objects deleted or replaced by one plan. @default 10 */
  readonly maxDestroyed?: number;
  /** Share of the objects that are there, in percent; counts from three destroyed objects on. @default 20 */
  readonly maxDestroyedPercent?: number;
}

/** Fewer than these are no share of anything. */
const LEAST_FOR_SHARE = 3;

/** Destruction under a path that is protected; the volume of a plan is for `volumeHits`. */
export const VOLUME: Rule = {
  id: "R10",
  name: "volume",
  summary: "A plan destroys many objects at once, a large share of a stack, or something that is protected.",
  level: "critical",
  check: ({ object, constructPath, protectedPaths }) => {
    const pattern = protectedPaths.find(
      (one) =>
        matchesPattern(one, object.address) ||
        (constructPath !== undefined && (matchesPattern(one, constructPath) || isBelow(one, constructPath))),
    );
    return pattern === undefined || !(isDestroyed(object) || isForgotten(object))
      ? []
      : [
          {
            level: "high",
            title: `something protected ${verbOf(object)}`,
            evidence: `${actionEvidence(object)}; protected by ${pattern}`,
            fix: "ask whoever protects it, and take the protection off in a change of its own",
          },
        ];
  },
};

function isBelow(pattern: string, path: string): boolean {
  return matchesPattern(`${pattern.replace(/\/+$/, "")}/**`, path);
}

/** What the number of destroyed objects says about a plan. */
export function volumeHits(objects: readonly PlannedObject[], thresholds: Thresholds): readonly Hit[] {
  const there = objects.filter(
    ({ mode, kind }) => mode === "managed" && kind !== "create" && kind !== "import",
  );
  const destroyed = there.filter(isDestroyed).length;
  const { maxDestroyed = 10, maxDestroyedPercent = 20 } = thresholds;
  const percent = there.length === 0 ? 0 : Math.round((destroyed / there.length) * 100);
  const evidence = `${destroyed} of ${there.length} objects are deleted or replaced (${percent} %)`;
  const fix = "split the change, or make sure that every one of them is meant";
  if (destroyed >= LEAST_FOR_SHARE && destroyed === there.length) {
    return [{ level: "critical", title: "everything is destroyed", evidence, fix }];
  }
  return [
    ...(destroyed > maxDestroyed
      ? [{ level: "high" as const, title: `more than ${maxDestroyed} objects are destroyed`, evidence, fix }]
      : []),
    ...(destroyed >= LEAST_FOR_SHARE && percent > maxDestroyedPercent
      ? [
          {
            level: "high" as const,
            title: `more than ${maxDestroyedPercent} % of the stack is destroyed`,
            evidence,
            fix,
          },
        ]
      : []),
  ];
}
