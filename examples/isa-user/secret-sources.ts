import type { ITerraformDependable } from "cdktf";
import { ExternalSecrets, Secret, SecretStore, type SecretValue } from "cdktf-slipway/secrets";
import type { WorkloadPlatform } from "cdktf-slipway/workload";
import { Construct } from "constructs";
import { BACKENDS } from "./backends";
import type { AwsCluster, IsaEnvironment, KindCluster } from "./environment";
import { tellPagerDuty } from "./pager-duty";
import { readingOnly } from "./readable-secrets";
import { SERVICES, type ServiceName } from "./services";

/** Makes the Secret of a service: the values its backends ask for, and no others. */
export type SecretSource = (service: ServiceName) => SecretValue;

export interface SecretSourceProps {
  readonly environment: IsaEnvironment;
  readonly platform: WorkloadPlatform;
  /** Where Alertmanager runs. */
  readonly monitoringNamespace: string;
  /** Brings the definitions of monitors. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Where the secrets of an environment come from: a file on kind, a manager in the cloud. */
export function secretSource(scope: Construct, props: SecretSourceProps): SecretSource {
  const { cluster } = props.environment;
  return cluster.type === "kind" ? fromFile(scope, props, cluster) : fromManager(scope, props, cluster);
}

function fromFile(scope: Construct, { platform }: SecretSourceProps, { envFile }: KindCluster): SecretSource {
  const secrets = new Construct(scope, "Secrets");
  return (service) => {
    const keys = SERVICES[service].uses.map((backend) => BACKENDS[backend].secret);
    return Secret.fromEnvFile(secrets, service, { platform, name: nameOf(service), file: envFile, keys });
  };
}

function fromManager(scope: Construct, props: SecretSourceProps, aws: AwsCluster): SecretSource {
  const { prefix, refreshIntervalSeconds } = aws.secrets;
  const operator = new ExternalSecrets(scope, "ExternalSecrets", {
    cluster: props.platform.cluster,
    replicas: props.environment.replicas.platform,
    serviceMonitors: true,
    dependsOn: props.dependsOn,
  });
  tellPagerDuty(scope, { operator, aws, namespace: props.monitoringNamespace });
  const names = Object.values(BACKENDS).map(({ manager }) => `${prefix}${manager}`);
  const store = new SecretStore(scope, "Secrets", {
    operator,
    name: "aws-secrets-manager",
    namespace: props.platform.namespace,
    provider: readingOnly(scope, "Found", aws, names),
  });
  return (service) =>
    Secret.fromManager({
      store,
      name: nameOf(service),
      data: Object.fromEntries(
        SERVICES[service].uses.map((backend) => {
          const { secret, manager } = BACKENDS[backend];
          return [secret, `${prefix}${manager}`];
        }),
      ),
      refreshIntervalSeconds,
    });
}

function nameOf(service: ServiceName): string {
  return `${service}-secrets`;
}
