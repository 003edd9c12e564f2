import type { Environment } from "./types";

/** Production's shape at a smaller size: one NAT gateway, spot nodes, one replica where a restart is acceptable. */
export const staging: Environment = {
  name: "staging",
  domain: "staging.slipway.example.com",
  state: { type: "s3", bucket: "slipway-terraform-state-111122223333", region: "eu-central-1" },
  tags: { Project: "slipway", Environment: "staging" },
  platform: {
    type: "aws",
    account: "111122223333",
    region: "eu-central-1",
    network: {
      cidr: "10.20.0.0/16",
      availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      natGateways: "single",
    },
    cluster: {
      version: "1.36",
      administrators: { deploy: "arn:aws:iam::111122223333:role/slipway-deploy-staging" },
      nodeGroups: {
        general: {
          instanceTypes: ["m7i.large", "m7a.large", "m6i.large"],
          capacityType: "spot",
          minSize: 2,
          maxSize: 6,
        },
      },
      deletionProtection: false,
    },
    registry: { namePrefix: "slipway/", repositories: ["gateway", "orders", "worker"] },
  },
  keda: {
    replicas: 1,
    resources: { operator: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "1Gi" } } },
  },
  delivery: {
    replicas: 1,
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
  },
  secrets: { replicas: 1 },
  metrics: {
    replicas: 1,
    retentionDays: 15,
    storage: { sizeGib: 50 },
    resources: { requests: { cpu: "500m", memory: "2Gi" }, limits: { memory: "4Gi" } },
    alertmanager: { replicas: 1, storage: { sizeGib: 2 } },
    grafana: { resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "512Mi" } } },
  },
  logs: {
    retentionDays: 30,
    replicas: 1,
    storage: { type: "s3", deletionProtection: false },
    resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "2Gi" } },
  },
  logCollector: { resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } } },
  traces: {
    retentionDays: 7,
    storage: { type: "s3", deletionProtection: false },
    resources: { requests: { cpu: "100m", memory: "512Mi" }, limits: { memory: "1Gi" } },
    collector: {
      replicas: 1,
      samplingPercentage: 100,
      resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "1Gi" } },
    },
  },
  alerts: { errorRatio: 0.05, latencyMs: 1000 },
  workloads: {
    namespace: "slipway",
    deletionProtection: false,
    mutableTags: "refused",
    strategies: "as-declared",
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
    replicas: 2,
    scaling: { default: { minReplicas: 2, maxReplicas: 4 }, workloads: {} },
  },
};
