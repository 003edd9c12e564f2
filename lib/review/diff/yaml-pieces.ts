/**
 * Cuts a text in YAML before each of its top-level keys, so that what two texts have in common is parsed once. A cut may be
 * wrong, inside a quoted text or a flow collection: then the piece before it has no end and is no YAML, and the whole text
 * has to be parsed. Undefined where a text cannot be cut: several documents, directives, or it does not start with a key.
 */
export function yamlPieces(text: string): readonly string[] | undefined {
  const pieces: string[] = [];
  let start = 0;
  let key: string | undefined;
  for (let line = 0; line < text.length; ) {
    const first = text.charCodeAt(line);
    if (first !== SPACE && first !== NEWLINE && first !== HASH) {
      KEY.lastIndex = line;
      const found = KEY.exec(text)?.[0];
      if (found === undefined) {
        if (key === undefined || MARKER.test(text.slice(line, line + 3))) {
          return undefined;
        }
      } else {
        if (key !== undefined) {
          pieces.push(text.slice(start, line));
          start = line;
        }
        key = found;
      }
    }
    const end = text.indexOf("\n", line);
    line = end < 0 ? text.length : end + 1;
  }
  return key === undefined ? undefined : [...pieces, text.slice(start)];
}

const [SPACE, NEWLINE, HASH] = [0x20, 0x0a, 0x23];
/** A plain key that is surely a text. */
const KEY = /[A-Za-z_][\w./-]*:(?=[ \n])/y;
/** Starts and ends of documents, and directives. */
const MARKER = /^(?:---|\.\.\.|%)/;
