import * as fs from "node:fs";
import * as path from "node:path";
import { ConfigError } from "../../core/errors";

const MARKER = "sourceMappingURL=data:application/json;base64,";

/** An installed package of provider bindings. */
export type BindingPackage = {
  /** Name in package.json: `@cdktf/provider-aws`. */
  readonly name: string;
  /** Version of the bindings, not of the provider: `21.22.1`. */
  readonly version: string;
  /** Where it is installed. */
  readonly directory: string;
};

/**
 * Reads the original TypeScript of a compiled file out of its inline source map.
 *
 * The compiled JavaScript and the type definitions do not say which arguments are required, optional or computed: tsc drops
 * those comments together with the private fields they stand above. The source map keeps the whole text.
 *
 * @throws ConfigError `missing-source-map` if the file carries none, `broken-source-map` if it cannot be read
 */
export function embeddedSource(file: string, owner: BindingPackage): string {
  const text = fs.readFileSync(file, "utf8");
  const start = text.lastIndexOf(MARKER);
  if (start === -1) {
    throw unreadable(
      file,
      owner,
      "missing-source-map",
      "the compiled file carries no inline source map",
      "a tool that strips source maps has touched node_modules (a bundler, a pruning step of an image build)",
    );
  }
  const source = firstSource(text.slice(start + MARKER.length));
  if (source === undefined) {
    throw unreadable(
      file,
      owner,
      "broken-source-map",
      "the inline source map does not hold the original source",
      "the file is cut off, or a tool has rewritten its source map without sourcesContent",
    );
  }
  return source;
}

/**
 * The whole source of a binding module: its index file and, for the big ones, the files its structs are split into.
 *
 * @throws ConfigError as `embeddedSource` does
 */
export function moduleSource(directory: string, owner: BindingPackage): string {
  const index = embeddedSource(path.join(directory, "index.js"), owner);
  const structs = path.join(directory, "index-structs");
  if (!fs.existsSync(structs)) {
    return index;
  }
  const parts = fs
    .readdirSync(structs)
    .filter((file) => /^structs.*\.js$/.test(file))
    .sort()
    .map((file) => embeddedSource(path.join(structs, file), owner));
  return [index, ...parts].join("\n");
}

function firstSource(encoded: string): string | undefined {
  try {
    const map: unknown = JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
    const sources = (map as { sourcesContent?: unknown } | null)?.sourcesContent;
    const first: unknown = Array.isArray(sources) ? sources[0] : undefined;
    return typeof first === "string" ? first : undefined;
  } catch {
    // Cut off or not JSON: the caller reports it with the name of the file.
    return undefined;
  }
}

function unreadable(
  file: string,
  owner: BindingPackage,
  code: string,
  rule: string,
  cause: string,
): ConfigError {
  const relative = path.relative(owner.directory, file).split(path.sep).join("/");
  return new ConfigError(`${owner.name}@${owner.version}`, "provider bindings", [
    {
      prop: relative,
      code,
      rule,
      fix: `the schema of the provider is read from there; likely cause: ${cause}; install ${owner.name} again and leave its files as they are`,
    },
  ]);
}
