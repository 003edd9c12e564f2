import * as fs from "node:fs";
import * as path from "node:path";
import { type CachedPackage, cacheKey, defaultCacheDirectory, SchemaCache } from "./cache";
import { type ExtractedProvider, type ExtractedType, extractProvider, extractType } from "./extract";
import { overriddenBlock, overriddenType } from "./overrides/apply";
import { overridesFor, resourceOverrides } from "./overrides/tables";
import type { TypeOverrides } from "./overrides/types";
import { describePackage } from "./packages";
import { type BindingPackage, moduleSource } from "./source-map";
import type { ProviderSchema, ResourceSchema } from "./types";

export { findProviderPackages, type ProviderPackage } from "./packages";

/** Types to load; a list that is left out counts as empty. */
export type WantedTypes = {
  readonly resources?: readonly string[];
  readonly dataSources?: readonly string[];
};

export type LoadOptions = {
  /**
   * Folder extracted schemas are kept in, `false` to keep none.
   * @default - `.cache/slipway` in the node_modules the package is installed in, nothing if it lies elsewhere
   */
  readonly cacheDirectory?: string | false;
};

/**
 * Schema of a provider as its installed bindings describe it, with what bindings do not carry added from Slipway's tables.
 *
 * @param packageDir folder of a `@cdktf/provider-*` or `@cdktn/provider-*` package
 * @param types types to read; a type the package does not know is left out, so that terraform reports it. Every type if not given.
 * @throws ConfigError `unknown-bindings` if the folder holds no bindings; `missing-source-map` or `broken-source-map` if the
 * original source is gone from them
 */
export function loadProviderSchema(
  packageDir: string,
  types?: WantedTypes,
  options: LoadOptions = {},
): ProviderSchema {
  const owner = describePackage(packageDir);
  const directory = options.cacheDirectory ?? defaultCacheDirectory(packageDir);
  const cache = new SchemaCache(directory === false ? undefined : directory);
  const bindings = types === undefined ? readAll(owner, cache) : readSome(owner, cache, types);
  return schemaOf(bindings, types);
}

function readAll(owner: BindingPackage, cache: SchemaCache): CachedPackage {
  const kept = cache.read(owner, "all");
  if (kept !== undefined) {
    return kept;
  }
  const all = {
    provider: providerOf(owner),
    types: keyed(modulesOf(owner).flatMap((module) => typeIn(owner, module) ?? [])),
  };
  cache.write(owner, "all", all);
  return all;
}

function readSome(owner: BindingPackage, cache: SchemaCache, wanted: WantedTypes): CachedPackage {
  const kept = cache.read(owner, "some");
  const asked = [
    ...(wanted.resources ?? []).map((type) => ({ kind: "resource", type }) as const),
    ...(wanted.dataSources ?? []).map((type) => ({ kind: "data-source", type }) as const),
  ];
  const missing = asked.filter(({ kind, type }) => kept?.types[cacheKey(kind, type)] === undefined);
  if (kept !== undefined && missing.length === 0) {
    return kept;
  }
  const read = missing.flatMap(({ kind, type }) => findType(owner, kind, type) ?? []);
  const some = {
    provider: kept?.provider ?? providerOf(owner),
    types: { ...kept?.types, ...keyed(read) },
  };
  if (kept === undefined || read.length > 0) {
    cache.write(owner, "some", some);
  }
  return some;
}

function schemaOf({ provider, types }: CachedPackage, wanted: WantedTypes | undefined): ProviderSchema {
  const { name, source, version } = provider;
  const overrides = overridesFor(name);
  const chosen = Object.values(types).filter(
    ({ kind, type }) =>
      wanted === undefined ||
      (kind === "resource" ? wanted.resources : wanted.dataSources)?.includes(type) === true,
  );
  const schemas = (kind: ExtractedType["kind"], overridesOf: (type: string) => TypeOverrides | undefined) =>
    Object.fromEntries(
      chosen
        .filter((each) => each.kind === kind)
        .map(({ type, block }): [string, ResourceSchema] => [type, overriddenType(block, overridesOf(type))]),
    );
  return {
    name,
    source,
    version,
    config: overriddenBlock(provider.config),
    resources: schemas("resource", (type) => resourceOverrides(overrides, type)),
    dataSources: schemas("data-source", (type) => overrides.dataSources[type]),
    warnings: [...provider.warnings, ...chosen.flatMap(({ warnings }) => warnings)],
  };
}

function providerOf(owner: BindingPackage): ExtractedProvider {
  return extractProvider(moduleSource(path.join(owner.directory, "lib", "provider"), owner), owner);
}

function typeIn(owner: BindingPackage, module: string): ExtractedType | undefined {
  return extractType(moduleSource(path.join(owner.directory, "lib", module), owner));
}

/** Reads one type, from the folder its name suggests or else from the one that says so in its code. */
function findType(
  owner: BindingPackage,
  kind: ExtractedType["kind"],
  type: string,
): ExtractedType | undefined {
  const matches = (found: ExtractedType | undefined) => found?.kind === kind && found.type === type;
  const [, withoutPrefix = type] = /^[^_]+_(.+)$/.exec(type) ?? [];
  const usual = (kind === "resource" ? withoutPrefix : `data_${type}`).replaceAll("_", "-");
  if (isModule(owner, usual)) {
    const found = typeIn(owner, usual);
    if (matches(found)) {
      return found;
    }
  }
  // random_string lives in string-resource: a class may not be named like a type of the language.
  return modulesOf(owner)
    .filter((module) => mentions(owner, module, type))
    .map((module) => typeIn(owner, module))
    .find(matches);
}

function mentions(owner: BindingPackage, module: string, type: string): boolean {
  const compiled = fs.readFileSync(path.join(owner.directory, "lib", module, "index.js"));
  return compiled.includes(`tfResourceType = "${type}"`);
}

function modulesOf(owner: BindingPackage): string[] {
  return fs
    .readdirSync(path.join(owner.directory, "lib"))
    .filter((entry) => entry !== "provider" && isModule(owner, entry))
    .sort();
}

function isModule(owner: BindingPackage, entry: string): boolean {
  return fs.existsSync(path.join(owner.directory, "lib", entry, "index.js"));
}

function keyed(types: readonly ExtractedType[]): Record<string, ExtractedType> {
  return Object.fromEntries(types.map((type) => [cacheKey(type.kind, type.type), type]));
}
