import { alertmanagerConfig } from "../../../../constructs/observability/routing/alert-routing";
import { Receiver } from "../../../../constructs/observability/routing/receiver";
import {
  renderTimeInterval,
  type TimeInterval,
  type Weekday,
} from "../../../../constructs/observability/routing/time-interval";
import { Problems } from "../../../../lib/core/errors";
import { checkRouting, describeWithAmtool } from "../../../support/amtool";
import { codes } from "../../../support/synth";

const EVERYTHING: TimeInterval = {
  times: [{ from: "22:00", to: "24:00" }],
  weekdays: ["sunday", { from: "tuesday", to: "thursday" }, { from: "friday", to: "monday" }],
  daysOfMonth: [1, { from: 10, to: 31 }, { from: -7, to: -1 }, -1, { from: 1, to: -1 }],
  months: ["may", { from: "november", to: "january" }, { from: "june", to: "june" }],
  years: [2026, { from: 2027, to: 2030 }],
  timeZone: "Europe/Berlin",
};

function rendered(interval: TimeInterval) {
  const problems = new Problems();
  return { interval: renderTimeInterval(interval, problems), problems: codes(problems.all) };
}

describe("renderTimeInterval", () => {
  it("writes all of it as Alertmanager reads it, spans over an end as two", () => {
    const { interval, problems } = rendered(EVERYTHING);
    expect(problems).toEqual([]);
    expect(interval).toEqual({
      times: [{ start_time: "22:00", end_time: "24:00" }],
      weekdays: ["sunday", "tuesday:thursday", "friday:saturday", "sunday:monday"],
      days_of_month: ["1", "10:31", "-7:-1", "-1", "1:-1"],
      months: ["may", "november:december", "january", "june"],
      years: ["2026", "2027:2030"],
      location: "Europe/Berlin",
    });
  });

  it("leaves out what does not matter, and means UTC without a time zone", () => {
    expect(rendered({ weekdays: ["saturday"] })).toEqual({
      interval: { weekdays: ["saturday"], location: "UTC" },
      problems: [],
    });
  });

  it.each(["UTC", "Asia/Kolkata", "America/Argentina/Buenos_Aires", "Etc/GMT+1", "US/Eastern"])(
    "takes the time zone %s",
    (timeZone) => {
      expect(rendered({ years: [2026], timeZone }).problems).toEqual([]);
    },
  );

  it.each<[TimeInterval, string]>([
    [{}, " empty-time-interval"],
    [{ timeZone: "Europe/Berlin" }, " empty-time-interval"],
    [{ times: [] }, "times empty-list"],
    [{ weekdays: [] }, "weekdays empty-list"],
    [{ times: [{ from: "9:00", to: "24:00" }] }, "times[0].from invalid-time"],
    [{ times: [{ from: "09:00", to: "24:01" }] }, "times[0].to invalid-time"],
    [{ times: [{ from: "22:00", to: "06:00" }] }, "times[0] backward-span"],
    [{ times: [{ from: "09:00", to: "09:00" }] }, "times[0] backward-span"],
    [{ weekdays: ["Saturday" as Weekday] }, "weekdays[0] unknown-weekday"],
    [{ weekdays: [{ from: "friday", to: "today" as Weekday }] }, "weekdays[0].to unknown-weekday"],
    [{ months: ["jan" as "january"] }, "months[0] unknown-month"],
    [{ daysOfMonth: [0] }, "daysOfMonth[0] out-of-range"],
    [{ daysOfMonth: [32] }, "daysOfMonth[0] out-of-range"],
    [{ daysOfMonth: [{ from: 1.5, to: 3 }] }, "daysOfMonth[0].from out-of-range"],
    [{ daysOfMonth: [{ from: 5, to: 4 }] }, "daysOfMonth[0] backward-span"],
    [{ daysOfMonth: [{ from: -3, to: 2 }] }, "daysOfMonth[0] backward-span"],
    [{ daysOfMonth: [{ from: 28, to: -5 }] }, "daysOfMonth[0] backward-span"],
    [{ years: [26] }, "years[0] out-of-range"],
    [{ years: [{ from: 2027, to: 2026 }] }, "years[0] backward-span"],
    [{ years: [2026], timeZone: "Berlin" }, "timeZone unknown-time-zone"],
    [{ years: [2026], timeZone: "europe/berlin" }, "timeZone unknown-time-zone"],
    [{ years: [2026], timeZone: "+01:00" }, "timeZone unknown-time-zone"],
    [{ years: [2026], timeZone: "Local" }, "timeZone unknown-time-zone"],
    [{ years: [2026], timeZone: "" }, "timeZone unknown-time-zone"],
  ])("fails on %j", (interval, problem) => {
    expect(rendered(interval).problems).toEqual([problem]);
  });

  describeWithAmtool("through amtool", () => {
    function check(timeIntervals: Readonly<Record<string, TimeInterval>>): void {
      checkRouting(
        alertmanagerConfig(
          { receivers: { shop: Receiver.none() }, route: { receiver: "shop" }, timeIntervals },
          new Problems(),
        ),
      );
    }

    it("is a time interval Alertmanager takes", () => {
      check({ everything: EVERYTHING, weekend: { weekdays: ["saturday"] } });
    });

    it.each<TimeInterval>([
      { times: [{ from: "22:00", to: "06:00" }] },
      { times: [{ from: "9:00", to: "24:00" }] },
      { weekdays: ["today" as Weekday] },
      { daysOfMonth: [0] },
      { daysOfMonth: [{ from: -3, to: 2 }] },
      { daysOfMonth: [{ from: 28, to: -5 }] },
      { years: [{ from: 2027, to: 2026 }] },
      { timeZone: "europe/berlin" },
    ])("refuses %j as Alertmanager does", (interval) => {
      expect(rendered(interval).problems).not.toEqual([]);
      expect(() => check({ broken: interval })).toThrow(/FAILED/);
    });
  });
});
