import type { JsonObject } from "../../../lib/core/render";
import type { FluxComponent, ResolvedFlux } from "./flux-config";

/** Where the chart keeps each component. */
const KEYS: { readonly [component in FluxComponent]: string } = {
  kustomize: "kustomizeController",
  helm: "helmController",
  notification: "notificationController",
  "image-automation": "imageAutomationController",
  "image-reflection": "imageReflectionController",
};

/** The values of the Flux chart. Containers run restricted, as the chart has it. */
export function fluxValues(config: Omit<ResolvedFlux, "releaseName" | "namespace">): JsonObject {
  const placement = {
    ...(config.resources !== undefined && { resources: config.resources }),
    ...(config.priorityClassName !== undefined && { priorityClassName: config.priorityClassName }),
    ...(config.nodeSelector !== undefined && { nodeSelector: config.nodeSelector }),
    ...(config.tolerations !== undefined && { tolerations: config.tolerations }),
  };
  const components = Object.entries(KEYS).map(([component, key]) => {
    const create = config.components.includes(component as FluxComponent);
    return [key, { create, ...(create && placement) }];
  });
  return {
    logLevel: config.logLevel,
    // Controllers keep cluster-admin: they impersonate the accounts that applications name.
    multitenancy: { enabled: config.multiTenant },
    policies: { create: config.networkPolicy },
    prometheus: { podMonitor: { create: config.podMonitors } },
    sourceController: { create: true, ...placement },
    ...Object.fromEntries(components),
  };
}
