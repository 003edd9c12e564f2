import { ConfigError } from "../../core/errors";
import { readModule } from "./module-text";
import { providerConfigOf } from "./provider-config";
import type { BindingPackage } from "./source-map";
import { blockOf, type Warn } from "./structs";
import type { BlockSchema } from "./types";

/** Goes up whenever the same bindings give a different schema; caches of older versions are then ignored. */
export const EXTRACTOR_VERSION = 1;

/** What a module of a resource or data source gives. */
export type ExtractedType = {
  readonly kind: "resource" | "data-source";
  /** `aws_vpc`. */
  readonly type: string;
  readonly block: BlockSchema;
  /** What the text does not settle, with its path; empty for every type of aws, kubernetes and helm. */
  readonly warnings: readonly string[];
};

/** What the provider module of a package gives. */
export type ExtractedProvider = {
  /** Local name: `aws`. */
  readonly name: string;
  /** `registry.terraform.io/hashicorp/aws`. */
  readonly source: string;
  /** `6.25.0`. */
  readonly version: string;
  readonly config: BlockSchema;
  readonly warnings: readonly string[];
};

/**
 * Reads the schema of a resource or data source out of the original source of its binding module. Returns undefined for a module
 * that makes neither.
 */
export function extractType(source: string): ExtractedType | undefined {
  const module = readModule(source);
  if (module === undefined || module.kind === "provider") {
    return undefined;
  }
  const { kind, type } = module;
  const { warn, warnings } = collector();
  const block = blockOf(module, module.fields, kind === "resource" ? type : `data.${type}`, warn);
  return { kind, type, block, warnings };
}

/**
 * Reads name, source, version and configuration of a provider out of the original source of its binding module.
 *
 * @throws ConfigError `unknown-bindings` if the module does not name its provider and version
 */
export function extractProvider(source: string, owner: BindingPackage): ExtractedProvider {
  const module = readModule(source);
  const version = quotedAfter(source, "providerVersion");
  if (module?.kind !== "provider" || version === undefined) {
    throw new ConfigError(`${owner.name}@${owner.version}`, "provider bindings", [
      {
        prop: "lib/provider/index.js",
        code: "unknown-bindings",
        rule: "the module does not name the provider and the version it was generated from",
        fix: "use bindings that cdktf 0.13 or later generated",
      },
    ]);
  }
  const { warn, warnings } = collector();
  return {
    name: module.type,
    source: fullSource(quotedAfter(source, "terraformProviderSource") ?? module.type),
    version,
    config: providerConfigOf(source, module.fields, `provider.${module.type}`, warn),
    warnings,
  };
}

/** `aws` and `integrations/github` with the host and namespace Terraform takes for granted. */
function fullSource(source: string): string {
  const parts = source.split("/");
  const [host, namespace] = ["registry.terraform.io", "hashicorp"];
  return [...[host, namespace].slice(0, 3 - parts.length), ...parts].join("/");
}

function quotedAfter(source: string, key: string): string | undefined {
  return new RegExp(`\\b${key}: ['"]([^'"]+)['"]`).exec(source)?.[1];
}

function collector(): { readonly warn: Warn; readonly warnings: string[] } {
  const warnings: string[] = [];
  return { warn: (path, text) => warnings.push(`${path}: ${text}`), warnings };
}
