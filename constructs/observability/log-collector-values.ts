import type { ResourceRequirements } from "../../lib/core/quantities";
import { type AlloyConfig, type AlloyEventsConfig, alloyConfig, alloyEventsConfig } from "./alloy-config";
import { helmLiteral } from "./helm-literal";

/** What the values of every Alloy are made of: resolved props. */
interface AlloyValuesConfig {
  readonly serviceMonitors: boolean;
  readonly usageReporting: boolean;
  readonly resources: ResourceRequirements;
}

/** What the values of the collectors on the nodes are made of. */
export interface LogCollectorValuesConfig extends AlloyValuesConfig {
  readonly fullname: string;
  readonly alloy: AlloyConfig;
  readonly everyNode: boolean;
}

/** What the values of the collector of events are made of. */
export interface LogEventsValuesConfig extends AlloyValuesConfig, AlloyEventsConfig {
  readonly releaseName: string;
}

type Rule = {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
};

/** Values of the Alloy chart that Slipway sets. */
export type AlloyValues = {
  readonly fullnameOverride: string;
  readonly crds: { readonly create: boolean };
  readonly alloy: {
    readonly configMap: { readonly content: string };
    readonly clustering: { readonly enabled: boolean };
    readonly enableReporting: boolean;
    readonly storagePath: string;
    readonly mounts: { readonly extra: readonly { readonly name: string; readonly mountPath: string }[] };
    readonly securityContext: {
      readonly allowPrivilegeEscalation: boolean;
      readonly capabilities: { readonly drop: readonly string[] };
      readonly readOnlyRootFilesystem: boolean;
      readonly runAsNonRoot: boolean;
      readonly runAsUser: number;
      readonly runAsGroup: number;
      readonly seccompProfile: { readonly type: string };
    };
    readonly resources: ResourceRequirements;
  };
  readonly controller: Controller & {
    readonly volumes: {
      readonly extra: readonly {
        readonly name: string;
        readonly emptyDir: { readonly [key: string]: string };
      }[];
    };
  };
  readonly rbac: { readonly rules: readonly Rule[]; readonly clusterRules: readonly Rule[] };
  readonly serviceMonitor: { readonly enabled: boolean };
};

type Controller = {
  readonly type: "daemonset" | "deployment";
  readonly replicas?: number;
  readonly updateStrategy?: { readonly type: "Recreate" };
  readonly tolerations?: readonly { readonly operator: string }[];
};

/** User and group `alloy` of the image. Source: Dockerfile of grafana/alloy. */
const ALLOY_UID = 473;

const DATA = { name: "alloy-data", path: "/var/lib/alloy/data" };

const READ = ["get", "list", "watch"];

const EVENTS: Rule = { apiGroups: [""], resources: ["events"], verbs: READ };

/** The values of the collectors on the nodes. */
export function logCollectorValues(config: LogCollectorValuesConfig): AlloyValues {
  return alloyValues(config, {
    fullname: config.fullname,
    configuration: alloyConfig(config.alloy),
    controller: {
      type: "daemonset",
      ...(config.everyNode && { tolerations: [{ operator: "Exists" }] }),
    },
    rbac: {
      rules: [{ apiGroups: [""], resources: ["pods", "namespaces"], verbs: READ }],
      clusterRules: [{ apiGroups: [""], resources: ["pods/log"], verbs: READ }],
    },
  });
}

/** The values of the one collector of events. */
export function logEventsValues(config: LogEventsValuesConfig): AlloyValues {
  return alloyValues(config, {
    fullname: config.releaseName,
    configuration: alloyEventsConfig(config),
    // Two at a time, while one replaces the other, would both send what happens meanwhile.
    controller: { type: "deployment", replicas: 1, updateStrategy: { type: "Recreate" } },
    // Both, because the chart writes one list below the other, which an empty one would break.
    rbac: { rules: [EVENTS], clusterRules: [EVENTS] },
  });
}

interface AlloyKind {
  readonly fullname: string;
  readonly configuration: string;
  readonly controller: Controller;
  /** By default the chart lets Alloy read every secret of the cluster. */
  readonly rbac: AlloyValues["rbac"];
}

function alloyValues(
  { serviceMonitors, usageReporting, resources }: AlloyValuesConfig,
  { fullname, configuration, controller, rbac }: AlloyKind,
): AlloyValues {
  return {
    fullnameOverride: fullname,
    // The one definition is PodLogs, which neither configuration uses.
    crds: { create: false },
    alloy: {
      configMap: { content: helmLiteral(configuration) },
      // Each reads what no other reads: there is nothing to share out.
      clustering: { enabled: false },
      enableReporting: usageReporting,
      storagePath: DATA.path,
      mounts: { extra: [{ name: DATA.name, mountPath: DATA.path }] },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        runAsUser: ALLOY_UID,
        runAsGroup: ALLOY_UID,
        seccompProfile: { type: "RuntimeDefault" },
      },
      resources,
    },
    controller: { ...controller, volumes: { extra: [{ name: DATA.name, emptyDir: {} }] } },
    rbac,
    serviceMonitor: { enabled: serviceMonitors },
  };
}
