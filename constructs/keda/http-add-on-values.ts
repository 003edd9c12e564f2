import type { ResourceRequirements } from "../../lib/core/quantities";
import type { KedaLogLevel } from "./keda-values";
import type { Toleration } from "./tolerations";

/** What the values are made of: resolved props, and what KEDA gives. */
export interface HttpAddOnValuesConfig {
  readonly watchNamespace: string | undefined;
  readonly interceptorReplicas: { readonly min: number; readonly max: number };
  readonly scalerReplicas: number;
  readonly maxPendingRequests: number | undefined;
  readonly logLevel: KedaLogLevel;
  readonly logFormat: "json" | "console";
  readonly resources: {
    readonly operator?: ResourceRequirements;
    readonly scaler?: ResourceRequirements;
    readonly interceptor?: ResourceRequirements;
  };
  readonly nodeSelector: { readonly [label: string]: string } | undefined;
  readonly tolerations: readonly Toleration[] | undefined;
}

/** Where the add-on's Services are found: behind the name of the chart. */
export const SERVICES = {
  scaler: { name: "external-scaler", port: 9090 },
  proxy: { name: "interceptor-proxy", port: 8080 },
} as const;

/** Values of the add-on's chart that Slipway sets. */
export type HttpAddOnValues = {
  readonly logging: {
    readonly [component in Component]: { readonly level: KedaLogLevel; readonly format: string };
  };
  readonly operator: PodValues & { readonly watchNamespace: string };
  readonly scaler: PodValues & {
    readonly replicas: number;
    readonly service: string;
    readonly grpcPort: number;
    readonly topologySpreadConstraints?: readonly Spread[];
  };
  readonly interceptor: PodValues & {
    readonly replicas: { readonly min: number; readonly max: number };
    readonly proxy: { readonly service: string; readonly port: number };
    readonly pdb: { readonly enabled: boolean; readonly maxUnavailable: number };
    readonly coldStart?: { readonly maxPendingRequests: number };
    readonly topologySpreadConstraints?: readonly Spread[];
  };
};

type Component = "operator" | "scaler" | "interceptor";
type PodValues = {
  readonly resources?: ResourceRequirements;
  readonly nodeSelector?: { readonly [label: string]: string };
  readonly tolerations?: readonly Toleration[];
};
type Spread = {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: string;
  readonly labelSelector: { readonly matchLabels: { readonly [label: string]: string } };
};

/** The values for a resolved configuration. Security contexts are left to the chart, whose defaults are restricted. */
export function httpAddOnValues(config: HttpAddOnValuesConfig): HttpAddOnValues {
  const log = { level: config.logLevel, format: config.logFormat };
  const { interceptorReplicas, scalerReplicas, maxPendingRequests } = config;
  return {
    logging: { operator: log, scaler: log, interceptor: log },
    operator: { ...podValues(config, "operator"), watchNamespace: config.watchNamespace ?? "" },
    scaler: {
      ...podValues(config, "scaler"),
      replicas: scalerReplicas,
      service: SERVICES.scaler.name,
      grpcPort: SERVICES.scaler.port,
      ...(scalerReplicas > 1 && { topologySpreadConstraints: [spread("scaler")] }),
    },
    interceptor: {
      ...podValues(config, "interceptor"),
      replicas: interceptorReplicas,
      proxy: { service: SERVICES.proxy.name, port: SERVICES.proxy.port },
      // A budget that lets one of one go protects nothing.
      pdb: { enabled: interceptorReplicas.min > 1, maxUnavailable: 1 },
      ...(maxPendingRequests !== undefined && { coldStart: { maxPendingRequests } }),
      ...(interceptorReplicas.max > 1 && { topologySpreadConstraints: [spread("interceptor")] }),
    },
  };
}

function podValues(config: HttpAddOnValuesConfig, component: Component): PodValues {
  const resources = config.resources[component];
  return {
    ...(resources !== undefined && { resources }),
    ...(config.nodeSelector !== undefined && { nodeSelector: config.nodeSelector }),
    ...(config.tolerations !== undefined && { tolerations: config.tolerations }),
  };
}

/** Replicas keep to different nodes where they can. */
function spread(component: Component): Spread {
  return {
    maxSkew: 1,
    topologyKey: "kubernetes.io/hostname",
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: {
      matchLabels: {
        "app.kubernetes.io/component": component,
        "app.kubernetes.io/part-of": "keda-add-ons-http",
      },
    },
  };
}
