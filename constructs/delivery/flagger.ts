import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import type { ResourceRequirements } from "../../lib/core/quantities";
import { guardStack } from "../../lib/core/validation";
import { HelmRelease, type HelmReleaseProps } from "../helm/helm-release";
import type { Toleration } from "../keda/tolerations";
import { checkFlaggerAttributes, type FlaggerAttributes, resolveFlagger } from "./flagger-config";
import { type FlaggerProvider, flaggerValues } from "./flagger-values";
import type { IProgressiveDelivery } from "./strategy-value";

export { resolveFlagger } from "./flagger-config";

export interface FlaggerProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /** Prometheus it asks: `http://kube-prometheus-stack-prometheus.monitoring:9090`. */
  readonly prometheusUrl: string;
  /** Who splits requests. @default kubernetes: nobody, which leaves blue-green releases */
  readonly provider?: FlaggerProvider;
  /**
   * Where it asks whether a person let a release go on: an address that answers 200 or not. That of its own load tester
   * is `http://flagger-loadtester.flagger-system/gate/check`.
   * @default none: only releases that go on by themselves
   */
  readonly promotionGateUrl?: string;
  /** Pods; one leads. With two or more they have a pod disruption budget. @default 2 */
  readonly replicas?: number;
  /** The one namespace whose releases it carries out. @default every namespace */
  readonly watchNamespace?: string;
  /** Whether releases may use metric templates and alert providers of other namespaces. @default false */
  readonly crossNamespaceReferences?: boolean;
  /**
   * ServiceMonitor for a Prometheus Operator. Its definitions must exist before: pass the PrometheusStack in
   * `dependsOn`.
   * @default false
   */
  readonly serviceMonitors?: boolean;
  /** @default info */
  readonly logLevel?: "debug" | "info" | "warning" | "error";
  /** @default the chart's: 10m and 32Mi requested, limited to 1000m and 512Mi */
  readonly resources?: ResourceRequirements;
  /** PriorityClass of its pods. @default none */
  readonly priorityClassName?: string;
  /** Labels nodes must have to run it. @default any */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints its pods put up with. @default none */
  readonly tolerations?: readonly Toleration[];
}

/**
 * Flagger, which carries out blue-green and canary releases of Deployments.
 *
 *     const delivery = new Flagger(this, "Flagger", { cluster, prometheusUrl, provider: "gateway-api" });
 *
 * @throws ConfigError `unknown-provider`, `invalid-url`, `invalid-name`, `out-of-range`, `unknown-log-level`,
 * `invalid-quantity`, `request-above-limit`, those of `checkTolerations`, and those of HelmRelease
 */
export class Flagger extends Construct implements IProgressiveDelivery, ITerraformDependable {
  /**
   * Flagger that another stack installed, or a person.
   *
   * @throws ConfigError `unknown-provider`, `invalid-url`, `invalid-label-key`, `selector-label-taken`
   */
  static fromAttributes(attributes: FlaggerAttributes): IProgressiveDelivery {
    resolveOrThrow("Flagger", "FlaggerAttributes", (problems) =>
      checkFlaggerAttributes(attributes, problems),
    );
    const { provider = "kubernetes", selectorLabel, promotionGateUrl } = attributes;
    return {
      controller: "flagger",
      traffic: trafficOf(provider),
      dependencies: [],
      selectorLabel,
      promotionGateUrl,
    };
  }

  readonly controller = "flagger";
  readonly traffic: IProgressiveDelivery["traffic"];
  readonly selectorLabel: string;
  readonly promotionGateUrl?: string;
  readonly release: HelmRelease;
  readonly namespace: string;
  readonly dependencies: readonly ITerraformDependable[];
  /** Address of the release: what needs its definitions passes the construct in `dependsOn`. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: FlaggerProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "FlaggerProps", (problems) => resolveFlagger(props, problems));
    this.traffic = trafficOf(config.provider);
    this.selectorLabel = config.selectorLabel;
    this.promotionGateUrl = config.promotionGateUrl;
    this.namespace = config.namespace;
    this.release = new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: "flagger",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: flaggerValues(config),
      wiredPaths: ["meshProvider", "selectorLabels"],
      dependsOn: props.dependsOn,
    });
    this.dependencies = [this.release];
    this.fqn = this.release.fqn;
  }
}

function trafficOf(provider: FlaggerProvider): IProgressiveDelivery["traffic"] {
  return provider === "kubernetes" ? [] : [provider];
}
