/**
 * Characters that show nothing, reorder what stands around them or steer a terminal: controls, format characters (bidi
 * marks, zero-width ones, tags), halves of surrogate pairs, line and paragraph separators, every space but the plain one,
 * and letters that are drawn as blanks.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]|\u034f|\u17b4|\u17b5|[^\S ]/gu;

const NAMED: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** A text on one line in which every character can be seen: others are written as escapes, such as `\u202e`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (char) => NAMED.get(char) ?? escaped(char));
}

/**
 * The visible form of a text, cut to a number of characters, with a word on how long it was. Bounded whatever comes:
 * at most four bytes for each character, and no character is cut in two.
 */
export function shown(text: string, maxCharacters: number): string {
  // Two UTF-16 units hold any character: enough of them, and cheap for a text of megabytes.
  const characters = Array.from(visible(text.slice(0, 2 * maxCharacters)));
  if (characters.length <= maxCharacters && text.length <= 2 * maxCharacters) {
    return characters.join("");
  }
  return `${characters.slice(0, maxCharacters).join("")}... (${text.length.toLocaleString("en-US")} characters)`;
}

function escaped(char: string): string {
  const hex = (char.codePointAt(0) ?? 0).toString(16);
  return hex.length <= 4 ? `\\u${hex.padStart(4, "0")}` : `\\u{${hex}}`;
}
