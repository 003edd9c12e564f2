import type { DevopsEnvironment } from "./environment";

/** Survives the loss of a zone, is strict with new versions, and shows new things to few. */
export const production: DevopsEnvironment = {
  name: "production",
  account: "444455556666",
  region: "eu-central-1",
  domain: "example.com",
  hostedZoneId: "Z0123456789PRODUCT01",
  network: {
    cidr: "10.70.0.0/16",
    availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
    natGateways: "per-zone",
  },
  nodeGroups: {
    general: { instanceTypes: ["m7i.large", "m6i.large"], minSize: 3, maxSize: 20 },
  },
  replicas: { operators: 2, services: 3 },
  databaseCidrs: ["10.71.0.0/24"],
  limits: { errorRatio: 0.01, latencyMs: 500, cpuRatio: 0.8 },
  flags: { newLogin: 0, mailDigests: 10 },
  sealed: {
    "smtp-password":
      "AgDWj9gxWyQBlJzCOdFUof1ZLgma7ZKPN1wLTNQe8ErUlvCVqkvUJjq61WuPxMc9vhkvAhbB9hB36AJxmkd6DbeF/OiLHwkyeAaTORMcBPB3JPd3Lh1BqQ/JQ9jWEJ42YnbVsReK7K917vXbuVmk8wjrmZ5HFC3h7c1/iBVeWK12epmZ49u+JVu9voFeeXkBCHJZCWauWGvePXuXki03yTCN07Gmu3G4xeX5poXHBrYa082lHLV/Q5PHncQ3mNKOuMsgICZLyX8cwezaJR/9vWX4NjOD6IxnaA7azVDzZGDAWc0cc4CNjG3m7ZBCN3BqlTRINKr7/BoFqjEMzfBsHjeQxrF+zj8MUB+I/i8rjlI3n8KCZzneYa0vJKx7kl/bQvIuwmLM913iEZe3Cu8gtylgmmuqUQ6ZobnA45g2V7eXYXqja5gbXPWdUSu16ZNDGDfksLgMIs3y6wDnSVivWlbads00r+IU0/nvlzRxmRXCa0daogRbm/SuRqHjK5/0WhWgYC01ic1E7oFrIHQVhLNR9jUrJ4tExhij8jIY6zRot3DBkg0bty9X4HXAZmroCuq9UbDD/Cc/3lkVe/coD1JLNE4M5ufbjNbCI03/apT3cmCZ6DQ0lncWj8eDj4RhRNeepaRa8Pv9ZdYP0AE6lz8hu1r5al6zPw3WJVOo5SlRf5PebDWwtuAYs6AHiQnDW9VADd2HWZji+5Dws1OaxO/7i9ZBIv8Twoc2/NnFkgmLug==",
  },
  gitOps: { highlyAvailable: true, catalog: { tag: "catalog-1.4.2" } },
  deletionProtection: true,
};
