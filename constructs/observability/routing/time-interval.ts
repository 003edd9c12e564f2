import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkWholeNumber } from "../../../lib/core/quantities";
import { isTimeZone } from "../../../lib/core/time-zone";
import { ifKnown } from "../../../lib/core/tokens";

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
] as const;

export type Weekday = (typeof WEEKDAYS)[number];
export type Month = (typeof MONTHS)[number];

/** From one to the other, both included: `{ from: "monday", to: "friday" }`. */
export type Span<T> = { readonly from: T; readonly to: T };

/**
 * When something holds: a time of day, on some days, in some months, in some years. What is left out does not matter;
 * what is given must all hold. A maintenance window is a time interval that routes name in `muteDuring`.
 */
export interface TimeInterval {
  /**
   * Times of day, `HH:MM` from 00:00 to 24:00, without the end itself. A night is two of them, because a day ends at
   * midnight: from 22:00 to 24:00 and from 00:00 to 06:00.
   * @default the whole day
   */
  readonly times?: readonly Span<string>[];
  /** @default every day of the week; a span may run over the end of the week */
  readonly weekdays?: readonly (Weekday | Span<Weekday>)[];
  /** 1 to 31, or -1 for the last day of the month to -31. @default every day of the month */
  readonly daysOfMonth?: readonly (number | Span<number>)[];
  /** @default every month; a span may run over the end of the year */
  readonly months?: readonly (Month | Span<Month>)[];
  /** @default every year */
  readonly years?: readonly (number | Span<number>)[];
  /** Name in the IANA database: `Europe/Berlin`. @default UTC */
  readonly timeZone?: string;
}

/** A time interval as it stands in Alertmanager's configuration. */
export type RenderedTimeInterval = {
  readonly times?: readonly { readonly start_time: string; readonly end_time: string }[];
  readonly weekdays?: readonly string[];
  readonly days_of_month?: readonly string[];
  readonly months?: readonly string[];
  readonly years?: readonly string[];
  readonly location: string;
};

/**
 * Renders a time interval and reports every problem.
 *
 * Codes: `empty-time-interval`, `empty-list`, `invalid-time`, `unknown-weekday`, `unknown-month`, `out-of-range`,
 * `backward-span`, `unknown-time-zone`.
 */
export function renderTimeInterval(interval: TimeInterval, problems: Problems): RenderedTimeInterval {
  const { times, weekdays, daysOfMonth, months, years, timeZone } = interval;
  const lists = { times, weekdays, daysOfMonth, months, years };
  problems.addIf(
    Object.values(lists).every((list) => list === undefined),
    {
      prop: "",
      code: "empty-time-interval",
      rule: "a time interval that says nothing holds for ever",
      fix: "give times, weekdays, days, months or years",
    },
  );
  for (const [prop, list] of Object.entries(lists)) {
    problems.addIf(list?.length === 0, {
      prop,
      code: "empty-list",
      rule: "an empty list never holds",
      fix: "leave it out where it does not matter",
    });
  }
  checkTimeZone(problems, timeZone);
  return {
    ...(times && { times: times.map((span, index) => timeRange(span, problems.at("times").at(index))) }),
    ...(weekdays && { weekdays: names(weekdays, WEEKDAYS, "weekday", problems.at("weekdays")) }),
    ...(daysOfMonth && { days_of_month: daysOfMonth.map(dayRange(problems.at("daysOfMonth"))) }),
    ...(months && { months: names(months, MONTHS, "month", problems.at("months")) }),
    ...(years && { years: years.map(yearRange(problems.at("years"))) }),
    location: timeZone ?? "UTC",
  };
}

function timeRange({ from, to }: Span<string>, problems: Problems) {
  const wrong = Object.entries({ from, to }).filter(
    ([, time]) => !/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time),
  );
  for (const [prop, time] of wrong) {
    problems.add({
      prop,
      code: "invalid-time",
      rule: "a time of day is written HH:MM, from 00:00 to 24:00",
      value: time,
      fix: "write it like 09:00",
    });
  }
  const forward = wrong.length > 0 || from < to;
  checkForward(problems, forward, { from, to }, "write a night as two: up to 24:00, and from 00:00");
  return { start_time: from, end_time: to };
}

/** Names, and spans of them; Alertmanager's own spans do not run over the end, so such a span becomes two. */
function names<T extends string>(
  list: readonly (T | Span<T>)[],
  known: readonly T[],
  noun: string,
  problems: Problems,
): string[] {
  return list.flatMap((item, index) => {
    const at = problems.at(index);
    if (typeof item === "string") {
      checkKnown(at, "", `unknown-${noun}`, noun, item, known);
      return [item];
    }
    checkKnown(at, "from", `unknown-${noun}`, noun, item.from, known);
    checkKnown(at, "to", `unknown-${noun}`, noun, item.to, known);
    const wraps = known.indexOf(item.from) > known.indexOf(item.to);
    return wraps
      ? [span(item.from, known[known.length - 1]), span(known[0], item.to)]
      : [span(item.from, item.to)];
  });
}

function dayRange(problems: Problems) {
  return (item: number | Span<number>, index: number): string => {
    const at = problems.at(index);
    const { from, to } = asSpan(item);
    for (const [prop, day] of Object.entries(typeof item === "number" ? { "": item } : item)) {
      checkWholeNumber(at, prop, day, -31, 31);
      at.addIf(day === 0, {
        prop,
        code: "out-of-range",
        rule: "days are counted from 1, or from -1 at the end of the month",
        value: day,
        fix: "choose another day",
      });
    }
    // In February, the shortest month, as Alertmanager has it.
    const inMonth = (day: number) => (day < 0 ? 28 + day : day);
    const forward = !(from < 0 && to > 0) && inMonth(from) <= inMonth(to);
    checkForward(at, forward, { from, to }, "write the two parts of the month as two entries");
    return span(from, to);
  };
}

function yearRange(problems: Problems) {
  return (item: number | Span<number>, index: number): string => {
    const at = problems.at(index);
    const { from, to } = asSpan(item);
    for (const [prop, year] of Object.entries(typeof item === "number" ? { "": item } : item)) {
      checkWholeNumber(at, prop, year, 2000, 9999);
    }
    checkForward(at, from <= to, { from, to }, "write the earlier year first");
    return span(from, to);
  };
}

function checkForward(problems: Problems, forward: boolean, value: Span<unknown>, fix: string): void {
  problems.addIf(!forward, {
    prop: "",
    code: "backward-span",
    rule: "a span ends after it begins",
    value,
    fix,
  });
}

function checkTimeZone(problems: Problems, timeZone: string | undefined): void {
  ifKnown(timeZone, (known) => {
    problems.addIf(!isTimeZone(known), {
      prop: "timeZone",
      code: "unknown-time-zone",
      rule: "a time zone has a name in the IANA database",
      value: known,
      fix: "write it like Europe/Berlin, or leave it out for UTC",
    });
  });
}

function asSpan<T extends number>(item: T | Span<T>): Span<T> {
  return typeof item === "number" ? { from: item, to: item } : item;
}

function span(from: string | number | undefined, to: string | number | undefined): string {
  return from === to ? `${from}` : `${from}:${to}`;
}
