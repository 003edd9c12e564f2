import type { JsonObject } from "../../../lib/core/render";
import { INJECTION_LABEL, PORTS, type ResolvedOpenFeature } from "./open-feature-config";

/** The values of the OpenFeature operator's chart. */
export function openFeatureValues(
  config: Pick<
    ResolvedOpenFeature,
    "replicas" | "proxyReplicas" | "whenUnreachable" | "flagValidation" | "resources"
  >,
): JsonObject {
  return {
    // Helm makes the namespace; a chart that brings it as well fails on it.
    namespace: { create: false },
    mutatingWebhook:
      config.whenUnreachable === "refuse-pods"
        ? // Only pods that want flags are refused, or a lost operator would stop every pod of the cluster.
          { failurePolicy: "Fail", objectSelector: { matchLabels: { ...INJECTION_LABEL } } }
        : { failurePolicy: "Ignore" },
    controllerManager: {
      replicas: config.replicas,
      ...(config.resources !== undefined && { manager: { resources: config.resources } }),
    },
    managerConfig: { flagsValidationEnabled: String(config.flagValidation) },
    flagdProxyConfiguration: {
      replicaCount: config.proxyReplicas,
      port: PORTS.proxy,
      managementPort: PORTS.proxyManagement,
    },
  };
}
