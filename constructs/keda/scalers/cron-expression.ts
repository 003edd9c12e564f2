/** What a cron expression stands for. */
export type CronExpression =
  | {
      /** Values of minute, hour, day of month, month and day of week, each in ascending order. */
      readonly fields: readonly (readonly number[])[];
      readonly problem?: undefined;
    }
  | {
      /** What is wrong with it, in lowercase, without a full stop. */
      readonly problem: string;
    };

interface Field {
  readonly noun: string;
  readonly least: number;
  readonly most: number;
  /** Words for values, beginning with the least. */
  readonly words: readonly string[];
}

const FIELDS: readonly Field[] = [
  { noun: "minute", least: 0, most: 59, words: [] },
  { noun: "hour", least: 0, most: 23, words: [] },
  { noun: "day of the month", least: 1, most: 31, words: [] },
  {
    noun: "month",
    least: 1,
    most: 12,
    words: "jan feb mar apr may jun jul aug sep oct nov dec".split(" "),
  },
  { noun: "day of the week", least: 0, most: 6, words: "sun mon tue wed thu fri sat".split(" ") },
];

/** Days of each month, in leap years. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Parses a cron expression of five fields as KEDA does: lists, ranges, steps, names of months and days, `*` and `?`.
 * Sunday is 0 and never 7. Source: robfig/cron v3, parser.go.
 */
export function parseCron(text: string): CronExpression {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) {
    return { problem: `a cron expression has five fields, and this one has ${parts.length}` };
  }
  const fields: (readonly number[])[] = [];
  for (const [index, field] of FIELDS.entries()) {
    const values = fieldValues(field, parts[index] ?? "");
    if (typeof values === "string") {
      return { problem: values };
    }
    fields.push(values);
  }
  const [, , days = [], months = []] = fields;
  // Beside a restricted day of the week, either of the two days will do.
  const anyWeekday = /^[*?]$/.test(parts[4] ?? "");
  return anyWeekday && !months.some((month) => days.some((day) => day <= (DAYS[month - 1] ?? 0)))
    ? { problem: "none of its months has such a day" }
    : { fields };
}

/** The values of one field, or what is wrong with it. */
function fieldValues(field: Field, text: string): readonly number[] | string {
  const values = new Set<number>();
  for (const item of text.split(",")) {
    const range = itemValues(field, item);
    if (typeof range === "string") {
      return range;
    }
    for (const value of range) {
      values.add(value);
    }
  }
  return [...values].sort((one, other) => one - other);
}

function itemValues(field: Field, text: string): readonly number[] | string {
  const [, any, first = "", last, step = "1"] = /^(?:([*?])|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(text) ?? [];
  const { noun, least, most } = field;
  const from = any === undefined ? numberOf(field, first) : least;
  // A step without a range counts to the end: 10/20 is 10, 30, 50.
  const open = any !== undefined || (last === undefined && text.includes("/"));
  const to = open ? most : last === undefined ? from : numberOf(field, last);
  if (from === undefined || to === undefined || from < least || to > most) {
    return `${JSON.stringify(text)} is no ${noun}, which goes from ${least} to ${most}`;
  }
  if (from > to) {
    return `${JSON.stringify(text)} ends before it begins`;
  }
  if (Number(step) === 0) {
    return `the step of ${JSON.stringify(text)} is 0`;
  }
  const values: number[] = [];
  for (let value = from; value <= to; value += Number(step)) {
    values.push(value);
  }
  return values;
}

function numberOf({ least, words }: Field, text: string): number | undefined {
  const word = words.indexOf(text.toLowerCase());
  return word >= 0 ? word + least : /^\d+$/.test(text) ? Number(text) : undefined;
}
