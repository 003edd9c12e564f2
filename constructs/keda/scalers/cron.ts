import type { Problems } from "../../../lib/core/errors";
import { isTimeZone } from "../../../lib/core/time-zone";
import { ifKnown, isToken } from "../../../lib/core/tokens";
import type { ScalerValue, TriggerProps } from "../scaler-value";
import { type CronExpression, parseCron } from "./cron-expression";
import { defineScaler } from "./define-scaler";

/** A window of time that comes again and again. */
export interface CronScalerProps extends Pick<TriggerProps, "name" | "metadata"> {
  /**
   * When the window opens: minute, hour, day of month, month, day of week. `0 8 * * 1-5` is eight o'clock from Monday
   * to Friday; Sunday is 0.
   */
  readonly start: string;
  /** When the window closes: `0 18 * * 1-5`. */
  readonly end: string;
  /** IANA zone in which both are read: `Europe/Berlin`. Daylight saving is kept. */
  readonly timezone: string;
  /** Replicas to run at least while the window is open. Behind it, other triggers and the least count decide. */
  readonly desiredReplicas: number;
}

/**
 * Replicas by the clock. There is no way to compare its metric otherwise, nothing to cache and no credential, so it
 * takes none of these settings. Codes beside the table's: `invalid-cron`, `equal-values`, `unknown-timezone`.
 */
export function cron({ name, metadata, ...parameters }: CronScalerProps): ScalerValue {
  return defineScaler("cron", ({ problems }) => {
    const start = checkCron(problems, "start", parameters.start);
    const end = checkCron(problems, "end", parameters.end);
    problems.addIf(
      start !== undefined &&
        JSON.stringify(start.fields) === JSON.stringify(end?.fields) &&
        // Equal text the table has a rule for.
        parameters.start !== parameters.end,
      {
        prop: "end",
        code: "equal-values",
        rule: "the window closes when it opens, if written differently",
        value: parameters.end,
        fix: "choose another time",
      },
    );
    ifKnown(parameters.timezone, (zone) => checkTimezone(problems, zone));
    return { type: "cron", settings: { name, metadata }, parameters };
  });
}

/** Parses an expression. Of one without five fields the table has a rule already. */
function checkCron(
  problems: Problems,
  prop: string,
  text: string,
): Extract<CronExpression, { readonly problem?: undefined }> | undefined {
  if (isToken(text) || typeof text !== "string" || text.trim().split(/\s+/).length !== 5) {
    return undefined;
  }
  const expression = parseCron(text);
  if (expression.problem === undefined) {
    return expression;
  }
  problems.add({
    prop,
    code: "invalid-cron",
    rule: expression.problem,
    value: text,
    fix: "write it like 0 8 * * 1-5",
  });
  return undefined;
}

function checkTimezone(problems: Problems, zone: string): void {
  problems.addIf(!isTimeZone(zone), {
    prop: "timezone",
    code: "unknown-timezone",
    rule: "the time zone is not in the IANA database, which tells upper from lower case",
    value: zone,
    fix: "write it like Europe/Berlin, America/New_York or UTC",
  });
}
