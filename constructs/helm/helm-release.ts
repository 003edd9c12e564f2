import { Release } from "@cdktf/provider-helm/lib/release";
import { Annotations, dependable, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ChartName } from "../../lib/core/charts";
import { resolveOrThrow } from "../../lib/core/errors";
import { type HelmValues, mergeValues, overriddenPaths, renderValues } from "../../lib/core/helm-values";
import { guardStack } from "../../lib/core/validation";
import type { ICluster } from "../cluster/cluster";
import { resolveHelmRelease } from "./helm-release-config";
import { registerRelease } from "./release-registry";

/** A chart outside the catalog. */
export interface ChartReference {
  /** Name of the chart in its repository. */
  readonly name: string;
  /** `https://...` or `oci://...` without the chart name; undefined for a local folder given as `name`. */
  readonly repository?: string;
  /** Exact version, never a range. */
  readonly version: string;
}

export interface HelmReleaseProps {
  /** Where the release goes. */
  readonly cluster: ICluster;
  /** Name of a catalog chart (`keda`), whose repository and version are pinned by Slipway, or a reference. */
  readonly chart: ChartName | ChartReference;
  /** Exact chart version in place of the catalog's. @default the catalog's version */
  readonly version?: string;
  /** At most 53 characters. @default the chart's name */
  readonly releaseName?: string;
  /** @default the namespace the catalog names; required for a chart reference */
  readonly namespace?: string;
  /** @default true: Helm makes the namespace when it is missing, and leaves it when the release goes */
  readonly createNamespace?: boolean;
  /** Values that win over everything else: deep merge for objects, lists replace, null drops a default. */
  readonly values?: HelmValues;
  /** Values of a construct that wraps the chart; the user's `values` win over them. @default none */
  readonly baseValues?: HelmValues;
  /**
   * Paths in `baseValues` that wire the release to other resources. A user who overrides one gets a warning.
   * @default none
   */
  readonly wiredPaths?: readonly string[];
  /**
   * Secret values by path (`admin.password`; write `\\.` for a dot inside a key). Each must be a reference to a
   * sensitive variable, a data source or a resource, never a literal. They stay out of `values`, the plan hides
   * them, but the state holds them unless `sensitiveValuesRevision` is given.
   * @default none
   */
  readonly sensitiveValues?: Readonly<Record<string, string>>;
  /**
   * Sends `sensitiveValues` as write-only arguments that never reach the state (Terraform 1.11 or newer). Raise
   * the number to send changed values.
   * @default secret values are kept, marked sensitive, in the state
   */
  readonly sensitiveValuesRevision?: number;
  /** Credentials of the repository; the password must be a reference. @default anonymous */
  readonly repositoryCredentials?: { readonly username: string; readonly password: string };
  /** @default true: a failed install is removed and a failed upgrade rolled back */
  readonly atomic?: boolean;
  /** @default true: waits until all objects and jobs are ready */
  readonly wait?: boolean;
  /** @default true: objects made by a failed upgrade are removed */
  readonly cleanupOnFail?: boolean;
  /** Time for each Helm operation. @default 600 */
  readonly timeoutSeconds?: number;
  /** Revisions Helm keeps to roll back to, 1 to 256. @default 10 */
  readonly historyLimit?: number;
  /** @default false: custom resource definitions in the chart's `crds` folder are installed */
  readonly skipCrds?: boolean;
  /** What must exist before, beside the cluster itself. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * A Helm release: pinned, atomic, waited for, and made only once the cluster can run it.
 *
 *     new HelmRelease(this, "CertManager", {
 *       cluster,
 *       chart: "cert-manager",
 *       values: { crds: { enabled: true } },
 *     });
 *
 * @throws ConfigError `unknown-chart`, `retired-chart`, `missing-version`, `unpinned-version`,
 * `missing-namespace`, `invalid-name`, `invalid-repository`, `insecure-repository`, `atomic-needs-wait`, `out-of-range`,
 * `literal-secret`, `kubernetes-version`, `duplicate-release`
 */
export class HelmRelease extends Construct implements ITerraformDependable {
  readonly releaseName: string;
  readonly namespace: string;
  /** Repository, name and version in use. */
  readonly chart: ChartReference;
  /** The values as they are sent, after all merges. Secret values are not among them. */
  readonly values: HelmValues;
  /** The helm_release, for overrides that no prop covers. */
  readonly resource: Release;
  /** Address in Terraform: a release can stand wherever something to depend on is asked for. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: HelmReleaseProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "HelmReleaseProps", (problems) =>
      resolveHelmRelease(props, problems),
    );
    registerRelease(this, props.cluster, config.namespace, config.releaseName);

    this.releaseName = config.releaseName;
    this.namespace = config.namespace;
    this.chart = config.chart;
    this.values = mergeValues(props.baseValues, props.values);
    this.resource = new Release(this, "Resource", {
      provider: props.cluster.helmProvider,
      dependsOn: orNone([...props.cluster.ready, ...(props.dependsOn ?? [])]),
      name: config.releaseName,
      namespace: config.namespace,
      createNamespace: config.createNamespace,
      chart: config.chart.name,
      repository: config.chart.repository,
      // A local chart is identified by its folder; its own Chart.yaml holds the version.
      version: config.chart.repository === undefined ? undefined : config.chart.version,
      repositoryUsername: props.repositoryCredentials?.username,
      repositoryPassword: props.repositoryCredentials?.password,
      values: Object.keys(this.values).length > 0 ? [renderValues(this.values)] : undefined,
      ...config.sensitive,
      atomic: config.atomic,
      wait: config.wait,
      waitForJobs: config.wait,
      cleanupOnFail: config.cleanupOnFail,
      timeout: config.timeoutSeconds,
      maxHistory: config.historyLimit,
      skipCrds: config.skipCrds,
    });
    this.fqn = this.resource.fqn;
    this.warnOfOverrides(props);
  }

  /** Makes the release wait for something that was made after it. */
  waitFor(...dependencies: readonly ITerraformDependable[]): void {
    this.resource.dependsOn = [...(this.resource.dependsOn ?? []), ...dependencies.map(dependable)];
  }

  private warnOfOverrides(props: HelmReleaseProps): void {
    const wired = new Set(props.wiredPaths ?? []);
    const lost = overriddenPaths(props.baseValues ?? {}, props.values ?? {}).filter((path) =>
      wired.has(path),
    );
    if (lost.length > 0) {
      Annotations.of(this).addWarning(
        `[overridden-wiring] values override ${lost.join(", ")}, which Slipway sets to connect this release ` +
          "with other resources; the release keeps your value",
      );
    }
  }
}

/** An empty list would be written as `depends_on = []`, noise in every review. */
function orNone<T>(items: T[]): T[] | undefined {
  return items.length > 0 ? items : undefined;
}
