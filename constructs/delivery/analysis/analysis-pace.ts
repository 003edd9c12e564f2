import type { Problems } from "../../../lib/core/errors";
import { checkWholeNumber } from "../../../lib/core/quantities";
import type { AnalysisPace } from "./analysis-value";

/** How often an analysis asks. */
export interface AnalysisPaceProps {
  /** Time before the first question. @default none */
  readonly initialDelaySeconds?: number;
  /** Time between questions. @default 60 */
  readonly intervalSeconds?: number;
  /** Times it asks before it passes. @default 5 */
  readonly count?: number;
  /** Bad answers that are let pass; one more aborts the release, which then goes back to the old version. @default 1 */
  readonly failureLimit?: number;
}

/** Fills defaults. Codes: `out-of-range`, `analysis-cannot-fail`. */
export function resolvePace(props: AnalysisPaceProps, problems: Problems): AnalysisPace {
  const { initialDelaySeconds, intervalSeconds = 60, count = 5 } = props;
  const failureLimit = props.failureLimit ?? (count > 1 ? 1 : 0);
  checkWholeNumber(problems, "initialDelaySeconds", initialDelaySeconds, 1, 86_400);
  checkWholeNumber(problems, "intervalSeconds", intervalSeconds, 5, 86_400);
  checkWholeNumber(problems, "count", count, 1, 1000);
  checkWholeNumber(problems, "failureLimit", failureLimit, 0, 1000);
  problems.addIf(failureLimit >= count, {
    prop: "failureLimit",
    code: "analysis-cannot-fail",
    rule: `an analysis that asks ${count} times and lets ${failureLimit} bad answers pass never fails`,
    value: failureLimit,
    fix: "let fewer bad answers pass than it asks times",
  });
  return { initialDelaySeconds, intervalSeconds, count, failureLimit };
}
