import type { Change } from "./rehearsal";
import type { Diagnostic } from "./terraform-output";

/** Spaces of each level in the copy of a stack that terraform reads. */
export const INDENT = 2;

/**
 * Gives errors the address terraform left out: that of the block their line lies in, or, for the one error of a step in
 * which one object failed, that of the object.
 *
 * @param text the configuration terraform read, indented by `INDENT`
 */
export function withAddresses(
  diagnostics: readonly Diagnostic[],
  text: string,
  changes: readonly Change[],
): readonly Diagnostic[] {
  const lines = text.split("\n");
  const placed = diagnostics.map((diagnostic) => {
    const address = diagnostic.address ?? addressAt(lines, diagnostic.line);
    return address === undefined ? diagnostic : { ...diagnostic, address };
  });
  // Terraform names the object when making it fails, but not when removing it does.
  const failed = changes.filter(({ ok, endedAt }) => !ok && endedAt !== undefined);
  const nameless = placed.filter(({ severity, address }) => severity === "error" && address === undefined);
  const [only] = failed;
  return only === undefined || failed.length > 1 || nameless.length > 1
    ? placed
    : placed.map((diagnostic) =>
        nameless.includes(diagnostic) ? { ...diagnostic, address: only.address } : diagnostic,
      );
}

/** Address of the block that a line, counted from 1, lies in; undefined where it lies in none. */
export function addressAt(lines: readonly string[], line: number | undefined): string | undefined {
  if (line === undefined || lines[line - 1] === undefined) {
    return undefined;
  }
  const [kind, ...labels] = keysAround(lines, line - 1);
  switch (kind) {
    case "resource":
    case "data": {
      const [type, name = onlyKeyBelow(lines, line - 1)] = labels;
      const address = type && [type, ...(name === undefined ? [] : [name])].join(".");
      return kind === "data" && address ? `data.${address}` : address;
    }
    case "output":
    case "provider":
    case "variable":
    case "module":
      return labels[0] === undefined ? undefined : `${kind}.${labels[0]}`;
    default:
      return undefined;
  }
}

/** Keys from the outermost to the one on the line itself, at most three: kind, type and name. */
function keysAround(lines: readonly string[], index: number): readonly string[] {
  const keys: string[] = [];
  let level = levelOf(lines[index] ?? "") + 1;
  for (let at = index; at >= 0 && level > 1; at--) {
    const line = lines[at] ?? "";
    const key = keyOf(line);
    if (key !== undefined && levelOf(line) < level) {
      level = levelOf(line);
      keys.unshift(key);
    }
  }
  return keys.slice(0, 3);
}

/** The one name below a type; undefined where there are several. */
function onlyKeyBelow(lines: readonly string[], index: number): string | undefined {
  const level = levelOf(lines[index] ?? "");
  const names: string[] = [];
  for (let at = index + 1; at < lines.length && levelOf(lines[at] ?? "") > level; at++) {
    const line = lines[at] ?? "";
    const key = keyOf(line);
    if (key !== undefined && levelOf(line) === level + 1) {
      names.push(key);
    }
  }
  return names.length === 1 ? names[0] : undefined;
}

function levelOf(line: string): number {
  return (line.length - line.trimStart().length) / INDENT;
}

function keyOf(line: string): string | undefined {
  const key = /^\s*("(?:[^"\\]|\\.)*"):/.exec(line)?.[1];
  return key === undefined ? undefined : String(JSON.parse(key));
}
