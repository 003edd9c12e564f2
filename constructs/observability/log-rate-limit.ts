import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkWholeNumber } from "../../lib/core/quantities";
import { isToken } from "../../lib/core/tokens";
import type { AlloyRateLimit } from "./alloy-stages";

/** How many lines a collector sends. A collector counts the lines of its own node. */
export interface LogRateLimit {
  /** Lines each second, on average. */
  readonly linesPerSecond: number;
  /** Lines that pass at once after a quiet time; at least `linesPerSecond`. @default twice linesPerSecond */
  readonly burstLines?: number;
  /** What has a limit of its own. @default namespace, so that one does not silence the others */
  readonly per?: "namespace" | "app" | "collector";
  /**
   * What becomes of lines beyond the limit: they are lost and counted, or wait, and all lines of the node behind them.
   * @default drop; `wait` needs `per: "collector"`
   */
  readonly beyond?: "drop" | "wait";
}

const MAX_LINES = 10_000_000;

const PER = ["namespace", "app", "collector"];

/** Fills defaults. Codes: `out-of-range`, `burst-below-rate`, `wait-needs-collector`, `unknown-per`, `unknown-beyond`. */
export function resolveRateLimit(limit: LogRateLimit, problems: Problems): AlloyRateLimit {
  const { linesPerSecond, per = "namespace", beyond = "drop" } = limit;
  const burstLines = limit.burstLines ?? 2 * linesPerSecond;
  checkWholeNumber(problems, "linesPerSecond", linesPerSecond, 1, MAX_LINES);
  checkWholeNumber(problems, "burstLines", limit.burstLines, 1, 2 * MAX_LINES);
  checkKnown(problems, "per", "unknown-per", "unit of the limit", per, PER);
  checkKnown(problems, "beyond", "unknown-beyond", "fate of lines beyond the limit", beyond, [
    "drop",
    "wait",
  ]);
  problems.addIf(!isToken(linesPerSecond) && !isToken(burstLines) && burstLines < linesPerSecond, {
    prop: "burstLines",
    code: "burst-below-rate",
    rule: `a burst below the rate, ${linesPerSecond} lines, would be the rate`,
    value: burstLines,
    fix: "raise burstLines or leave it out",
  });
  problems.addIf(beyond === "wait" && per !== "collector", {
    prop: "beyond",
    code: "wait-needs-collector",
    rule: "Alloy reads the lines of a node in one queue, in which those of one namespace or app cannot wait alone",
    value: beyond,
    fix: 'set per to "collector", or drop',
  });
  return {
    linesPerSecond,
    burstLines,
    label: per === "collector" ? undefined : per,
    drop: beyond === "drop",
  };
}
