import type { ResourceRequirements } from "../../lib/core/quantities";
import type { JsonObject } from "../../lib/core/render";
import type { Toleration } from "../keda/tolerations";
import { PLUGIN_FILE, PLUGIN_FOLDER, type PluginConfig } from "./gateway-api-plugin";
import type { IProgressiveDelivery } from "./strategy-value";

/** What the values are made of: resolved props, and what other constructs gave. */
export interface ArgoRolloutsValuesConfig {
  readonly replicas: number;
  readonly traffic: IProgressiveDelivery["traffic"];
  readonly plugin: PluginConfig | undefined;
  readonly verifyTargetGroups: boolean;
  readonly dashboard: boolean;
  readonly metrics: boolean;
  readonly serviceMonitors: boolean;
  readonly logLevel: string;
  readonly logFormat: string;
  readonly resources: ResourceRequirements;
  readonly priorityClassName: string | undefined;
  readonly nodeSelector: { readonly [label: string]: string } | undefined;
  readonly tolerations: readonly Toleration[] | undefined;
  readonly serviceAccount: string;
  readonly serviceAccountAnnotations: { readonly [key: string]: string };
}

/**
 * The values for a resolved configuration. Security contexts of the controller are left to the chart, whose defaults are
 * restricted.
 */
export function argoRolloutsValues(config: ArgoRolloutsValuesConfig): JsonObject {
  const { replicas, resources, priorityClassName, nodeSelector, tolerations } = config;
  return {
    controller: {
      replicas,
      ...(replicas > 1 && highAvailability()),
      logging: { level: config.logLevel, format: config.logFormat },
      resources,
      metrics: { enabled: config.metrics, serviceMonitor: { enabled: config.serviceMonitors } },
      awsVerifyTargetGroup: config.verifyTargetGroups,
      ...(config.plugin && pluginValues(config.plugin, resources)),
      ...(priorityClassName !== undefined && { priorityClassName }),
      ...(nodeSelector !== undefined && { nodeSelector }),
      ...(tolerations !== undefined && { tolerations }),
    },
    serviceAccount: {
      name: config.serviceAccount,
      ...(Object.keys(config.serviceAccountAnnotations).length > 0 && {
        annotations: config.serviceAccountAnnotations,
      }),
    },
    providerRBAC: { enabled: true, providers: permissions(config.traffic) },
    // The dashboard asks nobody who they are.
    dashboard: { enabled: config.dashboard, readonly: true },
  };
}

/** One replica may go at a time, and replicas keep to different nodes where they can; the chart adds the selector. */
function highAvailability(): JsonObject {
  return {
    pdb: { enabled: true, maxUnavailable: 1 },
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway" },
    ],
  };
}

/** Permissions for the routers in use; the chart gives those for all. */
function permissions(traffic: IProgressiveDelivery["traffic"]): JsonObject {
  return {
    istio: traffic.includes("istio"),
    awsLoadBalancerController: traffic.includes("alb"),
    gatewayAPI: traffic.includes("gateway-api"),
    ...{ smi: false, ambassador: false, awsAppMesh: false, traefik: false, apisix: false },
    ...{ contour: false, glooPlatform: false },
  };
}

function pluginValues({ plugin, copy }: PluginConfig, resources: ResourceRequirements): JsonObject {
  const mount = { name: "gateway-api-plugin", mountPath: PLUGIN_FOLDER };
  return {
    trafficRouterPlugins: [plugin],
    ...(copy && {
      initContainers: [
        {
          name: "copy-gateway-api-plugin",
          image: copy.image,
          command: ["cp", copy.path, PLUGIN_FILE],
          resources,
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ["ALL"] },
            seccompProfile: { type: "RuntimeDefault" },
          },
          volumeMounts: [mount],
        },
      ],
      volumes: [{ name: mount.name, emptyDir: {} }],
      volumeMounts: [mount],
    }),
  };
}
