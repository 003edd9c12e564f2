import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { checkKnown, type Problems, resolveOrThrow } from "../../lib/core/errors";
import { checkName, HELM_RELEASE_NAME } from "../../lib/core/names";
import { checkResources, checkWholeNumber, type ResourceRequirements } from "../../lib/core/quantities";
import { isToken } from "../../lib/core/tokens";
import { guardStack } from "../../lib/core/validation";
import { HelmRelease, type HelmReleaseProps } from "../helm/helm-release";
import { httpAddOnValues, SERVICES } from "./http-add-on-values";
import { LOG_FORMATS, LOG_LEVELS } from "./keda-config";
import type { IKeda } from "./keda-interface";
import type { KedaLogLevel } from "./keda-values";
import { checkTolerations, type Toleration } from "./tolerations";

export interface HttpAddOnProps
  extends Pick<HelmReleaseProps, "version" | "releaseName" | "values" | "dependsOn" | "timeoutSeconds"> {
  /** The KEDA it belongs to, whose cluster and namespace it goes to. */
  readonly keda: IKeda;
  /**
   * Pods that take the requests. KEDA scales them between the two by the requests that wait; with two or more at
   * least, they have a pod disruption budget. @default 3 to 50, the chart's
   */
  readonly interceptorReplicas?: { readonly min?: number; readonly max?: number };
  /** Pods that tell KEDA how many requests there are. The chart has no disruption budget for them. @default 3 */
  readonly scalerReplicas?: number;
  /**
   * Requests each interceptor holds for one workload that has no ready replica; more are refused.
   * @default 0: any number, limited by the memory of the interceptors
   */
  readonly maxPendingRequests?: number;
  /** @default info */
  readonly logLevel?: KedaLogLevel;
  /** @default json */
  readonly logFormat?: "json" | "console";
  /** Requests and limits by component. @default the chart's: 250m and 20Mi requested, limited to 0.5 and 64Mi */
  readonly resources?: {
    readonly operator?: ResourceRequirements;
    readonly scaler?: ResourceRequirements;
    readonly interceptor?: ResourceRequirements;
  };
  /** Labels nodes must have to run the add-on. @default any Linux node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints the add-on's pods put up with. @default none */
  readonly tolerations?: readonly Toleration[];
}

/** What scalers ask of the add-on; one of another stack is `{ scalerAddress }`. */
export interface IHttpAddOn {
  /** Where KEDA asks for the number of requests: `keda-add-ons-http-external-scaler.keda:9090`. */
  readonly scalerAddress: string;
}

/**
 * KEDA's HTTP add-on, which scales workloads by their requests, from zero too: interceptors hold the requests until
 * somebody can answer them.
 *
 *     const addOn = new HttpAddOn(this, "HttpAddOn", { keda });
 *
 * Requests must go through `proxyAddress`. KEDA calls version 0.15 not ready for production.
 *
 * @throws ConfigError `invalid-name`, `out-of-range`, `min-above-max`, `unknown-log-level`, `unknown-log-format`,
 * `invalid-quantity`, `request-above-limit`, those of `checkTolerations`, and those of HelmRelease
 */
export class HttpAddOn extends Construct implements IHttpAddOn, ITerraformDependable {
  readonly release: HelmRelease;
  /** Namespace of the add-on, KEDA's own. */
  readonly namespace: string;
  readonly scalerAddress: string;
  /** Where requests go: `keda-add-ons-http-interceptor-proxy.keda:8080`. */
  readonly proxyAddress: string;
  /** Address of the release: what needs the definition of InterceptorRoute passes the construct in `dependsOn`. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: HttpAddOnProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "HttpAddOnProps", (problems) => resolveHttpAddOn(props, problems));
    const { cluster, namespace, dependencies } = props.keda;
    this.namespace = namespace;
    this.scalerAddress = addressOf(SERVICES.scaler, namespace);
    this.proxyAddress = addressOf(SERVICES.proxy, namespace);
    this.release = new HelmRelease(this, "Release", {
      cluster,
      chart: CHART,
      version: props.version,
      releaseName: config.releaseName,
      namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: httpAddOnValues(config),
      wiredPaths: [
        "scaler.service",
        "scaler.grpcPort",
        "interceptor.proxy.service",
        "interceptor.proxy.port",
      ],
      dependsOn: [...dependencies, ...(props.dependsOn ?? [])],
    });
    this.fqn = this.release.fqn;
  }
}

const CHART = "keda-add-ons-http";

/** The chart puts its own name before that of each Service, whatever the release is called. */
function addressOf(service: { readonly name: string; readonly port: number }, namespace: string): string {
  return `${CHART}-${service.name}.${namespace}:${service.port}`;
}

/** Fills defaults and reports every problem. */
export function resolveHttpAddOn(props: HttpAddOnProps, problems: Problems) {
  const config = {
    releaseName: props.releaseName ?? CHART,
    watchNamespace: props.keda.watchNamespace,
    interceptorReplicas: {
      min: props.interceptorReplicas?.min ?? 3,
      max: props.interceptorReplicas?.max ?? 50,
    },
    scalerReplicas: props.scalerReplicas ?? 3,
    maxPendingRequests: props.maxPendingRequests,
    logLevel: props.logLevel ?? "info",
    logFormat: props.logFormat ?? "json",
    resources: props.resources ?? {},
    nodeSelector: props.nodeSelector,
    tolerations: props.tolerations,
  };
  const { min, max } = config.interceptorReplicas;
  const replicas = problems.at("interceptorReplicas");
  checkName(problems, "releaseName", config.releaseName, HELM_RELEASE_NAME);
  checkWholeNumber(replicas, "min", min, 1, 1000);
  checkWholeNumber(replicas, "max", max, 1, 1000);
  replicas.addIf(!isToken(min) && !isToken(max) && min > max, {
    prop: "min",
    code: "min-above-max",
    rule: `there are at most ${max} interceptors`,
    value: min,
    fix: "lower min or raise max",
  });
  checkWholeNumber(problems, "scalerReplicas", config.scalerReplicas, 1, 10);
  checkWholeNumber(problems, "maxPendingRequests", config.maxPendingRequests, 0, 1_000_000);
  checkKnown(problems, "logLevel", "unknown-log-level", "log level", config.logLevel, LOG_LEVELS);
  checkKnown(problems, "logFormat", "unknown-log-format", "log format", config.logFormat, LOG_FORMATS);
  const resources = problems.at("resources");
  checkResources(resources, "operator", config.resources.operator);
  checkResources(resources, "scaler", config.resources.scaler);
  checkResources(resources, "interceptor", config.resources.interceptor);
  checkTolerations(problems, "tolerations", config.tolerations);
  return config;
}
