import * as fs from "node:fs";
import * as path from "node:path";
import { ConfigError } from "../../core/errors";
import type { BindingPackage } from "./source-map";

/** Scopes bindings are published under, in the order they are preferred in. */
const SCOPES = ["@cdktf", "@cdktn"];
const PREFIX = "provider-";

/** An installed package of bindings. */
export type ProviderPackage = {
  /** Name of the provider in the name of the package: `aws`. */
  readonly name: string;
  readonly directory: string;
};

/**
 * Every package of provider bindings that a program in `fromDir` would find: `@cdktf/provider-*` and `@cdktn/provider-*` in its
 * own node_modules and in those above. Each provider appears once, as the nearest one; sorted by name.
 */
export function findProviderPackages(fromDir: string): ProviderPackage[] {
  const found = new Map<string, ProviderPackage>();
  for (const directory of ancestors(path.resolve(fromDir))) {
    for (const scope of SCOPES) {
      for (const candidate of providersIn(path.join(directory, "node_modules", scope))) {
        if (!found.has(candidate.name)) {
          found.set(candidate.name, candidate);
        }
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Name and version of the bindings installed in a folder.
 *
 * @throws ConfigError `unknown-bindings` if it is not the folder of such a package
 */
export function describePackage(directory: string): BindingPackage {
  const file = path.join(directory, "package.json");
  const text = fs.existsSync(file) && isBindings(directory) ? fs.readFileSync(file, "utf8") : "{}";
  const { name, version }: { name?: unknown; version?: unknown } = JSON.parse(text);
  if (typeof name !== "string" || typeof version !== "string") {
    throw new ConfigError(path.basename(directory), "provider bindings", [
      {
        prop: "lib/provider/index.js",
        code: "unknown-bindings",
        rule: "the folder is not an installed package of provider bindings",
        value: directory,
        fix: "pass the folder of a @cdktf/provider-* or @cdktn/provider-* package",
      },
    ]);
  }
  return { name, version, directory };
}

function providersIn(scopeDirectory: string): ProviderPackage[] {
  if (!fs.existsSync(scopeDirectory)) {
    return [];
  }
  return fs
    .readdirSync(scopeDirectory)
    .filter((entry) => entry.startsWith(PREFIX))
    .map((entry) => ({ name: entry.slice(PREFIX.length), directory: path.join(scopeDirectory, entry) }))
    .filter(({ directory }) => isBindings(directory));
}

/** cdktf's own tools are named like bindings too (`@cdktf/provider-generator`), but make no provider. */
function isBindings(directory: string): boolean {
  return fs.existsSync(path.join(directory, "lib", "provider", "index.js"));
}

function ancestors(directory: string): string[] {
  const parent = path.dirname(directory);
  return parent === directory ? [directory] : [directory, ...ancestors(parent)];
}
