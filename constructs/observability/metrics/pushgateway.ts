import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CHARTS } from "../../../lib/core/charts";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { ResourceRequirements } from "../../../lib/core/quantities";
import { guardStack } from "../../../lib/core/validation";
import { HelmRelease, type HelmReleaseProps } from "../../helm/helm-release";
import type { Volume } from "../volume";
import { resolvePushgateway } from "./pushgateway-config";
import { PUSHGATEWAY_PORT, pushgatewayValues } from "./pushgateway-values";

export interface PushgatewayProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /** Disk that keeps what was pushed; `"none"` forgets counters with the pod. @default 1 GiB of the default storage class */
  readonly storage?: Volume | "none";
  /** A ServiceMonitor; pass the PrometheusStack in `dependsOn`. @default true */
  readonly serviceMonitor?: boolean;
  /** @default 10m and 32Mi requested, memory limited to 128Mi */
  readonly resources?: ResourceRequirements;
}

/** Source: the repository of prometheus-community, which has kube-prometheus-stack as well. */
const CHART = {
  name: "prometheus-pushgateway",
  repository: CHARTS["kube-prometheus-stack"].repository,
  version: "3.8.0",
};

/**
 * A Pushgateway: keeps what jobs tell that are over before Prometheus could ask, such as the deployments of a
 * pipeline. docs/dora.md says what pipelines push and how.
 *
 *     new Pushgateway(this, "Pushgateway", { cluster, dependsOn: [prometheus] });
 *
 * One pod, because two would each know half of the counters; its disk brings them through a restart. It has no
 * password and is reached inside the cluster only: who reaches it can change every number it holds.
 *
 * @throws ConfigError `out-of-range`, `invalid-name`, `invalid-quantity`, `request-above-limit`, and those of
 * HelmRelease
 */
export class Pushgateway extends Construct implements ITerraformDependable {
  readonly release: HelmRelease;
  readonly namespace: string;
  /** Where jobs push, inside the cluster: `http://prometheus-pushgateway.monitoring.svc.cluster.local:9091`. */
  readonly pushUrl: string;
  /** Address of the release. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: PushgatewayProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "PushgatewayProps", (problems) =>
      resolvePushgateway(props, problems),
    );
    this.namespace = config.namespace;
    this.pushUrl = `http://${config.fullname}.${config.namespace}.svc.cluster.local:${PUSHGATEWAY_PORT}`;
    this.release = new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: CHART,
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: pushgatewayValues(config),
      wiredPaths: ["fullnameOverride", "service.port", "serviceMonitor.honorLabels"],
      dependsOn: props.dependsOn,
    });
    this.fqn = this.release.fqn;
  }
}
