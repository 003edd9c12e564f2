import type { EtlEnvironment } from "./environment";

/** A kind cluster on a developer's machine: consumers rest at zero and never grow far. */
export const dev: EtlEnvironment = {
  name: "dev",
  cluster: { type: "kind", context: "kind-etl" },
  imagePrefix: "localhost:5001/etl",
  replicas: { keda: 1, rabbitMq: 1, producers: 1 },
  rabbitMqStorage: "1Gi",
  logRetentionDays: 3,
  scaling: {
    default: { minReplicas: 0, maxReplicas: 2, cooldownSeconds: 60 },
    workloads: {},
  },
};
