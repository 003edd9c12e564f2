import type { IsaEnvironment } from "./environment";

/** kind on a developer's machine: one pod of each service, images as they were built last. */
export const local: IsaEnvironment = {
  name: "local",
  namespace: "isa-cloud-staging",
  cluster: { type: "kind", clusterName: "isa-cloud-local", envFile: process.env.ISA_ENV_FILE ?? ".env" },
  images: { prefix: "localhost:5001/isa/", tags: "latest" },
  // Containers beside those of kind, in docker's network of that name, whose block this is where nobody changed it.
  backends: {
    cidrs: ["172.18.0.0/16"],
    addresses: {
      postgres: { host: "isa-postgres", port: 5432 },
      nats: { host: "isa-nats", port: 4222 },
      mqtt: { host: "isa-mosquitto", port: 1883 },
      minio: { host: "isa-minio", port: 9000 },
      consul: { host: "isa-consul", port: 8500 },
    },
  },
  releases: "rolling",
  replicas: { services: 1, platform: 1 },
  scaling: "none",
  logs: { retentionDays: 7, replicas: 1 },
  traceSamplingPercentage: 100,
  alerts: { errorRatio: 0.01, latencyP95Ms: 500 },
  deletionProtection: false,
};
