import type { Problems } from "../../../lib/core/errors";
import { isToken } from "../../../lib/core/tokens";

/** Host, path, and `/*` for all below it. Port allowed; no tag, no digest. */
const SHAPE = /^(localhost|[a-z0-9-]+(\.[a-z0-9-]+)+)(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(\/\*)?$/;

/**
 * Globs for a source of images: a repository with any tag or digest, or everything below a path. Nothing else begins
 * the same way: `ghcr.io/acme` does not stand for `ghcr.io/acme-evil`.
 */
export function globsOf(source: string): readonly string[] {
  return source.endsWith("/*") ? [source] : [source, `${source}:*`, `${source}@*`];
}

/** A CEL expression that says whether the image in `variable` comes from one of the sources. */
export function fromAnyOf(sources: readonly string[], variable: string): string {
  const tests = sources.flatMap((source) =>
    globsOf(source).map((glob) =>
      glob.endsWith("*")
        ? `${variable}.startsWith(${celString(glob.slice(0, -1))})`
        : `${variable} == ${celString(glob)}`,
    ),
  );
  return tests.length > 0 ? tests.join(" || ") : "false";
}

/** A string literal of CEL, whose escapes are those of JSON. */
export function celString(text: string): string {
  return JSON.stringify(text);
}

/**
 * Reports sources that are no repository and no path with `/*`. Tokens pass. Codes: `invalid-image`, `duplicate-image`.
 */
export function checkSources(problems: Problems, prop: string, sources: readonly string[]): void {
  const at = problems.at(prop);
  sources.forEach((source, index) => {
    at.addIf(!isToken(source) && (!SHAPE.test(source) || !source.includes("/")), {
      prop: `[${index}]`,
      code: "invalid-image",
      rule: "images are named by registry and repository, without tag or digest, or by a path that ends in /*",
      value: source,
      fix: "write it like ghcr.io/acme/orders or ghcr.io/acme/*; Docker Hub is docker.io/library/postgres",
    });
    at.addIf(sources.indexOf(source) < index, {
      prop: `[${index}]`,
      code: "duplicate-image",
      rule: "the same images are named twice",
      value: source,
      fix: "remove one of them",
    });
  });
}
