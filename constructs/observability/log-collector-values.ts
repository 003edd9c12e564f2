import type { ResourceRequirements } from "../../lib/core/quantities";
import { type AlloyConfig, alloyConfig } from "./alloy-config";
import { helmLiteral } from "./helm-literal";

/** What the values are made of: resolved props. */
export interface LogCollectorValuesConfig {
  readonly fullname: string;
  readonly alloy: AlloyConfig;
  readonly everyNode: boolean;
  readonly serviceMonitors: boolean;
  readonly usageReporting: boolean;
  readonly resources: ResourceRequirements;
}

type Rule = {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
};

/** Values of the Alloy chart that Slipway sets. */
export type LogCollectorValues = {
  readonly fullnameOverride: string;
  readonly crds: { readonly create: boolean };
  readonly alloy: {
    readonly configMap: { readonly content: string };
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
  readonly controller: {
    readonly type: "daemonset";
    readonly tolerations?: readonly { readonly operator: string }[];
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

/** User and group `alloy` of the image. Source: Dockerfile of grafana/alloy. */
const ALLOY_UID = 473;

const DATA = { name: "alloy-data", path: "/var/lib/alloy/data" };

const READ = ["get", "list", "watch"];

/** The values for a resolved configuration. */
export function logCollectorValues(config: LogCollectorValuesConfig): LogCollectorValues {
  return {
    fullnameOverride: config.fullname,
    // The one definition is PodLogs, which this configuration does not use.
    crds: { create: false },
    alloy: {
      configMap: { content: helmLiteral(alloyConfig(config.alloy)) },
      enableReporting: config.usageReporting,
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
      resources: config.resources,
    },
    controller: {
      type: "daemonset",
      ...(config.everyNode && { tolerations: [{ operator: "Exists" }] }),
      volumes: { extra: [{ name: DATA.name, emptyDir: {} }] },
    },
    // By default the chart lets Alloy read every secret of the cluster.
    rbac: {
      rules: [{ apiGroups: [""], resources: ["pods", "namespaces"], verbs: READ }],
      clusterRules: [{ apiGroups: [""], resources: ["pods/log"], verbs: READ }],
    },
    serviceMonitor: { enabled: config.serviceMonitors },
  };
}
