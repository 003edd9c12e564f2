import * as fs from "node:fs";
import * as path from "node:path";
import { withoutIndices } from "./references";
import { type Loose, list, record, text } from "./shape";

/** What cdktf wrote down of a stack and a plan does not say. */
export interface Synthesized {
  readonly stack: string;
  /** Path of the construct behind an address, index or not; undefined where none is known. */
  constructPath(address: string): string | undefined;
  /** Configuration of an object, by address without index; undefined where there is none. */
  configuration(address: string): Loose | undefined;
}

/** A folder of `cdktf synth` as its manifest tells it. */
export interface SynthesizedApp {
  /** Names of the stacks, each behind those it depends on. */
  readonly stacks: readonly string[];
}

/** Reads the configuration of a synthesized stack; undefined where there is none. */
export function readSynthesized(appOut: string, stack: string): Synthesized | undefined {
  const document = readJson(path.join(appOut, "stacks", stack, "cdk.tf.json"));
  return document === undefined ? undefined : synthesizedOf(document, stack);
}

/** The same of a configuration that was read already. */
export function synthesizedOf(document: unknown, stack: string): Synthesized {
  const config = record(document);
  const objects = new Map<string, Loose>([
    ...objectsOf(record(config.resource), ""),
    ...objectsOf(record(config.data), "data."),
  ]);
  return {
    stack,
    constructPath: (address) =>
      text(record(record(objects.get(withoutIndices(address))?.["//"]).metadata).path),
    configuration: (address) => objects.get(withoutIndices(address)),
  };
}

/** A stack with what it knew before a change: of what goes, only that still tells the construct. */
export function withFormer(synthesized: Synthesized | undefined, former: Synthesized): Synthesized {
  return {
    stack: former.stack,
    constructPath: (address) => synthesized?.constructPath(address) ?? former.constructPath(address),
    configuration: (address) => synthesized?.configuration(address) ?? former.configuration(address),
  };
}

/** Reads which stacks an app has, in the order of their dependencies. Without a manifest: none. */
export function readSynthesizedApp(appOut: string): SynthesizedApp {
  const stacks = record(record(readJson(path.join(appOut, "manifest.json"))).stacks);
  const ordered = new Set<string>();
  const visit = (name: string, behind: readonly string[]): void => {
    if (ordered.has(name) || behind.includes(name) || !(name in stacks)) {
      return;
    }
    for (const dependency of list(record(stacks[name]).dependencies)) {
      visit(String(dependency), [...behind, name]);
    }
    ordered.add(name);
  };
  for (const name of Object.keys(stacks).sort()) {
    visit(name, []);
  }
  return { stacks: [...ordered] };
}

function* objectsOf(types: Loose, prefix: string): Iterable<[string, Loose]> {
  for (const [type, named] of Object.entries(types)) {
    for (const [name, object] of Object.entries(record(named))) {
      yield [`${prefix}${type}.${name}`, record(object)];
    }
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
