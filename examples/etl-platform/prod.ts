import type { EtlEnvironment } from "./environment";

/** EKS over three zones: consumers are always there and grow with their queues. */
export const prod: EtlEnvironment = {
  name: "prod",
  cluster: {
    type: "aws",
    account: "444455556666",
    region: "eu-central-1",
    cidr: "10.40.0.0/16",
    availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
    nodeGroups: { general: { instanceTypes: ["m7i.large", "m6i.large"], minSize: 3, maxSize: 12 } },
  },
  imagePrefix: "444455556666.dkr.ecr.eu-central-1.amazonaws.com/etl",
  replicas: { keda: 2, rabbitMq: 3, producers: 2 },
  rabbitMqStorage: "50Gi",
  logRetentionDays: 90,
  scaling: {
    default: { minReplicas: 2, maxReplicas: 20 },
    workloads: { "clicks-consumer": { minReplicas: 3, maxReplicas: 60, pollingIntervalSeconds: 10 } },
  },
};
