import { ConfigError, type Problem } from "../../core/errors";
import { SimulatedProvider } from "../provider/provider";
import { findProviderPackages, loadProviderSchema } from "../schema/load";
import { serve } from "../wire/server";
import type { Backend } from "../world/backend";
import type { TerraformProgram } from "./program";
import type { UsedProvider } from "./stack-folder";

/** Simulated providers, waiting for terraform. */
export type Simulation = {
  /** Value for TF_REATTACH_PROVIDERS. */
  readonly reattach: string;
  /** Every provider goes in the middle of what it does; the next terraform finds them again. */
  crash(): void;
  close(): Promise<void>;
};

/** Registry that a source without a host belongs to. */
const REGISTRY: Readonly<Record<TerraformProgram["kind"], string>> = {
  terraform: "registry.terraform.io",
  opentofu: "registry.opentofu.org",
};

/**
 * Starts a simulated provider for each one a stack uses.
 *
 * @param everyType serves whole packages, for stacks whose types are not all known
 * @throws ConfigError `provider-package-missing` naming every provider whose bindings are not installed, and what
 * reading the bindings throws
 */
export async function simulate(
  used: readonly UsedProvider[],
  backend: Backend,
  settings: {
    readonly kind: TerraformProgram["kind"];
    readonly packagesFrom: string;
    readonly everyType: boolean;
  },
): Promise<Simulation> {
  if (used.length === 0) {
    return { reattach: "{}", crash: () => undefined, close: async () => undefined };
  }
  const packages = packagesOf(used, findProviderPackages(settings.packagesFrom), settings.packagesFrom);
  const schemas = packages.map(({ directory, provider: { resources, dataSources } }) =>
    loadProviderSchema(directory, settings.everyType ? undefined : { resources, dataSources }),
  );
  const server = await serve(schemas.map((schema) => new SimulatedProvider(schema, backend)));
  const sources = new Map(
    packages.map(({ provider }, index) => [
      schemas[index]?.source ?? "",
      fullSource(provider, settings.kind),
    ]),
  );
  return {
    reattach: renameProviders(server.reattach, sources),
    crash: () => server.crash(),
    close: () => server.close(),
  };
}

/** The installed package for each provider. */
export function packagesOf(
  used: readonly UsedProvider[],
  installed: readonly { readonly name: string; readonly directory: string }[],
  searchedFrom: string,
): readonly { readonly provider: UsedProvider; readonly directory: string }[] {
  const problems: Problem[] = [];
  const found = used.flatMap((provider) => {
    const names = [provider.source.split("/").at(-1), provider.name];
    const match = installed.find(({ name }) => names.includes(name.replace(/^.*provider-/, "")));
    if (match === undefined) {
      problems.push({
        prop: `providers.${provider.name}`,
        code: "provider-package-missing",
        rule: `the bindings of ${provider.source}, from which it is simulated, are not installed`,
        value: searchedFrom,
        fix: `install @cdktf/provider-${names[0]}, or leave the provider to terraform (real: ["${provider.name}"])`,
      });
      return [];
    }
    return [{ provider, directory: match.directory }];
  });
  if (problems.length > 0) {
    throw new ConfigError("rehearsal", "RehearseOptions", problems);
  }
  return found;
}

/** A provider's source as terraform itself writes it: `registry.terraform.io/hashicorp/aws`. */
export function fullSource({ source }: UsedProvider, kind: TerraformProgram["kind"]): string {
  return source.split("/").length > 2 ? source : `${REGISTRY[kind]}/${source}`;
}

/** The same reattach settings under other source addresses: OpenTofu looks for its own registry's. */
export function renameProviders(reattach: string, sources: ReadonlyMap<string, string>): string {
  const settings = Object.entries(JSON.parse(reattach) as Record<string, unknown>);
  return JSON.stringify(
    Object.fromEntries(settings.map(([source, at]) => [sources.get(source) ?? source, at])),
  );
}
