import type { Environment } from "./types";

/**
 * A kind cluster on one machine: `scripts/kind-local.sh up`, then `npx cdktf deploy local`.
 * Small, kept for days, one replica of everything.
 */
export const local: Environment = {
  name: "local",
  domain: "slipway.localtest.me",
  state: { type: "local" },
  tags: { Project: "slipway", Environment: "local" },
  platform: { type: "kubeconfig", clusterName: "slipway-local", context: "kind-slipway-local" },
  keda: {
    replicas: 1,
    resources: { operator: { requests: { cpu: "50m", memory: "100Mi" }, limits: { memory: "500Mi" } } },
  },
  delivery: {
    replicas: 1,
    resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } },
  },
  metrics: {
    replicas: 1,
    retentionDays: 2,
    storage: { sizeGib: 5 },
    resources: { requests: { cpu: "100m", memory: "512Mi" }, limits: { memory: "1Gi" } },
    alertmanager: { replicas: 1, storage: { sizeGib: 1 } },
    grafana: { resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } } },
  },
  logs: {
    retentionDays: 7,
    replicas: 1,
    storage: { type: "filesystem", sizeGib: 5 },
    resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "512Mi" } },
  },
  logCollector: { resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } } },
  alerts: { errorRatio: 0.05, latencyMs: 1000 },
  workloads: {
    namespace: "slipway",
    deletionProtection: false,
    imagePrefix: "localhost:5001/slipway/",
    mutableTags: "allowed",
    strategies: "rolling",
    resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "500m", memory: "256Mi" } },
    replicas: 1,
    scaling: "none",
  },
};
