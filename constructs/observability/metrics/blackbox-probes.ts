import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { ResourceRequirements } from "../../../lib/core/quantities";
import { guardStack } from "../../../lib/core/validation";
import { HelmRelease, type HelmReleaseProps } from "../../helm/helm-release";
import { Manifests } from "../../helm/manifests";
import { resolveBlackboxProbes } from "./blackbox-probes-config";
import { blackboxExporterValues, probeManifests } from "./blackbox-probes-values";
import type { ProbeModule } from "./probe-module";

export interface BlackboxProbesProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /** What is probed, by a name of yours; series carry it as `job="probe-<name>"`. */
  readonly probes: Readonly<Record<string, SyntheticProbe>>;
  /**
   * Ways to probe, by a name that probes use.
   * @default http_2xx, tcp_connect and tls_connect, which exist besides yours
   */
  readonly modules?: Readonly<Record<string, ProbeModule>>;
  /** Exporters that share the work. @default 1 */
  readonly replicas?: number;
  /** Requests and limits of an exporter. @default 10m and 32Mi requested, memory limited to 128Mi */
  readonly resources?: ResourceRequirements;
}

/** Something that is looked at from outside, the way its users see it. */
export interface SyntheticProbe {
  /** URLs for HTTP, `host:port` for TCP, servers for DNS; each becomes the label `instance`. */
  readonly targets: readonly string[];
  /** Name of a module. @default http_2xx: a GET that ends in a status of 2xx */
  readonly module?: string;
  /** Seconds between probes, 5 to 3600. @default 60 */
  readonly intervalSeconds?: number;
  /** Labels of the probe's series, such as a team. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * Synthetic checks: a blackbox exporter and a Probe for each thing it looks at.
 *
 *     new BlackboxProbes(this, "Probes", {
 *       cluster,
 *       modules: { login: { type: "http", expectedStatus: [200, 401], requireTls: true } },
 *       probes: {
 *         shop: { targets: ["https://shop.example.com/health"] },
 *         login: { targets: ["https://login.example.com"], module: "login", intervalSeconds: 30 },
 *         database: { targets: ["db.example.com:5432"], module: "tcp_connect" },
 *       },
 *       dependsOn: [prometheus],
 *     });
 *
 * `probe_success` is 1 where a probe succeeds, `probe_duration_seconds` how long it took,
 * `probe_ssl_earliest_cert_expiry` when the first certificate of the chain expires, as a time in seconds. A Probe is
 * a custom resource: pass the PrometheusStack in `dependsOn`, which brings its definition.
 *
 * @throws ConfigError `no-probes`, `no-targets`, `duplicate-target`, `invalid-target`, `unknown-module`,
 * `interval-below-timeout`, `out-of-range`, `invalid-name`, `invalid-label`, `invalid-quantity`,
 * `request-above-limit`, those of `resolveModule` for `modules`, and those of HelmRelease and Manifests
 */
export class BlackboxProbes extends Construct implements ITerraformDependable {
  readonly release: HelmRelease;
  readonly probes: Manifests;
  readonly namespace: string;
  /** Address of the release with the probes. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: BlackboxProbesProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "BlackboxProbesProps", (problems) =>
      resolveBlackboxProbes(props, problems),
    );
    this.namespace = config.namespace;
    this.release = new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: "prometheus-blackbox-exporter",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: blackboxExporterValues(config),
      wiredPaths: ["service.port"],
      dependsOn: props.dependsOn,
    });
    this.probes = new Manifests(this, "Probes", {
      cluster: props.cluster,
      releaseName: config.probesReleaseName,
      namespace: config.namespace,
      manifests: probeManifests(config),
      timeoutSeconds: props.timeoutSeconds,
      dependsOn: [this.release, ...(props.dependsOn ?? [])],
    });
    this.fqn = this.probes.fqn;
  }
}
