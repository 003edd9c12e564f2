import { Fn, Token } from "cdktf";
import type { Problems } from "../../../lib/core/errors";
import { isToken } from "../../../lib/core/tokens";
import type { ScalerParameter } from "./scaler-table";

/**
 * Writes a parameter as KEDA reads it from metadata: text, whatever it is. Returns undefined where it reported a
 * problem.
 *
 * Codes: `wrong-type`, `unknown-value`, `separator-in-item`.
 */
export function metadataText(
  parameter: ScalerParameter,
  value: unknown,
  problems: Problems,
  prop: string,
): string | undefined {
  if (isToken(value)) {
    return tokenText(value, parameter);
  }
  if (!TYPE_CHECKS[parameter.type](value)) {
    problems.add({
      prop,
      code: "wrong-type",
      rule: `the value is ${WORDS[parameter.type]}`,
      value,
      fix: `pass ${WORDS[parameter.type]}`,
    });
    return undefined;
  }
  return checkItems(parameter, value, problems, prop) ? TEXTS[parameter.type](value, parameter) : undefined;
}

/** A number, list or switch that is known later is turned into text by Terraform itself. */
function tokenText(value: unknown, { separator = "," }: ScalerParameter): string {
  if (typeof value === "string") {
    return value;
  }
  return Array.isArray(value) ? Fn.join(separator, value) : Token.asString(Fn.tostring(value));
}

type Type = ScalerParameter["type"];

const WORDS: Readonly<Record<Type, string>> = {
  string: "text that is not empty",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  "string-list": "a list of text, at least one",
  map: "an object with text values, at least one",
  duration: "a number of seconds above 0",
};

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";

const TYPE_CHECKS: Readonly<Record<Type, (value: unknown) => boolean>> = {
  string: isText,
  integer: Number.isSafeInteger,
  number: Number.isFinite,
  boolean: (value) => typeof value === "boolean",
  "string-list": (value) => Array.isArray(value) && value.length > 0 && value.every(isText),
  map: (value) =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0 &&
    Object.values(value).every(isText),
  duration: (value) => Number.isFinite(value) && (value as number) > 0,
};

const TEXTS: Readonly<Record<Type, (value: unknown, parameter: ScalerParameter) => string>> = {
  string: String,
  integer: String,
  number: decimal,
  boolean: String,
  "string-list": (value, { separator = "," }) => (value as readonly string[]).join(separator),
  map: (value, { separator = "," }) =>
    Object.entries(value as Record<string, string>)
      .map(([key, item]) => `${key}=${item}`)
      .join(separator),
  duration: (value) => `${decimal(value)}s`,
};

/** Digits without an exponent, which not every scaler of KEDA parses. */
function decimal(value: unknown): string {
  const [, sign = "", whole = "", fraction = "", exponent] =
    /^(-?)(\d+)\.?(\d*)e([+-]\d+)$/.exec(String(value)) ?? [];
  if (exponent === undefined) {
    return String(value);
  }
  const shift = Number(exponent);
  return shift > 0
    ? `${sign}${whole}${fraction.padEnd(shift, "0")}`
    : `${sign}0.${(whole + fraction).padStart(fraction.length - shift, "0")}`;
}

function checkItems(
  { enum: allowed, separator = ",", type }: ScalerParameter,
  value: unknown,
  problems: Problems,
  prop: string,
): boolean {
  const items =
    type === "map" ? Object.entries(value as object).flat() : Array.isArray(value) ? value : [value];
  const unknown = allowed && items.find((item) => !allowed.includes(String(item)));
  if (unknown !== undefined) {
    problems.add({
      prop,
      code: "unknown-value",
      rule: "KEDA takes a closed set of values here",
      value: unknown,
      fix: `use one of ${allowed?.join(", ")}`,
    });
    return false;
  }
  const listed = type === "string-list" || type === "map";
  const split = listed ? items.find((item) => String(item).includes(separator)) : undefined;
  if (split !== undefined) {
    problems.add({
      prop,
      code: "separator-in-item",
      rule: `KEDA splits the list at "${separator}", and an item holds one`,
      value: split,
      fix: "rename the item, or pass the items one by one",
    });
    return false;
  }
  return true;
}
