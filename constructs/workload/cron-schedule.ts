import type { Problems } from "../../lib/core/errors";
import { isTimeZone } from "../../lib/core/time-zone";
import { ifKnown } from "../../lib/core/tokens";
import { parseCron } from "../keda/scalers/cron-expression";

/** Names of schedules that stand for five fields. Source: robfig/cron v3, parser.go, which CronJobs are read with. */
const NAMED = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

/** Reports a schedule that a CronJob would not take, under the prop `schedule`. Code: `invalid-cron`. */
export function checkSchedule(problems: Problems, schedule: string): void {
  ifKnown(schedule, (known) => {
    const problem = NAMED.includes(known) ? undefined : parseCron(known).problem;
    problems.addIf(problem !== undefined, {
      prop: "schedule",
      code: "invalid-cron",
      rule: problem ?? "",
      value: known,
      fix: `write minute, hour, day of month, month and day of week like 0 8 * * 1-5, or one of ${NAMED.join(", ")}`,
    });
  });
}

/** Reports a zone the controller would not find, under the prop `timeZone`. Code: `unknown-time-zone`. */
export function checkTimeZone(problems: Problems, timeZone: string): void {
  ifKnown(timeZone, (known) => {
    problems.addIf(!isTimeZone(known), {
      prop: "timeZone",
      code: "unknown-time-zone",
      rule: "the zone is not in the IANA database, which tells upper from lower case",
      value: known,
      fix: "write it like Europe/Berlin, America/New_York or Etc/UTC",
    });
  });
}
