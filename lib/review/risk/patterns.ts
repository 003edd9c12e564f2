/**
 * Whether a pattern matches a whole address or construct path: `*` stands for anything without a slash, `**` for anything
 * at all. Two pointers instead of a regular expression, which many stars would keep busy for ever.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const parts = pattern.match(/\*+|[^*]/gsu) ?? [];
  const characters = [...text];
  // Places in the pattern that are reached so far: a set is enough for both kinds of stars.
  let places = closed(new Set([0]), parts);
  for (const character of characters) {
    const next = new Set<number>();
    for (const place of places) {
      const part = parts[place];
      if (part === undefined) {
        continue;
      }
      if (part.startsWith("*")) {
        if (part.length > 1 || character !== "/") {
          next.add(place);
        }
      } else if (part === character) {
        next.add(place + 1);
      }
    }
    places = closed(next, parts);
    if (places.size === 0) {
      return false;
    }
  }
  return places.has(parts.length);
}

/** A star may stand for nothing: what comes after it is reached with it. */
function closed(places: Set<number>, parts: readonly string[]): Set<number> {
  for (const place of places) {
    if (parts[place]?.startsWith("*")) {
      places.add(place + 1);
    }
  }
  return places;
}
