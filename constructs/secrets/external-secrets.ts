import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import type { PolicyStatement } from "../../lib/core/policy";
import type { ResourceRequirements } from "../../lib/core/quantities";
import { guardStack } from "../../lib/core/validation";
import type { ICluster } from "../cluster/cluster";
import { HelmRelease, type HelmReleaseProps } from "../helm/helm-release";
import { ReleaseIdentity } from "../helm/release-identity";
import type { Toleration } from "../keda/tolerations";
import { type ResolvedExternalSecrets, resolveExternalSecrets } from "./external-secrets-config";
import type { IExternalSecrets } from "./external-secrets-interface";
import { externalSecretsValues } from "./external-secrets-values";
import { type ExternalSecretsAttributes, ImportedExternalSecrets } from "./imported-external-secrets";

export interface ExternalSecretsProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /**
   * Pods of each component: operator, webhook, certificate controller. With two or more, each component gets a pod
   * disruption budget and its pods keep to different nodes. One operator leads, the others wait.
   * @default 2
   */
  readonly replicas?: number;
  /** The one namespace whose stores and secrets are acted upon; permissions end there. @default every namespace */
  readonly watchNamespace?: string;
  /**
   * AWS permissions of the operator beside those that stores grant it.
   * @default none: without stores of AWS there is no role
   */
  readonly permissions?: readonly PolicyStatement[];
  /**
   * Whether the operator may ask for tokens of any service account. Stores that act as a service account of their own
   * need it: Vault, Google and Azure with `serviceAccount`.
   * @default refused: stores act as the operator
   */
  readonly serviceAccountTokens?: "refused" | "allowed";
  /** Acts on ClusterExternalSecrets, which put Secrets into many namespaces. @default false */
  readonly clusterExternalSecrets?: boolean;
  /** Acts on PushSecrets, which write Secrets of the cluster into secret managers. @default false */
  readonly pushSecrets?: boolean;
  /**
   * NetworkPolicies for the pods. They need a network plugin that enforces them.
   * @default true: only metrics, health and webhook can be reached; what goes out is free, managers are anywhere
   */
  readonly networkPolicy?: boolean;
  /**
   * ServiceMonitors for a Prometheus Operator. Its definitions must exist before: pass the PrometheusStack in
   * `dependsOn`.
   * @default false
   */
  readonly serviceMonitors?: boolean;
  /** @default info */
  readonly logLevel?: "debug" | "info" | "warn" | "error";
  /** Requests and limits by component. @default none, as the chart has it */
  readonly resources?: {
    readonly operator?: ResourceRequirements;
    readonly webhook?: ResourceRequirements;
    readonly certController?: ResourceRequirements;
  };
  /** PriorityClass of all pods. @default none */
  readonly priorityClassName?: string;
  /** Labels nodes must have to run the pods. @default any Linux node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints the pods put up with. @default none */
  readonly tolerations?: readonly Toleration[];
}

/**
 * The External Secrets operator, which fills Secrets from secret managers and keeps them up to date.
 *
 *     const secrets = new ExternalSecrets(this, "ExternalSecrets", { cluster });
 *     const store = new SecretStore(this, "Store", { operator: secrets, ... });
 *
 * @throws ConfigError `out-of-range`, `invalid-name`, `unknown-log-level`, `unknown-token-access`, `not-watched`,
 * `invalid-quantity`, `request-above-limit`, those of `checkTolerations`, those of `checkStatements` for `permissions`,
 * and those of HelmRelease
 */
export class ExternalSecrets extends Construct implements IExternalSecrets, ITerraformDependable {
  /** An operator that another stack installed, or a person. */
  static fromAttributes(
    scope: Construct,
    id: string,
    attributes: ExternalSecretsAttributes,
  ): IExternalSecrets {
    return new ImportedExternalSecrets(scope, id, attributes);
  }

  readonly cluster: ICluster;
  readonly release: HelmRelease;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly watchNamespace: string | undefined;
  readonly serviceAccountTokens: "refused" | "allowed";
  readonly dependencies: readonly ITerraformDependable[];
  /** Address of the release: what needs the operator's definitions passes the construct in `dependsOn`. */
  readonly fqn: string;
  private readonly identity: ReleaseIdentity;

  constructor(scope: Construct, id: string, props: ExternalSecretsProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "ExternalSecretsProps", (problems) =>
      resolveExternalSecrets(props, problems),
    );
    this.cluster = props.cluster;
    this.namespace = config.namespace;
    this.serviceAccount = config.serviceAccount;
    this.watchNamespace = config.watchNamespace;
    this.serviceAccountTokens = config.serviceAccountTokens;
    this.identity = new ReleaseIdentity(this, {
      ...config,
      cluster: props.cluster,
      propsName: "ExternalSecretsProps",
      fix: "pass permissions to ExternalSecrets: one statement is enough, stores add theirs",
    });
    this.release = this.makeRelease(props, config);
    this.dependencies = [this.release];
    this.fqn = this.release.fqn;
  }

  /**
   * Allows the operator something in AWS. All grants end in one role: a service account has one.
   *
   * @throws ConfigError `annotations-come-late`, those of `checkStatements`, and `no-workload-identity` where the
   * cluster has no way to give permissions
   */
  grant(statements: readonly PolicyStatement[]): void {
    this.identity.grant(this.release, statements);
  }

  private makeRelease(props: ExternalSecretsProps, config: ResolvedExternalSecrets): HelmRelease {
    const { annotations, dependencies } = this.identity;
    return new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: "external-secrets",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: externalSecretsValues({ ...config, serviceAccountAnnotations: annotations }),
      wiredPaths: [
        "serviceAccount.name",
        ...Object.keys(annotations).map((key) => `serviceAccount.annotations.${key}`),
      ],
      dependsOn: [...dependencies, ...(props.dependsOn ?? [])],
    });
  }
}
