import * as fc from "fast-check";
import { Problems } from "../../../lib/core/errors";
import { checkLogRetention, LOG_RETENTION_DAYS } from "../../../lib/core/log-retention";

describe("checkLogRetention", () => {
  it("accepts the numbers CloudWatch Logs offers and fails on all others, with the list", () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.constantFrom(...LOG_RETENTION_DAYS)), (days) => {
        const problems = new Problems();
        checkLogRetention(problems, "retentionDays", days);
        const expected = LOG_RETENTION_DAYS.includes(days) ? [] : ["retentionDays retention-not-allowed"];
        expect(problems.all.map(({ prop, code }) => `${prop} ${code}`)).toEqual(expected);
        expect(problems.all.every(({ fix }) => fix.includes("1, 3, 5, 7, 14, 30"))).toBe(true);
      }),
    );
  });
});
