import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CHARTS } from "../../../lib/core/charts";
import { type Problems, resolveOrThrow } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, HELM_RELEASE_NAME } from "../../../lib/core/names";
import { checkResources, checkWholeNumber, type ResourceRequirements } from "../../../lib/core/quantities";
import { guardStack } from "../../../lib/core/validation";
import { HelmRelease, type HelmReleaseProps } from "../../helm/helm-release";
import { checkSecretKey, type SecretKey } from "../secret-key";
import { checkEndpoint } from "./endpoint";
import { jaegerValues } from "./jaeger-values";
import type { ITraceStore } from "./trace-store";

export interface JaegerProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /** Where traces are kept: in memory, lost with the pod, or in an Elasticsearch somebody else runs. */
  readonly storage: JaegerMemoryStorage | JaegerElasticsearchStorage;
  /** Requests and limits of the pod. @default 250m and 512Mi requested, memory limited to 2Gi */
  readonly resources?: ResourceRequirements;
}

/** Traces in the memory of the pod: for trying things out. */
export interface JaegerMemoryStorage {
  readonly type: "memory";
  /** The oldest traces go when there are more. */
  readonly maxTraces: number;
}

/** Traces in Elasticsearch. How long they stay is decided there, by index lifecycle management. */
export interface JaegerElasticsearchStorage {
  readonly type: "elasticsearch";
  /** `https://elasticsearch.example.com:9200` */
  readonly urls: readonly string[];
  /** User and password, each a key of a Secret in the namespace of the release. @default anonymous */
  readonly credentials?: { readonly username: SecretKey; readonly password: SecretKey };
}

/** Props with every default filled. */
export type ResolvedJaeger = ReturnType<typeof resolveJaeger>;

/**
 * Jaeger 2 in one process, for those who want its interface; Tempo is the choice where traces are to be kept.
 *
 *     const jaeger = new Jaeger(this, "Jaeger", { cluster, storage: { type: "memory", maxTraces: 50_000 } });
 *
 * The chart calls its support of Jaeger 2 experimental. It has no storage on S3 and deletes nothing from
 * Elasticsearch. There can be one in a namespace.
 *
 * @throws ConfigError `out-of-range`, `missing-urls`, `endpoint-without-scheme`, `invalid-endpoint`,
 * `literal-secret`, `missing-secret`, `invalid-name`, `invalid-quantity`, `request-above-limit`, and those of HelmRelease
 */
export class Jaeger extends Construct implements ITraceStore, ITerraformDependable {
  readonly release: HelmRelease;
  readonly namespace: string;
  readonly dataSourceType = "jaeger";
  readonly dataSourceUid = "jaeger";
  readonly otlpEndpoint: string;
  readonly queryUrl: string;
  readonly multiTenant = false;
  readonly dependencies: readonly ITerraformDependable[];
  /** Address of the release. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: JaegerProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "JaegerProps", (problems) => resolveJaeger(props, problems));
    const host = `http://${config.fullname}.${config.namespace}.svc.cluster.local`;
    this.namespace = config.namespace;
    this.otlpEndpoint = `${host}:4317`;
    this.queryUrl = `${host}:16686`;
    this.release = new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: "jaeger",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: jaegerValues(config),
      wiredPaths: ["fullnameOverride", "userconfig.extensions.jaeger_storage.backends"],
      dependsOn: props.dependsOn,
    });
    this.dependencies = [this.release];
    this.fqn = this.release.fqn;
  }
}

/** Fills defaults and reports every problem. */
export function resolveJaeger(props: JaegerProps, problems: Problems) {
  const releaseName = props.releaseName ?? "jaeger";
  const config = {
    releaseName,
    fullname: releaseName,
    namespace: props.namespace ?? CHARTS.jaeger.namespace,
    storage: props.storage,
    resources: props.resources ?? {
      requests: { cpu: "250m", memory: "512Mi" },
      limits: { memory: "2Gi" },
    },
  };
  checkName(problems, "releaseName", releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkStorage(config.storage, problems.at("storage"));
  checkResources(problems, "resources", config.resources);
  return config;
}

function checkStorage(storage: JaegerProps["storage"], problems: Problems): void {
  if (storage.type === "memory") {
    checkWholeNumber(problems, "maxTraces", storage.maxTraces, 1, 10_000_000);
    return;
  }
  problems.addIf(storage.urls.length === 0, {
    prop: "urls",
    code: "missing-urls",
    rule: "Elasticsearch is reached at one address at least",
    value: [],
    fix: "write it like https://elasticsearch.example.com:9200",
  });
  storage.urls.forEach((url, index) => {
    checkEndpoint(problems.at("urls"), `[${index}]`, url);
  });
  if (storage.credentials !== undefined) {
    checkSecretKey(problems.at("credentials"), "username", storage.credentials.username);
    checkSecretKey(problems.at("credentials"), "password", storage.credentials.password);
  }
}
