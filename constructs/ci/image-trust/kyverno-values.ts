import type { ResourceRequirements } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import type { Toleration } from "../../keda/tolerations";
import { componentLabels, type KyvernoComponent } from "./kyverno-network-policies";

/** What the values are made of: resolved props, and what the cluster gave the service accounts. */
export interface KyvernoValuesConfig {
  readonly releaseName: string;
  readonly replicas: number;
  readonly controllerReplicas: number;
  readonly components: readonly KyvernoComponent[];
  readonly failurePolicy: "by-policy" | "Ignore";
  readonly metrics: boolean;
  readonly serviceMonitors: boolean;
  readonly logFormat: "json" | "text";
  readonly resources: { readonly [component in KyvernoComponent]?: ResourceRequirements };
  readonly priorityClassName: string;
  readonly nodeSelector: { readonly [label: string]: string } | undefined;
  readonly tolerations: readonly Toleration[] | undefined;
  readonly serviceAccounts: { readonly [component in KyvernoComponent]?: string };
  readonly serviceAccountAnnotations: {
    readonly [component in KyvernoComponent]?: { readonly [key: string]: string };
  };
}

/** Where the chart has each component. */
export const VALUES_KEYS = {
  "admission-controller": "admissionController",
  "background-controller": "backgroundController",
  "cleanup-controller": "cleanupController",
  "reports-controller": "reportsController",
} as const satisfies { readonly [component in KyvernoComponent]: string };

/** The values for a resolved configuration. Security contexts are left to the chart, whose defaults are restricted. */
export function kyvernoValues(config: KyvernoValuesConfig): JsonObject {
  return {
    global: {
      ...(config.priorityClassName !== "none" && { priorityClassName: config.priorityClassName }),
      ...(config.nodeSelector !== undefined && { nodeSelector: config.nodeSelector }),
      ...(config.tolerations !== undefined && { tolerations: config.tolerations }),
    },
    features: {
      logging: { format: config.logFormat },
      forceFailurePolicyIgnore: { enabled: config.failurePolicy === "Ignore" },
    },
    ...Object.fromEntries(
      Object.entries(VALUES_KEYS).map(([component, key]) => [
        key,
        componentValues(config, component as KyvernoComponent),
      ]),
    ),
  };
}

function componentValues(config: KyvernoValuesConfig, component: KyvernoComponent): JsonObject {
  const admission = component === "admission-controller";
  if (!config.components.includes(component)) {
    return { enabled: false };
  }
  const replicas = admission ? config.replicas : config.controllerReplicas;
  const resources = config.resources[component];
  return {
    // The chart has no switch for the admission controller.
    ...(!admission && { enabled: true }),
    replicas,
    ...(replicas > 1 && highAvailability(config.releaseName, component, replicas)),
    ...serviceAccount(config, component),
    ...(resources !== undefined && (admission ? { container: { resources } } : { resources })),
    metricsService: { create: config.metrics },
    metering: { disabled: !config.metrics },
    serviceMonitor: { enabled: config.serviceMonitors },
  };
}

function serviceAccount(config: KyvernoValuesConfig, component: KyvernoComponent): JsonObject {
  const name = config.serviceAccounts[component];
  const annotations = config.serviceAccountAnnotations[component] ?? {};
  return name === undefined
    ? {}
    : {
        rbac: {
          serviceAccount: { name, ...(Object.keys(annotations).length > 0 && { annotations }) },
        },
      };
}

/** All but one replica stay, and replicas keep to different zones where they can; the chart sees to nodes. */
function highAvailability(releaseName: string, component: KyvernoComponent, replicas: number): JsonObject {
  return {
    podDisruptionBudget: { enabled: true, minAvailable: replicas - 1 },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: componentLabels(releaseName, component) },
      },
    ],
  };
}
