import type { IsaBase, IsaEnvironment } from "./environment";

const ACCOUNT = "111122223333";
const REGION = "eu-central-1";

/** The account that builds: images are pushed here, and production pulls them from here. */
export const stagingBase: IsaBase = {
  name: "staging",
  account: ACCOUNT,
  region: REGION,
  secretPrefix: "staging/",
  databaseRotationArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:isa-rotate-database`,
  registry: { namePrefix: "isa/", pullAccounts: ["444455556666"] },
};

/** Production's shape over two zones: every commit on develop, released pod by pod. */
export const staging: IsaEnvironment = {
  name: "staging",
  namespace: "staging",
  cluster: {
    type: "eks",
    account: ACCOUNT,
    region: REGION,
    cidr: "10.60.0.0/16",
    availabilityZones: ["eu-central-1a", "eu-central-1b"],
    natGateways: "single",
    nodeGroups: { general: { instanceTypes: ["m7i.large", "m6i.large"], minSize: 2, maxSize: 5 } },
    people: {
      view: `arn:aws:iam::${ACCOUNT}:role/isa-engineers`,
      deploy: `arn:aws:iam::${ACCOUNT}:role/isa-deployers`,
    },
    secrets: { prefix: "staging/", refreshIntervalSeconds: 3600 },
    edge: { hostname: "api.staging.isa.example.com", loadBalancerCidrs: ["10.60.192.0/19"] },
  },
  images: { prefix: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/isa/`, tags: "develop" },
  backends: {
    cidrs: ["10.60.224.0/19"],
    addresses: {
      postgres: { host: "postgres.staging.isa.internal", port: 5432 },
      nats: { host: "nats.staging.isa.internal", port: 4222 },
      mqtt: { host: "mqtt.staging.isa.internal", port: 8883 },
      minio: { host: "minio.staging.isa.internal", port: 9000 },
      consul: { host: "consul.staging.isa.internal", port: 8501 },
    },
  },
  releases: "rolling",
  replicas: { services: 2, platform: 1 },
  scaling: { default: { minReplicas: 2, maxReplicas: 4 }, workloads: {} },
  logs: { retentionDays: 30, replicas: 1 },
  traceSamplingPercentage: 100,
  alerts: { errorRatio: 0.01, latencyP95Ms: 500 },
  deletionProtection: false,
};
