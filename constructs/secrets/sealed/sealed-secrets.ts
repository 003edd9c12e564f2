import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CHARTS } from "../../../lib/core/charts";
import { type Problems, resolveOrThrow } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN, HELM_RELEASE_NAME } from "../../../lib/core/names";
import { checkResources, checkWholeNumber, type ResourceRequirements } from "../../../lib/core/quantities";
import { guardStack } from "../../../lib/core/validation";
import type { ICluster } from "../../cluster/cluster";
import { HelmRelease, type HelmReleaseProps } from "../../helm/helm-release";
import type { ISealedSecrets } from "./sealed-secret";
import { sealedSecretsValues } from "./sealed-secrets-values";

export interface SealedSecretsProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /**
   * Days after which the controller makes a new key to seal with. Old keys stay, or what they sealed could not be opened.
   * @default 30
   */
  readonly keyRenewalDays?: number;
  /**
   * Who may ask the controller for its certificate through the API server, which `kubeseal` does: a group of Kubernetes.
   * @default nobody: fetch the certificate once, `kubeseal --fetch-cert`, and keep it beside the code
   */
  readonly certificateReaders?: string;
  /** NetworkPolicy of the controller. @default true: only its ports can be reached, what goes out is free */
  readonly networkPolicy?: boolean;
  /** ServiceMonitor for a Prometheus Operator: pass the PrometheusStack in `dependsOn`. @default false */
  readonly serviceMonitors?: boolean;
  /** @default none, as the chart has it */
  readonly resources?: ResourceRequirements;
  /** @default none */
  readonly priorityClassName?: string;
}

/**
 * The Sealed Secrets controller, which opens in the cluster what `kubeseal` sealed for it.
 *
 *     const controller = new SealedSecrets(this, "SealedSecrets", { cluster });
 *     const users = Secret.sealed({ controller, name: "users", encryptedData: { jwt: "AgB4..." } });
 *
 * Its keys exist in the cluster only: keep a copy of the Secrets labelled `sealedsecrets.bitnami.com/sealed-secrets-key`,
 * or nothing sealed survives the cluster. One pod runs: it holds no requests up, Secrets stay when it is away.
 *
 * @throws ConfigError `invalid-name`, `out-of-range`, `invalid-quantity`, `request-above-limit`, and those of HelmRelease
 */
export class SealedSecrets extends Construct implements ISealedSecrets, ITerraformDependable {
  readonly cluster: ICluster;
  readonly release: HelmRelease;
  readonly namespace: string;
  readonly dependencies: readonly ITerraformDependable[];
  /** Address of the release. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: SealedSecretsProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "SealedSecretsProps", (problems) =>
      resolveSealedSecrets(props, problems),
    );
    this.cluster = props.cluster;
    this.namespace = config.namespace;
    this.release = new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: "sealed-secrets",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: sealedSecretsValues(config),
      // A list of the user's replaces the NetworkPolicy.
      wiredPaths: ["extraDeploy"],
      dependsOn: props.dependsOn,
    });
    this.dependencies = [this.release];
    this.fqn = this.release.fqn;
  }
}

/** Fills defaults and reports every problem. */
export function resolveSealedSecrets(props: SealedSecretsProps, problems: Problems) {
  const config = {
    releaseName: props.releaseName ?? "sealed-secrets",
    namespace: props.namespace ?? CHARTS["sealed-secrets"].namespace,
    keyRenewalDays: props.keyRenewalDays ?? 30,
    certificateReaders: props.certificateReaders,
    networkPolicy: props.networkPolicy ?? true,
    serviceMonitors: props.serviceMonitors ?? false,
    resources: props.resources,
    priorityClassName: props.priorityClassName,
  };
  checkName(problems, "releaseName", config.releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkName(problems, "priorityClassName", config.priorityClassName, DNS_SUBDOMAIN);
  checkWholeNumber(problems, "keyRenewalDays", config.keyRenewalDays, 1, 3650);
  checkResources(problems, "resources", config.resources);
  return config;
}
