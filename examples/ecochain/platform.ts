import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Backend, TerraformOutput, TerraformStack } from "cdktf";
import { EksCluster, type NodeGroupProps } from "cdktf-slipway/eks";
import { Network } from "cdktf-slipway/network";
import { LogCollector, Loki, PrometheusStack } from "cdktf-slipway/observability";
import { Registry } from "cdktf-slipway/registry";
import type { Construct } from "constructs";
import { Operators } from "./operators";
import { SERVICES, Services, type ServicesConfig } from "./services";

/** What tells one EcoChain environment from another. */
export type EcochainConfig = {
  /** Stack id, and end of every name: `staging`. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly network: {
    readonly cidr: string;
    readonly availabilityZones: readonly string[];
    readonly privateSubnets: readonly string[];
    readonly publicSubnets: readonly string[];
    readonly natGateways: "single" | "per-zone";
  };
  readonly nodeGroups: Readonly<Record<string, NodeGroupProps>>;
  /** Replicas of what must survive the loss of a node. */
  readonly replicas: {
    readonly prometheus: number;
    readonly alertmanager: number;
    readonly loki: number;
    readonly operators: number;
  };
  readonly logRetentionDays: number;
  readonly deletionProtection: boolean;
  /** Address of Vault, which is not of this stack. */
  readonly vaultAddress: string;
  /** Left out, no service runs: the first deploy makes the registry that their images are pushed to. */
  readonly services?: ServicesConfig;
};

/** EcoChain's platform: network, cluster, registries, metrics, logs, releases, secrets and services. */
export class EcochainPlatform extends TerraformStack {
  constructor(scope: Construct, config: EcochainConfig) {
    super(scope, `ecochain-${config.name}`);
    const name = `ecochain-${config.name}`;
    const { account, region } = config;
    new AwsProvider(this, "Aws", {
      region,
      allowedAccountIds: [account],
      defaultTags: [{ tags: { Environment: config.name, Project: "EcoChain" } }],
    });
    const backend = new S3Backend(this, {
      bucket: `ecochain-terraform-state-${account}`,
      key: `${config.name}/terraform.tfstate`,
      region,
      encrypt: true,
    });
    backend.addOverride("use_lockfile", true);

    const network = new Network(this, "Network", { name, region, ...config.network, dataSubnets: "none" });
    const cluster = new EksCluster(this, "Cluster", {
      clusterName: name,
      region,
      network,
      // The reference runs 1.27, which EKS no longer supports.
      version: "1.36",
      accessEntries: {
        deploy: {
          principalArn: `arn:aws:iam::${account}:role/ecochain-deploy`,
          policies: [{ policy: "cluster-admin" }],
        },
      },
      nodeGroups: config.nodeGroups,
      deletionProtection: config.deletionProtection,
    });
    const registry = new Registry(this, "Registry", {
      namePrefix: "ecochain/",
      repositories: SERVICES,
      // Rollback candidates stay while builds come and go.
      lifecycle: { keep: [{ tagPatterns: ["release-*"], count: 20 }] },
    });
    const loki = new Loki(this, "Loki", {
      cluster,
      storage: {
        type: "s3",
        region,
        bucketName: `${name}-logs-${account}`,
        deletionProtection: config.deletionProtection,
      },
      replicas: config.replicas.loki,
      retentionDays: config.logRetentionDays,
    });
    new LogCollector(this, "LogCollector", { cluster, loki });
    // Scrapes pods annotated `prometheus.io/scrape: "true"` every 15 seconds.
    const prometheus = new PrometheusStack(this, "Prometheus", {
      cluster,
      loki,
      replicas: config.replicas.prometheus,
      alertmanager: { replicas: config.replicas.alertmanager },
    });
    const operators = new Operators(this, "Operators", {
      cluster,
      prometheus,
      vaultAddress: config.vaultAddress,
      replicas: config.replicas.operators,
    });
    if (config.services !== undefined) {
      new Services(this, "Services", {
        ...{ cluster, registry, prometheus, operators },
        ...{ environment: config.name, deletionProtection: config.deletionProtection },
        config: config.services,
      });
    }

    new TerraformOutput(this, "ClusterName", { value: cluster.clusterName, staticId: true });
    for (const service of SERVICES) {
      new TerraformOutput(this, `${service}-image`, {
        value: registry.repositoryUrl(service),
        staticId: true,
      });
    }
  }
}
