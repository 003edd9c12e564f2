import type { EcochainConfig } from "./platform";

/** Staging's shape made to survive the loss of a zone. */
export const production: EcochainConfig = {
  name: "production",
  account: "444455556666",
  region: "ap-south-1",
  network: {
    cidr: "10.1.0.0/16",
    availabilityZones: ["ap-south-1a", "ap-south-1b", "ap-south-1c"],
    privateSubnets: ["10.1.0.0/19", "10.1.32.0/19", "10.1.64.0/19"],
    publicSubnets: ["10.1.101.0/24", "10.1.102.0/24", "10.1.103.0/24"],
    natGateways: "per-zone",
  },
  nodeGroups: {
    general: { instanceTypes: ["m7i.large", "m6i.large"], minSize: 3, maxSize: 12 },
    ai_services: {
      instanceTypes: ["g4dn.xlarge"],
      minSize: 2,
      maxSize: 6,
      // NVIDIA's device plugin goes where this label is.
      labels: { "nvidia.com/gpu.present": "true" },
      taints: [{ key: "workload", value: "ai", effect: "NO_SCHEDULE" }],
    },
  },
  replicas: { prometheus: 2, alertmanager: 3, loki: 3, operators: 2 },
  logRetentionDays: 90,
  deletionProtection: true,
  vaultAddress: "https://vault.ecochain.com:8200",
  services: {
    strategies: "as-declared",
    // Of five pods each is 20 percent of the requests, which the canary's steps count in.
    replicas: { default: 3, "marketplace-service": 5, "vision-service": 2 },
    redis: { host: "ecochain-production-redis.internal", port: 6379, cidrs: ["10.1.0.0/16"] },
    mongoDbCidrs: ["192.168.248.0/21"],
  },
};
