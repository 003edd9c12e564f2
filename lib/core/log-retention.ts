import type { Problems } from "./errors";
import { ifKnown } from "./tokens";

/** Days CloudWatch Logs can keep events. Source: CloudWatch Logs API, PutRetentionPolicy. */
export const LOG_RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Reports a number of days CloudWatch Logs does not offer (`retention-not-allowed`). */
export function checkLogRetention(problems: Problems, prop: string, days: number | undefined): void {
  ifKnown(days, (known) => {
    problems.addIf(!LOG_RETENTION_DAYS.includes(known), {
      prop,
      code: "retention-not-allowed",
      rule: "CloudWatch Logs keeps events for certain numbers of days only",
      value: known,
      fix: `use one of ${LOG_RETENTION_DAYS.join(", ")}`,
    });
  });
}
