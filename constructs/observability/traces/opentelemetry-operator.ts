import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CHARTS } from "../../../lib/core/charts";
import { type Problems, resolveOrThrow } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, HELM_RELEASE_NAME } from "../../../lib/core/names";
import { checkResources, checkWholeNumber, type ResourceRequirements } from "../../../lib/core/quantities";
import { guardStack } from "../../../lib/core/validation";
import { HelmRelease, type HelmReleaseProps } from "../../helm/helm-release";

export interface OpenTelemetryOperatorProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /**
   * Who makes the certificate of the admission webhook: Helm, anew with every upgrade and good for ten years, or
   * cert-manager, whose release then belongs into `dependsOn`.
   * @default helm
   */
  readonly certificates?: "helm" | "cert-manager";
  /** @default 1; one is the leader, the others stand by */
  readonly replicas?: number;
  /** @default false. True lets Instrumentation of Go put a privileged eBPF container beside programs */
  readonly goInstrumentation?: boolean;
  /** A ServiceMonitor; pass the PrometheusStack in `dependsOn`. @default false */
  readonly serviceMonitors?: boolean;
  /** Requests and limits of each replica. @default 100m and 128Mi requested, memory limited to 512Mi */
  readonly resources?: ResourceRequirements;
}

/** Props with every default filled. */
export type ResolvedOpenTelemetryOperator = ReturnType<typeof resolveOpenTelemetryOperator>;

/** Values of the OpenTelemetry operator chart that Slipway sets. */
export type OpenTelemetryOperatorValues = {
  readonly fullnameOverride: string;
  readonly replicaCount: number;
  readonly pdb: { readonly create: boolean };
  readonly manager: {
    readonly autoInstrumentation: { readonly go: { readonly enabled: boolean } };
    readonly resources: ResourceRequirements;
    readonly serviceMonitor: { readonly enabled: boolean };
  };
  readonly admissionWebhooks: {
    readonly certManager: { readonly enabled: boolean };
    readonly autoGenerateCert: {
      readonly enabled: boolean;
      readonly recreate?: boolean;
      readonly certPeriodDays?: number;
    };
  };
};

/**
 * Days until a certificate of Helm's ends. The chart's 365 would end between upgrades, and pods would from then on
 * start without instrumentation, silently.
 */
const CERTIFICATE_DAYS = 3650;

/**
 * The OpenTelemetry operator, which puts auto-instrumentation into pods that ask for it, and its custom resources.
 *
 *     const operator = new OpenTelemetryOperator(this, "OpenTelemetry", { cluster });
 *
 * Its webhook lets pods start without instrumentation while it is away.
 *
 * @throws ConfigError `out-of-range`, `invalid-name`, `invalid-quantity`, `request-above-limit`, and those of
 * HelmRelease
 */
export class OpenTelemetryOperator extends Construct implements ITerraformDependable {
  readonly release: HelmRelease;
  readonly namespace: string;
  /** Address of the release. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: OpenTelemetryOperatorProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "OpenTelemetryOperatorProps", (problems) =>
      resolveOpenTelemetryOperator(props, problems),
    );
    this.namespace = config.namespace;
    this.release = new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: "opentelemetry-operator",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: openTelemetryOperatorValues(config),
      wiredPaths: ["admissionWebhooks.certManager.enabled", "admissionWebhooks.autoGenerateCert.enabled"],
      dependsOn: props.dependsOn,
    });
    this.fqn = this.release.fqn;
  }
}

/** Fills defaults and reports every problem. */
export function resolveOpenTelemetryOperator(props: OpenTelemetryOperatorProps, problems: Problems) {
  const releaseName = props.releaseName ?? "opentelemetry-operator";
  const config = {
    releaseName,
    fullname: releaseName,
    namespace: props.namespace ?? CHARTS["opentelemetry-operator"].namespace,
    certificates: props.certificates ?? "helm",
    replicas: props.replicas ?? 1,
    goInstrumentation: props.goInstrumentation ?? false,
    serviceMonitors: props.serviceMonitors ?? false,
    resources: props.resources ?? {
      requests: { cpu: "100m", memory: "128Mi" },
      limits: { memory: "512Mi" },
    },
  };
  checkName(problems, "releaseName", releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkWholeNumber(problems, "replicas", config.replicas, 1, 10);
  checkResources(problems, "resources", config.resources);
  return config;
}

/** The values for a resolved configuration. */
export function openTelemetryOperatorValues(
  config: ResolvedOpenTelemetryOperator,
): OpenTelemetryOperatorValues {
  return {
    fullnameOverride: config.fullname,
    replicaCount: config.replicas,
    pdb: { create: config.replicas > 1 },
    manager: {
      autoInstrumentation: { go: { enabled: config.goInstrumentation } },
      resources: config.resources,
      serviceMonitor: { enabled: config.serviceMonitors },
    },
    admissionWebhooks:
      config.certificates === "cert-manager"
        ? { certManager: { enabled: true }, autoGenerateCert: { enabled: false } }
        : {
            certManager: { enabled: false },
            autoGenerateCert: { enabled: true, recreate: true, certPeriodDays: CERTIFICATE_DAYS },
          },
  };
}
