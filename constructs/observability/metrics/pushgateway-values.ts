import type { ResourceRequirements } from "../../../lib/core/quantities";
import type { ResolvedPushgateway } from "./pushgateway-config";

/** Values of the prometheus-pushgateway chart that Slipway sets. */
export type PushgatewayValues = {
  readonly fullnameOverride: string;
  readonly service: { readonly port: number };
  readonly resources: ResourceRequirements;
  readonly containerSecurityContext: {
    readonly allowPrivilegeEscalation: boolean;
    readonly readOnlyRootFilesystem: boolean;
    readonly capabilities: { readonly drop: readonly string[] };
  };
  readonly extraArgs?: readonly string[];
  readonly persistentVolume: {
    readonly enabled: boolean;
    readonly mountPath?: string;
    readonly size?: string;
    readonly storageClass?: string;
  };
  readonly serviceMonitor: {
    readonly enabled: boolean;
    readonly namespace?: string;
    readonly honorLabels?: boolean;
  };
};

/** Port of the service. */
export const PUSHGATEWAY_PORT = 9091;

const MOUNT = "/data";

/** The values for a resolved configuration. */
export function pushgatewayValues(config: ResolvedPushgateway): PushgatewayValues {
  const { storage } = config;
  return {
    fullnameOverride: config.fullname,
    service: { port: PUSHGATEWAY_PORT },
    resources: config.resources,
    containerSecurityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    ...(storage === "none"
      ? { persistentVolume: { enabled: false } }
      : {
          // The chart mounts the disk; that it is used is up to the arguments.
          extraArgs: [`--persistence.file=${MOUNT}/pushgateway.data`, "--persistence.interval=1m"],
          persistentVolume: {
            enabled: true,
            mountPath: MOUNT,
            size: `${storage.sizeGib}Gi`,
            storageClass: storage.storageClass,
          },
        }),
    serviceMonitor: config.serviceMonitor
      ? // What was pushed says itself which job it is from.
        { enabled: true, namespace: config.namespace, honorLabels: true }
      : { enabled: false },
  };
}
