import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { LocalBackend, S3Backend, TerraformStack, TerraformVariable } from "cdktf";
import { type ICluster, KubeconfigCluster } from "cdktf-slipway/cluster";
import { EksCluster } from "cdktf-slipway/eks";
import { Manifests } from "cdktf-slipway/helm";
import { Keda, ScaledObject, Scaler, scalingAlerts, scalingBounds } from "cdktf-slipway/keda";
import { Network } from "cdktf-slipway/network";
import { LogCollector, Loki, PrometheusStack } from "cdktf-slipway/observability";
import { Registry } from "cdktf-slipway/registry";
import type { Construct } from "constructs";
import { deployment } from "./deployment";
import type { AwsCluster, EtlEnvironment } from "./environment";
import { RABBITMQ_ADDRESS, rabbitMq } from "./rabbitmq";
import { SERVICES, type Service } from "./services";

const NAMESPACE = "etl";

/** The ETL platform: a cluster, what it is watched and scaled with, the broker, producers and consumers. */
export class EtlPlatform extends TerraformStack {
  private readonly cluster: ICluster;

  constructor(
    scope: Construct,
    private readonly environment: EtlEnvironment,
  ) {
    super(scope, `etl-${environment.name}`);
    this.cluster = this.makeCluster();
    const prometheus = this.watch();
    const keda = new Keda(this, "Keda", {
      cluster: this.cluster,
      replicas: environment.replicas.keda,
      serviceMonitors: true,
      dependsOn: [prometheus],
    });
    const broker = new Manifests(this, "RabbitMq", {
      cluster: this.cluster,
      releaseName: "rabbitmq",
      namespace: NAMESPACE,
      manifests: [rabbitMq(environment)],
    });
    this.deploy(broker);
    this.scale(keda);
  }

  private makeCluster(): ICluster {
    const { cluster } = this.environment;
    if (cluster.type === "aws") {
      return this.makeEksCluster(cluster);
    }
    new LocalBackend(this, { path: "../../../terraform.etl-dev.tfstate" });
    return new KubeconfigCluster(this, "Cluster", { clusterName: "etl", context: cluster.context });
  }

  private makeEksCluster({ account, region, cidr, availabilityZones, nodeGroups }: AwsCluster): ICluster {
    const name = `etl-${this.environment.name}`;
    new AwsProvider(this, "Aws", { region, allowedAccountIds: [account] });
    const backend = new S3Backend(this, {
      bucket: `etl-terraform-state-${account}`,
      key: `${name}/terraform.tfstate`,
      region,
      encrypt: true,
    });
    backend.addOverride("use_lockfile", true);
    const network = new Network(this, "Network", {
      name,
      region,
      clusterName: name,
      cidr,
      availabilityZones,
    });
    new Registry(this, "Registry", { namePrefix: "etl/", repositories: Object.keys(SERVICES) });
    return new EksCluster(this, "Cluster", {
      clusterName: name,
      region,
      network,
      version: "1.36",
      accessEntries: {
        deploy: {
          principalArn: `arn:aws:iam::${account}:role/etl-deploy`,
          policies: [{ policy: "cluster-admin" }],
        },
      },
      nodeGroups,
    });
  }

  private watch(): PrometheusStack {
    const { cluster } = this;
    const loki = new Loki(this, "Loki", {
      cluster,
      storage: { type: "filesystem", sizeGib: 20 },
      retentionDays: this.environment.logRetentionDays,
    });
    new LogCollector(this, "LogCollector", { cluster, loki });
    return new PrometheusStack(this, "Prometheus", { cluster, loki, alerts: { scaling: scalingAlerts() } });
  }

  private deploy(broker: Manifests): void {
    // A pipeline deploys a commit with TF_VAR_image_tag=<sha>, without touching this program.
    const tag = new TerraformVariable(this, "image_tag", {
      type: "string",
      description: "Commit the images were built from",
    });
    const { imagePrefix, replicas } = this.environment;
    for (const [name, service] of Object.entries<Service>(SERVICES)) {
      new Manifests(this, name, {
        cluster: this.cluster,
        releaseName: name,
        namespace: NAMESPACE,
        manifests: [
          deployment(name, service, `${imagePrefix}/${name}:${tag.stringValue}`, replicas.producers),
        ],
        dependsOn: [broker],
      });
    }
  }

  private scale(keda: Keda): void {
    for (const [name, { role, queue, messagesPerReplica }] of Object.entries<Service>(SERVICES)) {
      if (role === "consumer") {
        new ScaledObject(this, `${name}-scaling`, {
          keda,
          name,
          namespace: NAMESPACE,
          target: { name },
          ...scalingBounds(this.environment.scaling, name),
          triggers: [
            Scaler.rabbitMq({ queueName: queue, host: RABBITMQ_ADDRESS, queueLength: messagesPerReplica }),
          ],
          // Without the broker's answer nobody knows what waits: keep what runs.
          fallback: { replicas: 1, behavior: "currentReplicasIfHigher" },
        });
      }
    }
  }
}
