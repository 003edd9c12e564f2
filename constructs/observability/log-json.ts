import type { Problems } from "../../lib/core/errors";
import { ifKnown } from "../../lib/core/tokens";
import type { AlloyJson } from "./alloy-stages";

/** Where JSON lines carry what, as JMESPath: `level`, `log.level`, `severity || level`. */
export interface LogJson {
  /** Becomes a label: a handful of values. @default level */
  readonly level?: string;
  /** Becomes structured metadata. @default trace_id */
  readonly traceId?: string;
  /** Becomes the line, without the other fields. @default none: the line stays the JSON it is */
  readonly message?: string;
  /** When the line was written. @default when the node received it */
  readonly timestamp?: LogTimestamp;
}

/** A time inside a line. A line without it keeps the time at which the node received it. */
export interface LogTimestamp {
  /** Field, as JMESPath. */
  readonly field: string;
  /**
   * `RFC3339`, `RFC1123Z` and their like, `Unix`, `UnixMs`, `UnixUs`, `UnixNs`, or the time 2006-01-02 15:04:05 in
   * the form it has (Go's notation).
   * @default RFC3339Nano, which has as many digits of a second as there are
   */
  readonly format?: string;
}

/** Source: `stage.timestamp` in the reference of loki.process. */
const FORMATS = [
  "ANSIC",
  "UnixDate",
  "RubyDate",
  "RFC822",
  "RFC822Z",
  "RFC850",
  "RFC1123",
  "RFC1123Z",
  "RFC3339",
  "RFC3339Nano",
  "Unix",
  "UnixMs",
  "UnixUs",
  "UnixNs",
];

/** Fills defaults. Codes: `empty-field`, `unquoted-hyphen`, `unknown-format`. */
export function resolveLogJson(
  { level = "level", traceId = "trace_id", message, timestamp }: LogJson,
  problems: Problems,
): AlloyJson {
  checkField(problems, "level", level);
  checkField(problems, "traceId", traceId);
  checkField(problems, "message", message);
  if (timestamp === undefined) {
    return { level, traceId, message };
  }
  const { field, format = "RFC3339Nano" } = timestamp;
  const at = problems.at("timestamp");
  checkField(at, "field", field);
  ifKnown(format, (known) => {
    at.addIf(!FORMATS.includes(known) && !/2006|15:04|_2|Jan/.test(known), {
      prop: "format",
      code: "unknown-format",
      rule: "a format is the name of one or writes the time 2006-01-02 15:04:05",
      value: known,
      fix: `use ${FORMATS.join(", ")}, or write that time in your form`,
    });
  });
  return { level, traceId, message, timestamp: { field, format } };
}

function checkField(problems: Problems, prop: string, expression: string | undefined): void {
  ifKnown(expression, (known) => {
    problems.addIf(known.trim() === "", {
      prop,
      code: "empty-field",
      rule: "a field of a JSON line has a name",
      value: known,
      fix: 'name the field, leave it out for the default, or set json to "none"',
    });
    // Alloy refuses its whole configuration then.
    problems.addIf(known.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`/g, "").includes("-"), {
      prop,
      code: "unquoted-hyphen",
      rule: "JMESPath reads a hyphen as the sign of a number",
      value: known,
      fix: 'quote the name: "\\"trace-id\\""',
    });
  });
}
