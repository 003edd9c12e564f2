import type { Environment } from "./types";

/** Three zones, a NAT gateway in each, on-demand nodes, two or three replicas, 90 days of logs. */
export const production: Environment = {
  name: "production",
  domain: "slipway.example.com",
  state: { type: "s3", bucket: "slipway-terraform-state-444455556666", region: "eu-central-1" },
  tags: { Project: "slipway", Environment: "production" },
  platform: {
    type: "aws",
    account: "444455556666",
    region: "eu-central-1",
    network: {
      cidr: "10.30.0.0/16",
      availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      natGateways: "per-zone",
      interfaceEndpoints: ["ecr.api", "ecr.dkr", "sts", "ec2", "logs", "eks", "eks-auth"],
    },
    cluster: {
      version: "1.36",
      administrators: { deploy: "arn:aws:iam::444455556666:role/slipway-deploy-production" },
      viewers: { engineers: "arn:aws:iam::444455556666:role/slipway-engineers" },
      nodeGroups: {
        general: { instanceTypes: ["m7i.xlarge"], capacityType: "on-demand", minSize: 3, maxSize: 12 },
      },
      deletionProtection: true,
    },
    registry: { namePrefix: "slipway/", repositories: ["gateway", "orders", "worker"] },
  },
  keda: {
    replicas: 2,
    resources: { operator: { requests: { cpu: "200m", memory: "256Mi" }, limits: { memory: "1Gi" } } },
  },
  delivery: {
    replicas: 2,
    resources: { requests: { cpu: "200m", memory: "256Mi" }, limits: { memory: "1Gi" } },
  },
  secrets: { replicas: 2 },
  metrics: {
    replicas: 2,
    retentionDays: 30,
    storage: { sizeGib: 200 },
    resources: { requests: { cpu: "1", memory: "4Gi" }, limits: { memory: "8Gi" } },
    alertmanager: { replicas: 3, storage: { sizeGib: 5 } },
    grafana: { resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } } },
  },
  logs: {
    retentionDays: 90,
    replicas: 3,
    storage: { type: "s3", deletionProtection: true },
    resources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { memory: "4Gi" } },
  },
  logCollector: { resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "512Mi" } } },
  traces: {
    retentionDays: 14,
    storage: { type: "s3", deletionProtection: true },
    resources: { requests: { cpu: "500m", memory: "2Gi" }, limits: { memory: "4Gi" } },
    collector: {
      replicas: 2,
      samplingPercentage: 10,
      resources: { requests: { cpu: "250m", memory: "1Gi" }, limits: { memory: "2Gi" } },
    },
  },
  alerts: { errorRatio: 0.01, latencyMs: 500 },
  workloads: {
    namespace: "slipway",
    deletionProtection: true,
    mutableTags: "refused",
    strategies: "as-declared",
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
    replicas: 3,
    scaling: {
      default: { minReplicas: 3, maxReplicas: 12 },
      workloads: { orders: { minReplicas: 4, maxReplicas: 30 } },
    },
  },
};
