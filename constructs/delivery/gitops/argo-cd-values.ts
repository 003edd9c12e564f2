import type { ResourceRequirements } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import type { Toleration } from "../../keda/tolerations";
import { redisNetworkPolicies } from "./argo-cd-network-policies";

/** Fixed replicas, or a range that CPU and memory decide in. */
export type ArgoCdReplicas =
  | number
  | {
      readonly min: number;
      readonly max: number;
    };

/** What the values are made of: resolved props. */
export interface ArgoCdValuesConfig {
  readonly releaseName: string;
  readonly highlyAvailable: boolean;
  readonly domain: string | undefined;
  readonly tls: "server" | "gateway";
  readonly server: ArgoCdReplicas;
  readonly repoServer: ArgoCdReplicas;
  readonly applicationSet: number;
  readonly controllerShards: number;
  readonly sso: "none" | "oidc" | "dex";
  readonly ssoSettings: { readonly [key: string]: string };
  readonly accessPolicy: { readonly [key: string]: string };
  readonly localAdmin: boolean;
  readonly terminal: boolean;
  readonly notifications: boolean;
  readonly networkPolicy: boolean;
  readonly metrics: boolean;
  readonly serviceMonitors: boolean;
  readonly logLevel: "debug" | "info" | "warn" | "error";
  readonly resources: {
    readonly controller?: ResourceRequirements;
    readonly server?: ResourceRequirements;
    readonly repoServer?: ResourceRequirements;
    readonly applicationSet?: ResourceRequirements;
  };
  readonly priorityClassName: string | undefined;
  readonly nodeSelector: { readonly [label: string]: string } | undefined;
  readonly tolerations: readonly Toleration[] | undefined;
}

/** The values of the Argo CD chart. Security contexts are left to the chart, whose defaults are restricted. */
export function argoCdValues(config: ArgoCdValuesConfig): JsonObject {
  const metrics = {
    enabled: config.metrics,
    serviceMonitor: { enabled: config.serviceMonitors },
  };
  return {
    fullnameOverride: config.releaseName,
    global: globalValues(config),
    configs: {
      cm: {
        "admin.enabled": config.localAdmin,
        "exec.enabled": config.terminal,
        "statusbadge.enabled": false,
        "users.anonymous.enabled": false,
        ...config.ssoSettings,
      },
      params: { "server.insecure": config.tls === "gateway" },
      rbac: config.accessPolicy,
    },
    controller: {
      replicas: config.controllerShards,
      metrics,
      ...budget(config.controllerShards),
      ...resources(config.resources.controller),
    },
    server: { ...scaled(config.server), metrics, ...resources(config.resources.server) },
    repoServer: { ...scaled(config.repoServer), metrics, ...resources(config.resources.repoServer) },
    applicationSet: {
      replicas: config.applicationSet,
      metrics,
      ...budget(config.applicationSet),
      ...resources(config.resources.applicationSet),
    },
    dex: { enabled: config.sso === "dex", ...(config.sso === "dex" && { metrics }) },
    notifications: { enabled: config.notifications, ...(config.notifications && { metrics }) },
    "redis-ha": redis(config),
    ...(config.networkPolicy &&
      config.highlyAvailable && { extraObjects: redisNetworkPolicies(config.releaseName, config.metrics) }),
  };
}

/** The subchart has tolerations of its own, which the global ones do not reach. */
function redis({ highlyAvailable, metrics, tolerations }: ArgoCdValuesConfig): JsonObject {
  const placed = tolerations === undefined ? {} : { tolerations };
  return highlyAvailable
    ? { enabled: true, ...placed, haproxy: { metrics: { enabled: metrics }, ...placed } }
    : { enabled: false };
}

function globalValues(config: ArgoCdValuesConfig): JsonObject {
  return {
    ...(config.domain !== undefined && { domain: config.domain }),
    logging: { format: "json", level: config.logLevel },
    networkPolicy: { create: config.networkPolicy },
    ...(config.highlyAvailable && {
      topologySpreadConstraints: [
        { maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "ScheduleAnyway" },
      ],
    }),
    ...(config.priorityClassName !== undefined && { priorityClassName: config.priorityClassName }),
    ...(config.nodeSelector !== undefined && { nodeSelector: config.nodeSelector }),
    ...(config.tolerations !== undefined && { tolerations: config.tolerations }),
  };
}

function scaled(replicas: ArgoCdReplicas): JsonObject {
  return typeof replicas === "number"
    ? { replicas, ...budget(replicas) }
    : {
        autoscaling: { enabled: true, minReplicas: replicas.min, maxReplicas: replicas.max },
        ...budget(replicas.min),
      };
}

/** One pod may go at a time; a budget for a single pod would block every drain of its node. */
function budget(replicas: number): JsonObject {
  return replicas > 1 ? { pdb: { enabled: true, maxUnavailable: 1 } } : {};
}

function resources(requirements: ResourceRequirements | undefined): JsonObject {
  return requirements === undefined ? {} : { resources: requirements };
}
