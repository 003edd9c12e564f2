import type { EcochainConfig } from "./platform";

/** The staging environment of EcoChain's infrastructure document. */
export const staging: EcochainConfig = {
  name: "staging",
  account: "111122223333",
  region: "ap-south-1",
  network: {
    cidr: "10.0.0.0/16",
    availabilityZones: ["ap-south-1a", "ap-south-1b", "ap-south-1c"],
    privateSubnets: ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"],
    publicSubnets: ["10.0.101.0/24", "10.0.102.0/24", "10.0.103.0/24"],
    natGateways: "single",
  },
  nodeGroups: {
    general: { instanceTypes: ["t3.medium"], minSize: 1, desiredSize: 2, maxSize: 5 },
    ai_services: {
      instanceTypes: ["g4dn.xlarge"],
      minSize: 1,
      desiredSize: 1,
      maxSize: 3,
      // NVIDIA's device plugin goes where this label is.
      labels: { "nvidia.com/gpu.present": "true" },
      taints: [{ key: "workload", value: "ai", effect: "NO_SCHEDULE" }],
    },
  },
  replicas: { prometheus: 1, alertmanager: 1, loki: 1, operators: 1 },
  logRetentionDays: 30,
  deletionProtection: false,
  vaultAddress: "https://vault.staging.ecochain.com:8200",
  services: {
    // Staging is deployed within 15 minutes: nobody promotes, and no canary waits.
    strategies: "rolling",
    // One node with one GPU.
    replicas: { default: 2, "vision-service": 1 },
    redis: { host: "ecochain-staging-redis.internal", port: 6379, cidrs: ["10.0.0.0/16"] },
    mongoDbCidrs: ["192.168.240.0/21"],
  },
};
