import { Token } from "cdktf";
import { checkSchedule, checkTimeZone } from "../../../constructs/workload/cron-schedule";
import { reported } from "../../support/workloads";

const LATER = Token.asString({ resolve: () => "later" });

describe("checkSchedule", () => {
  it.each(["* * * * *", "30 2 * * 1-5", "*/15 8-18 * jan,jul mon", "@daily", "@hourly", LATER])(
    "takes %s",
    (schedule) => {
      expect(reported((problems) => checkSchedule(problems, schedule)).codes).toEqual([]);
    },
  );

  it.each(["", "* * * *", "60 * * * *", "0 0 30 2 *", "0 0 * * 7", "@noon", "@every 1h", "TZ=UTC 0 0 * * *"])(
    "refuses %j",
    (schedule) => {
      expect(reported((problems) => checkSchedule(problems, schedule)).codes).toEqual([
        "schedule invalid-cron",
      ]);
    },
  );
});

describe("checkTimeZone", () => {
  it.each(["Etc/UTC", "Europe/Berlin", LATER])("takes %s", (zone) => {
    expect(reported((problems) => checkTimeZone(problems, zone)).codes).toEqual([]);
  });

  it.each(["europe/berlin", "+01:00", "Local", ""])("refuses %j", (zone) => {
    expect(reported((problems) => checkTimeZone(problems, zone)).codes).toEqual([
      "timeZone unknown-time-zone",
    ]);
  });
});
