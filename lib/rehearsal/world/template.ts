import type { Account } from "./account";
import type { Seed } from "./seed";

/** What a template is filled from. */
export type TemplateSource = {
  readonly account: Account;
  readonly seed: Seed;
  /** Text of another attribute of the same object, undefined where it has none. */
  attribute(name: string): string | undefined;
};

/**
 * Fills a template: `{region}`, `{account}`, `{partition}`, `{dns_suffix}` come from the account; `{hex:17}`,
 * `{HEX:32}`, `{digits:10}`, `{upper:17}`, `{lower:12}`, `{uuid}` and `{certificate}` are drawn from the seed;
 * `{bare:url}` is an attribute without its scheme, `{base:chart}` its last path segment; any other word in braces
 * is an attribute of the object, with a fallback after a bar: `{path|/}`.
 *
 * A `${` is left alone, and so are braces around something else than a word.
 */
export function fillTemplate(template: string, source: TemplateSource): string {
  let drawn = 0;
  return template.replace(
    /(?<!\$)\{(\w+)(?::(\w+))?(?:\|([^}]*))?\}/g,
    (_, word: string, argument: string | undefined, fallback: string | undefined) => {
      // Each draw of one template has a seed of its own, or two ids in one ARN would be equal.
      const draw = () => source.seed.at(`${drawn++}`);
      return (
        accountWord(word, source.account) ??
        drawnWord(word, argument, draw) ??
        attributeWord(word, argument, source) ??
        fallback ??
        ""
      );
    },
  );
}

function accountWord(word: string, account: Account): string | undefined {
  switch (word) {
    case "region":
      return account.region;
    case "account":
      return account.id;
    case "partition":
      return account.partition;
    case "dns_suffix":
      return account.dnsSuffix;
    default:
      return undefined;
  }
}

function drawnWord(word: string, argument: string | undefined, draw: () => Seed): string | undefined {
  if (word === "uuid") {
    return draw().uuid();
  }
  if (word === "certificate") {
    return draw().certificate();
  }
  const length = Number(argument);
  if (argument === undefined || Number.isNaN(length)) {
    return undefined;
  }
  switch (word) {
    case "hex":
      return draw().hex(length);
    case "HEX":
      return draw().hex(length).toUpperCase();
    case "digits":
      return draw().digits(length);
    case "upper":
      return draw().upper(length);
    case "lower":
      return draw().lower(length);
    default:
      return undefined;
  }
}

function attributeWord(
  word: string,
  argument: string | undefined,
  source: TemplateSource,
): string | undefined {
  switch (word) {
    case "bare":
      return source.attribute(argument ?? "")?.replace(/^[a-z]+:\/\//, "");
    case "base":
      return source
        .attribute(argument ?? "")
        ?.split("/")
        .pop();
    default:
      return source.attribute(word);
  }
}
