import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { EXTRACTOR_VERSION, type ExtractedProvider, type ExtractedType } from "./extract";
import type { BindingPackage } from "./source-map";

/** What is kept of a package between runs: its provider module and some or all of its types. */
export type CachedPackage = {
  readonly provider: ExtractedProvider;
  /** By `cacheKey`. */
  readonly types: Readonly<Record<string, ExtractedType>>;
};

/**
 * `all` holds every type of a package (aws: 3 MB). `some` grows with the types that were asked for by name and stays small, so
 * that a stack of thirty types need not read two thousand.
 */
export type CachePart = "all" | "some";

/** Key of a type inside a cached package. */
export function cacheKey(kind: ExtractedType["kind"], type: string): string {
  return kind === "resource" ? type : `data.${type}`;
}

/** Extracted schemas on disk, a file for each package, version and version of the extractor. */
export class SchemaCache {
  /** @param directory where the files go, undefined to keep nothing */
  constructor(private readonly directory: string | undefined) {}

  /** What an earlier run kept, undefined if there is nothing to be used. */
  read(owner: BindingPackage, part: CachePart): CachedPackage | undefined {
    const file = this.file(owner, part);
    if (file === undefined || !fs.existsSync(file)) {
      return undefined;
    }
    try {
      return JSON.parse(fs.readFileSync(file, "utf8"));
    } catch {
      // Somebody else's file or a broken disk: reading the bindings again costs a second at most and replaces it.
      return undefined;
    }
  }

  /** Keeps a package. Several processes may do so at once: the file is replaced as a whole. */
  write(owner: BindingPackage, part: CachePart, content: CachedPackage): void {
    const file = this.file(owner, part);
    if (file === undefined) {
      return;
    }
    const temporary = `${file}.${randomUUID()}`;
    try {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(temporary, JSON.stringify(content));
      fs.renameSync(temporary, file);
    } catch {
      // node_modules may be read-only, as in many images. The cache only saves time, so that its loss is no error.
      if (fs.existsSync(temporary)) {
        fs.rmSync(temporary);
      }
    }
  }

  private file(owner: BindingPackage, part: CachePart): string | undefined {
    if (this.directory === undefined) {
      return undefined;
    }
    const name = `${owner.name}-${owner.version}-${EXTRACTOR_VERSION}`.replace(/[^\w.-]+/g, "_");
    return path.join(this.directory, `${name}.${part}.json`);
  }
}

/** `.cache/slipway` in the node_modules a package is installed in, undefined for a package that lies elsewhere. */
export function defaultCacheDirectory(packageDirectory: string): string | undefined {
  const steps = path.resolve(packageDirectory).split(path.sep);
  const at = steps.lastIndexOf("node_modules");
  return at === -1 ? undefined : path.join(steps.slice(0, at + 1).join(path.sep), ".cache", "slipway");
}
