import { EksCluster } from "cdktf-slipway/eks";
import { Network } from "cdktf-slipway/network";
import { Registry } from "cdktf-slipway/registry";
import type { Construct } from "constructs";
import { type DevopsEnvironment, nameOf } from "./environment";

/** What images are built of, the program that tries new versions out among them. */
const REPOSITORIES = ["frontend", "auth", "notifications", "smoke-tests", "catalog"] as const;

export type Repository = (typeof REPOSITORIES)[number];

/** Before the name of a repository. */
const NAME_PREFIX = "devops/";

/** Network, cluster and registry. */
export function makeFoundation(scope: Construct, environment: DevopsEnvironment) {
  const { account, region, nodeGroups, deletionProtection } = environment;
  const name = nameOf(environment);
  const network = new Network(scope, "Network", { name, region, clusterName: name, ...environment.network });
  const cluster = new EksCluster(scope, "Cluster", {
    clusterName: name,
    region,
    network,
    version: "1.36",
    accessEntries: {
      deploy: {
        principalArn: `arn:aws:iam::${account}:role/devops-deploy`,
        policies: [{ policy: "cluster-admin" }],
      },
      // What they may do stands with the namespaces, in the roles of these groups.
      developers: {
        principalArn: `arn:aws:iam::${account}:role/devops-developers`,
        policies: [],
        kubernetesGroups: ["developers"],
      },
      releasers: {
        principalArn: `arn:aws:iam::${account}:role/devops-releasers`,
        policies: [],
        kubernetesGroups: ["releasers"],
      },
    },
    nodeGroups,
    deletionProtection,
  });
  const registry = new Registry(scope, "Registry", {
    namePrefix: NAME_PREFIX,
    repositories: REPOSITORIES,
    lifecycle: {
      // Candidates to go back to are tagged as such and stay; what previews ran goes after two weeks.
      keep: [{ tagPatterns: ["release-*"], count: 30 }],
      expire: [{ tagPatterns: ["pr-*"], olderThanDays: 14 }],
      untaggedExpiryDays: 7,
      maxImages: 300,
    },
  });
  return { cluster, registry };
}

/** Address of a repository of an environment, for stacks that do not make it. */
export function repositoryUrl({ account, region }: DevopsEnvironment, repository: Repository): string {
  return `${account}.dkr.ecr.${region}.amazonaws.com/${NAME_PREFIX}${repository}`;
}
