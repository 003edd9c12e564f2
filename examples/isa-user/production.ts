import type { IsaBase, IsaEnvironment } from "./environment";

const ACCOUNT = "444455556666";
const REGION = "eu-central-1";

export const productionBase: IsaBase = {
  name: "production",
  account: ACCOUNT,
  region: REGION,
  secretPrefix: "prod/",
  databaseRotationArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:isa-rotate-database`,
};

/** Three zones; versions that staging has seen, released to 10, 50 and 100 percent of the requests. */
export const production: IsaEnvironment = {
  name: "production",
  namespace: "production",
  cluster: {
    type: "eks",
    account: ACCOUNT,
    region: REGION,
    cidr: "10.61.0.0/16",
    availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
    natGateways: "per-zone",
    nodeGroups: { general: { instanceTypes: ["m7i.xlarge", "m6i.xlarge"], minSize: 3, maxSize: 12 } },
    people: {
      view: `arn:aws:iam::${ACCOUNT}:role/isa-engineers`,
      deploy: `arn:aws:iam::${ACCOUNT}:role/isa-deployers`,
    },
    secrets: { prefix: "prod/", refreshIntervalSeconds: 3600 },
    edge: { hostname: "api.isa.example.com", loadBalancerCidrs: ["10.61.192.0/19"] },
  },
  images: {
    prefix: "111122223333.dkr.ecr.eu-central-1.amazonaws.com/isa/",
    tags: "versions",
    versions: { album: "v1.2.3", billing: "v1.0.4", "photo-sharing": "v1.1.0", users: "v2.0.1" },
  },
  backends: {
    cidrs: ["10.61.224.0/19"],
    addresses: {
      postgres: { host: "postgres.isa.internal", port: 5432 },
      nats: { host: "nats.isa.internal", port: 4222 },
      mqtt: { host: "mqtt.isa.internal", port: 8883 },
      minio: { host: "minio.isa.internal", port: 9000 },
      consul: { host: "consul.isa.internal", port: 8501 },
    },
  },
  releases: "as-declared",
  replicas: { services: 3, platform: 2 },
  scaling: {
    default: { minReplicas: 3, maxReplicas: 12 },
    workloads: { album: { minReplicas: 4, maxReplicas: 20 } },
  },
  quota: {
    pods: 150,
    resources: { requests: { cpu: "16", memory: "24Gi" }, limits: { cpu: "80", memory: "80Gi" } },
  },
  logs: { retentionDays: 90, replicas: 3 },
  traceSamplingPercentage: 10,
  alerts: { errorRatio: 0.01, latencyP95Ms: 500 },
  deletionProtection: true,
};
