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
      taints: [{ key: "workload", value: "ai", effect: "NO_SCHEDULE" }],
    },
  },
  replicas: { prometheus: 1, alertmanager: 1, loki: 1 },
  logRetentionDays: 30,
  deletionProtection: false,
};
