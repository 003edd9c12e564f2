import * as fs from "node:fs";
import * as path from "node:path";
import { ConfigError } from "../../core/errors";

/** Part of a synthesized configuration. */
export type Config = { readonly [key: string]: unknown };

/** A provider a stack uses, and what of it. */
export type UsedProvider = {
  /** Local name, `aws`. */
  readonly name: string;
  /** Full source address without a host where the stack writes none: `hashicorp/aws`. */
  readonly source: string;
  /** Sorted. */
  readonly resources: readonly string[];
  /** Sorted. */
  readonly dataSources: readonly string[];
};

/** A folder that cdktf synthesized for one stack. */
export type StackFolder = {
  /** Name of the stack, which is the name of the folder. */
  readonly name: string;
  readonly directory: string;
  readonly config: Config;
};

/** The file cdktf writes for each stack. */
export const STACK_FILE = "cdk.tf.json";

/**
 * Reads the folder of one synthesized stack.
 *
 * @throws ConfigError `stack-folder-missing` or `stack-file-broken`
 */
export function readStackFolder(directory: string): StackFolder {
  const file = path.join(directory, STACK_FILE);
  if (!fs.existsSync(file)) {
    throw stackError(
      directory,
      "stack-folder-missing",
      `holds no ${STACK_FILE}`,
      "name the folder of one synthesized stack, such as cdktf.out/stacks/staging, and synthesize first",
    );
  }
  const config = parse(fs.readFileSync(file, "utf8"));
  if (config === undefined) {
    throw stackError(
      directory,
      "stack-file-broken",
      `holds a ${STACK_FILE} that is no JSON object`,
      "synthesize again",
    );
  }
  return { name: path.basename(path.resolve(directory)), directory: path.resolve(directory), config };
}

/** Names of the stacks below a folder that `cdktf synth` wrote, in order; empty where there are none. */
export function stackNames(appOut: string): readonly string[] {
  const folder = path.join(appOut, "stacks");
  return fs.existsSync(folder)
    ? fs
        .readdirSync(folder)
        .filter((name) => fs.existsSync(path.join(folder, name, STACK_FILE)))
        .sort()
    : [];
}

/** Providers a stack uses with the types it uses of them, by name. Providers built into terraform are left out. */
export function usedProviders(config: Config): readonly UsedProvider[] {
  const types = {
    resources: typesByProvider(config.resource),
    dataSources: typesByProvider(config.data),
  };
  const required = record(record(list(config.terraform)[0]).required_providers);
  const names = new Set([
    ...Object.keys(required),
    ...Object.keys(record(config.provider)),
    ...types.resources.keys(),
    ...types.dataSources.keys(),
  ]);
  names.delete("terraform");
  return [...names].sort().map((name) => ({
    name,
    source: sourceOf(name, record(required[name]).source),
    resources: [...(types.resources.get(name) ?? [])].sort(),
    dataSources: [...(types.dataSources.get(name) ?? [])].sort(),
  }));
}

/** Providers that any of several configurations uses, each with all that is used of it. The first names the source. */
export function usedByAny(configs: readonly Config[]): readonly UsedProvider[] {
  const merged = new Map<string, UsedProvider>();
  for (const used of configs.flatMap(usedProviders)) {
    const known = merged.get(used.name);
    merged.set(used.name, {
      ...(known ?? used),
      resources: joined(known?.resources, used.resources),
      dataSources: joined(known?.dataSources, used.dataSources),
    });
  }
  return [...merged.values()];
}

function joined(one: readonly string[] = [], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])].sort();
}

/** Whether resources may come from elsewhere, so that the types a stack uses cannot be read from it. */
export function hasModules(config: Config): boolean {
  return Object.keys(record(config.module)).length > 0;
}

/** Address by construct path, `staging/Foundation/Network/Resource`, for everything cdktf gave a path. */
export function addressesByPath(config: Config): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const [prefix, section] of [
    ["", config.resource],
    ["data.", config.data],
  ] as const) {
    for (const { type, name, body } of blocks(section)) {
      const constructPath = record(record(body["//"]).metadata).path;
      if (typeof constructPath === "string") {
        paths.set(constructPath, `${prefix}${type}.${name}`);
      }
    }
  }
  return paths;
}

/** One resource or data source of a section. */
export type Block = { readonly type: string; readonly name: string; readonly body: Config };

/** Resources or data sources of `resource` or `data`. */
export function blocks(section: unknown): readonly Block[] {
  return Object.entries(record(section)).flatMap(([type, byName]) =>
    Object.entries(record(byName)).flatMap(([name, bodies]) =>
      // Terraform allows a list wherever a block may stand.
      list(bodies).map((body) => ({ type, name, body: record(body) })),
    ),
  );
}

/** A value as a list: itself, or nothing, where it is none. */
export function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}

/** A value as an object; empty where it is none. */
export function record(value: unknown): Config {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Config) : {};
}

function typesByProvider(section: unknown): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { type, body } of blocks(section)) {
    const provider = providerOf(type, body.provider);
    found.set(provider, (found.get(provider) ?? new Set()).add(type));
  }
  return found;
}

/** `aws.frankfurt`, as a stack writes it beside a resource, or else the first word of the type. */
function providerOf(type: string, provider: unknown): string {
  const written = typeof provider === "string" ? provider.replace(/^\$\{(.*)\}$/, "$1") : type.split("_")[0];
  return (written ?? type).split(".")[0] ?? type;
}

function sourceOf(name: string, source: unknown): string {
  const written = typeof source === "string" ? source : name;
  return written.includes("/") ? written : `hashicorp/${written}`;
}

function parse(source: string): Config | undefined {
  try {
    const config: unknown = JSON.parse(source);
    return typeof config === "object" && config !== null && !Array.isArray(config)
      ? (config as Config)
      : undefined;
  } catch {
    return undefined;
  }
}

function stackError(directory: string, code: string, rule: string, fix: string): ConfigError {
  return new ConfigError("rehearsal", "RehearseOptions", [
    { prop: "target", code, rule, value: directory, fix },
  ]);
}
