/** A string of Alloy's syntax, which takes the escapes of JSON. Halves of surrogate pairs are replaced. */
export function alloyString(text: string): string {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, "\uFFFD"));
}

/** A list of strings. */
export function alloyList(texts: readonly string[]): string {
  return `[${texts.map(alloyString).join(", ")}]`;
}

/** An object of strings, one member a line. Names that are no identifiers are quoted. */
export function alloyObject(members: { readonly [name: string]: string }): string {
  const lines = Object.entries(members).map(([name, value]) => {
    return `${/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : alloyString(name)} = ${alloyString(value)},`;
  });
  return `{\n${indent(lines)}\n}`;
}

/** A block: `loki.write "default" { ... }`. */
export function alloyBlock(header: string, body: readonly string[]): string {
  return body.length === 0 ? `${header} { }` : `${header} {\n${indent(body)}\n}`;
}

function indent(lines: readonly string[]): string {
  return lines.join("\n").replace(/^/gm, "  ");
}
