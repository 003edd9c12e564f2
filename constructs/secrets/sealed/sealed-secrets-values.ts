import { stringify } from "yaml";
import type { ResourceRequirements } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";

/** What the values are made of. */
export interface SealedSecretsValuesConfig {
  readonly releaseName: string;
  readonly keyRenewalDays: number;
  readonly certificateReaders: string | undefined;
  readonly networkPolicy: boolean;
  readonly serviceMonitors: boolean;
  readonly resources: ResourceRequirements | undefined;
  readonly priorityClassName: string | undefined;
}

/** The values for a resolved configuration. Security contexts are left to the chart, whose defaults are restricted. */
export function sealedSecretsValues(config: SealedSecretsValuesConfig) {
  const { certificateReaders: group } = config;
  return {
    // The name `kubeseal` looks for.
    fullnameOverride: "sealed-secrets-controller",
    keyrenewperiod: `${config.keyRenewalDays * 24}h`,
    logFormat: "json",
    rbac: {
      serviceProxier: {
        create: group !== undefined,
        bind: group !== undefined,
        ...(group !== undefined && {
          // The chart asks for text here and renders it as it is.
          subjects: stringify([{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: group }]),
        }),
      },
    },
    ...(config.networkPolicy && { extraDeploy: [networkPolicy(config.releaseName)] }),
    metrics: { serviceMonitor: { enabled: config.serviceMonitors } },
    ...(config.resources !== undefined && { resources: config.resources }),
    ...(config.priorityClassName !== undefined && { priorityClassName: config.priorityClassName }),
  };
}

/** Values of the chart that Slipway sets. */
export type SealedSecretsValues = ReturnType<typeof sealedSecretsValues>;

/** The ports of the controller, certificate and metrics, and no other; what goes out is free: the API server. */
function networkPolicy(releaseName: string): JsonObject {
  const matchLabels = {
    "app.kubernetes.io/name": "sealed-secrets",
    "app.kubernetes.io/instance": releaseName,
  };
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "sealed-secrets-controller" },
    spec: {
      podSelector: { matchLabels },
      policyTypes: ["Ingress"],
      ingress: [{ ports: [8080, 8081].map((port) => ({ protocol: "TCP", port })) }],
    },
  };
}
