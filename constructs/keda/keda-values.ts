import type { ResourceRequirements } from "../../lib/core/quantities";
import type { JsonObject } from "../../lib/core/render";
import { KEDA_APPS, kedaNetworkPolicies } from "./keda-network-policies";
import type { Toleration } from "./tolerations";

/** Log levels KEDA knows. */
export type KedaLogLevel = "debug" | "info" | "error";

/** What the values are made of: resolved props, and what other constructs gave. */
export interface KedaValuesConfig {
  readonly clusterName: string;
  readonly replicas: number;
  readonly watchNamespace: string | undefined;
  readonly secretAccess: "every-namespace" | "own-namespace";
  readonly serviceAccountTokens: readonly { readonly namespace: string; readonly serviceAccount: string }[];
  readonly metricsServer: boolean;
  readonly admissionWebhooks: boolean;
  readonly networkPolicy: boolean;
  readonly metrics: boolean;
  readonly serviceMonitors: boolean;
  readonly logLevel: KedaLogLevel;
  readonly logFormat: "json" | "console";
  readonly httpTimeoutMilliseconds: number | undefined;
  readonly resources: {
    readonly operator?: ResourceRequirements;
    readonly metricsServer?: ResourceRequirements;
    readonly admissionWebhooks?: ResourceRequirements;
  };
  readonly priorityClassName: string | undefined;
  readonly nodeSelector: { readonly [label: string]: string } | undefined;
  readonly tolerations: readonly Toleration[] | undefined;
  readonly serviceAccount: string;
  readonly serviceAccountAnnotations: { readonly [key: string]: string };
}

/** Values of the KEDA chart that Slipway sets. */
export type KedaValues = {
  readonly clusterName: string;
  readonly watchNamespace: string;
  readonly operator: { readonly replicaCount: number };
  readonly metricsServer: { readonly enabled: boolean; readonly replicaCount: number };
  readonly webhooks: { readonly enabled: boolean; readonly replicaCount: number };
  readonly serviceAccount: {
    readonly operator: { readonly name: string; readonly annotations?: { readonly [key: string]: string } };
  };
  readonly podDisruptionBudget?: { readonly [component in "operator" | "metricServer" | "webhooks"]: Budget };
  readonly topologySpreadConstraints?: {
    readonly [component in "operator" | "metricsServer" | "webhooks"]: readonly Spread[];
  };
  readonly resources?: {
    readonly operator?: ResourceRequirements;
    readonly metricServer?: ResourceRequirements;
    readonly webhooks?: ResourceRequirements;
  };
  readonly logging: {
    readonly operator: { readonly level: KedaLogLevel; readonly format: string };
    readonly metricServer: { readonly zapLevel: KedaLogLevel; readonly zapEncoder: string };
    readonly webhooks: { readonly level: KedaLogLevel; readonly format: string };
  };
  readonly prometheus: { readonly [component in "operator" | "metricServer" | "webhooks"]: Metrics };
  readonly permissions?: {
    readonly operator: {
      readonly restrict: {
        readonly secret?: boolean;
        readonly serviceAccountTokenCreationRoles?: readonly {
          readonly name: string;
          readonly namespace: string;
        }[];
      };
    };
    readonly metricServer?: { readonly restrict: { readonly secret: boolean } };
  };
  readonly rbac?: { readonly enabledCustomScaledRefKinds: boolean };
  readonly http?: { readonly timeout: number };
  readonly priorityClassName?: string;
  readonly nodeSelector?: { readonly [label: string]: string };
  readonly tolerations?: readonly Toleration[];
  readonly extraObjects?: readonly JsonObject[];
};

type Budget = { readonly maxUnavailable: number };
type Metrics = { readonly enabled: boolean; readonly serviceMonitor: { readonly enabled: boolean } };
type Spread = {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: string;
  readonly labelSelector: { readonly matchLabels: { readonly app: string } };
};

/** The values for a resolved configuration. Security contexts are left to the chart, whose defaults are restricted. */
export function kedaValues(config: KedaValuesConfig): KedaValues {
  const log = { level: config.logLevel, format: config.logFormat };
  const metrics = { enabled: config.metrics, serviceMonitor: { enabled: config.serviceMonitors } };
  return {
    clusterName: config.clusterName,
    watchNamespace: config.watchNamespace ?? "",
    operator: { replicaCount: config.replicas },
    metricsServer: { enabled: config.metricsServer, replicaCount: config.replicas },
    webhooks: { enabled: config.admissionWebhooks, replicaCount: config.replicas },
    serviceAccount: {
      operator: {
        name: config.serviceAccount,
        ...(Object.keys(config.serviceAccountAnnotations).length > 0 && {
          annotations: config.serviceAccountAnnotations,
        }),
      },
    },
    ...(config.replicas > 1 && highAvailability()),
    ...(Object.keys(config.resources).length > 0 && {
      resources: {
        operator: config.resources.operator,
        metricServer: config.resources.metricsServer,
        webhooks: config.resources.admissionWebhooks,
      },
    }),
    logging: {
      operator: log,
      metricServer: { zapLevel: config.logLevel, zapEncoder: config.logFormat },
      webhooks: log,
    },
    prometheus: { operator: metrics, metricServer: metrics, webhooks: metrics },
    ...access(config),
    ...(config.httpTimeoutMilliseconds !== undefined && {
      http: { timeout: config.httpTimeoutMilliseconds },
    }),
    ...(config.priorityClassName !== undefined && { priorityClassName: config.priorityClassName }),
    ...(config.nodeSelector !== undefined && { nodeSelector: config.nodeSelector }),
    ...(config.tolerations !== undefined && { tolerations: config.tolerations }),
    ...(config.networkPolicy && { extraObjects: kedaNetworkPolicies(config) }),
  };
}

/** What the operator may read and ask for in the cluster, where that is not what the chart says. */
function access({ secretAccess, serviceAccountTokens }: KedaValuesConfig) {
  const own = secretAccess === "own-namespace";
  const tokens = serviceAccountTokens.map(({ namespace, serviceAccount }) => ({
    name: serviceAccount,
    namespace,
  }));
  return {
    ...((own || tokens.length > 0) && {
      permissions: {
        operator: {
          restrict: {
            ...(own && { secret: true }),
            ...(tokens.length > 0 && { serviceAccountTokenCreationRoles: tokens }),
          },
        },
        ...(own && { metricServer: { restrict: { secret: true } } }),
      },
    }),
    // The chart's permission to scale every kind is one to read every object, secrets among them.
    ...(own && { rbac: { enabledCustomScaledRefKinds: false } }),
  };
}

/** One replica may go at a time, and replicas keep to different nodes where they can. */
function highAvailability() {
  const budget = { maxUnavailable: 1 };
  return {
    podDisruptionBudget: { operator: budget, metricServer: budget, webhooks: budget },
    topologySpreadConstraints: {
      operator: [spread(KEDA_APPS.operator)],
      metricsServer: [spread(KEDA_APPS.metricsServer)],
      webhooks: [spread(KEDA_APPS.admissionWebhooks)],
    },
  };
}

function spread(app: string): Spread {
  return {
    maxSkew: 1,
    topologyKey: "kubernetes.io/hostname",
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: { app } },
  };
}
