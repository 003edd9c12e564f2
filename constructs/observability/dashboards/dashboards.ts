import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { ICluster } from "../../cluster/cluster";
import { Manifests } from "../../helm/manifests";
import type { Dashboard } from "./dashboard-builder";
import { resolveDashboards } from "./dashboards-config";

export interface DashboardsProps {
  /** Where Grafana runs. */
  readonly cluster: ICluster;
  /** What Grafana shows: those of this package, your own, or both. @default `standardDashboards()` */
  readonly dashboards?: readonly Dashboard[];
  /**
   * Folder in Grafana, as the annotation `grafana_folder`; Grafana's sidecar has to be told to look at it.
   * @default the folder of the sidecar's provider, General
   */
  readonly folder?: string;
  /** @default monitoring, as PrometheusStack has it */
  readonly namespace?: string;
  /** Name of the release that carries the dashboards, and beginning of the names of its objects. @default dashboards */
  readonly releaseName?: string;
  /** What must exist before. @default nothing: Grafana finds the dashboards whenever it comes */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Dashboards that Grafana picks up: a ConfigMap for each, which the sidecar of Grafana finds by its label.
 *
 *     new Dashboards(this, "Dashboards", { cluster, dashboards: standardDashboards() });
 *
 * Every query of Prometheus and Loki is parsed before anything is made.
 *
 * @throws ConfigError `no-dashboards`, `duplicate-uid`, `invalid-uid`, `invalid-title`, `invalid-folder`,
 * `invalid-name`, `invalid-promql`, `invalid-logql`, `dashboard-not-known`, `dashboard-too-large`,
 * `release-too-large` and those of HelmRelease
 */
export class Dashboards extends Construct implements ITerraformDependable {
  readonly manifests: Manifests;
  /** Address in Terraform: it can stand wherever something to depend on is asked for. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: DashboardsProps) {
    super(scope, id);
    const config = resolveOrThrow(this, "DashboardsProps", (problems) => resolveDashboards(props, problems));
    this.manifests = new Manifests(this, "Manifests", {
      cluster: props.cluster,
      releaseName: config.releaseName,
      namespace: config.namespace,
      manifests: config.manifests,
      dependsOn: props.dependsOn,
    });
    this.fqn = this.manifests.fqn;
  }
}
