import { AWS_COMPUTE } from "./aws-compute";
import { AWS_CONTAINERS } from "./aws-containers";
import { AWS_DATA } from "./aws-data";
import { AWS_IDENTITY } from "./aws-identity";
import { AWS_NETWORK } from "./aws-network";
import { AWS_OBSERVABILITY } from "./aws-observability";
import { AWS_SENSITIVE_DATA_SOURCES, AWS_SENSITIVE_RESOURCES } from "./aws-sensitive";
import { AWS_STORAGE } from "./aws-storage";
import { HELM } from "./helm";
import { KUBERNETES } from "./kubernetes";
import { words } from "./notation";
import type { ProviderOverrides, TypeOverrides } from "./types";

const NONE: ProviderOverrides = { resources: {}, dataSources: {} };

/** Since version 6 every regional resource has a region of its own, and moving it makes a new one. */
const EVERY_AWS_RESOURCE: TypeOverrides = { forceNew: ["region"] };

/**
 * Overrides of a provider by its local name; empty for a provider Slipway has no table for.
 *
 * Where they come from: paths and values of aws were asked of the real provider (version 5.100), type by type, with one argument
 * changed or wrong at a time; those of kubernetes and helm are from the sources of the providers. Closed sets that AWS keeps
 * adding to (instance families, engines, runtimes, storage classes) are left out on purpose: a false alarm is worse than none.
 */
export function overridesFor(provider: string): ProviderOverrides {
  switch (provider) {
    case "aws":
      return {
        everyResource: EVERY_AWS_RESOURCE,
        resources: withSensitive(
          {
            ...AWS_COMPUTE,
            ...AWS_CONTAINERS,
            ...AWS_DATA,
            ...AWS_IDENTITY,
            ...AWS_NETWORK,
            ...AWS_OBSERVABILITY,
            ...AWS_STORAGE,
          },
          AWS_SENSITIVE_RESOURCES,
        ),
        dataSources: withSensitive({}, AWS_SENSITIVE_DATA_SOURCES),
      };
    case "kubernetes":
      return KUBERNETES;
    case "helm":
      return HELM;
    default:
      return NONE;
  }
}

/** Overrides of one resource type, those of every type of its provider included. */
export function resourceOverrides(overrides: ProviderOverrides, type: string): TypeOverrides {
  const own = overrides.resources[type] ?? {};
  const every = overrides.everyResource ?? {};
  return {
    ...own,
    forceNew: [...(every.forceNew ?? []), ...(own.forceNew ?? [])],
    rules: [...(every.rules ?? []), ...(own.rules ?? [])],
  };
}

function withSensitive(
  types: Readonly<Record<string, TypeOverrides>>,
  sensitive: Readonly<Record<string, string>>,
): Readonly<Record<string, TypeOverrides>> {
  const added = Object.entries(sensitive).map(([type, paths]): [string, TypeOverrides] => [
    type,
    { ...types[type], sensitive: words(paths) },
  ]);
  return { ...types, ...Object.fromEntries(added) };
}
