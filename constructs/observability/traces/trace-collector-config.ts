import { CHARTS } from "../../../lib/core/charts";
import type { Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, HELM_RELEASE_NAME } from "../../../lib/core/names";
import { checkResources, checkWholeNumber } from "../../../lib/core/quantities";
import { ifKnown, isToken } from "../../../lib/core/tokens";
import { checkTenant } from "../tenant";
import { checkEndpoint } from "./endpoint";
import { checkSecretHeaders } from "./secret-headers";
import type { TraceCollectorProps, TraceExporter } from "./trace-collector";

/** Props with every default filled. */
export type ResolvedTraceCollector = ReturnType<typeof resolveTraceCollector>;

/** Name of the exporter to the trace store, and of the one that writes metrics. */
const RESERVED = ["store", "metrics"];

/** Fills defaults and reports every problem. */
export function resolveTraceCollector(props: TraceCollectorProps, problems: Problems) {
  const releaseName = props.releaseName ?? "trace-collector";
  const namespace = props.namespace ?? CHARTS["opentelemetry-collector"].namespace;
  const samplingName = `${releaseName}-sampling`;
  const config = {
    releaseName,
    fullname: releaseName,
    samplingName,
    samplingHost: `${samplingName}.${namespace}.svc.cluster.local`,
    namespace,
    storeEndpoint: props.store.otlpEndpoint,
    tenant: props.tenant,
    samplingPercentage: props.samplingPercentage ?? 10,
    slowThresholdMilliseconds: props.slowThresholdMilliseconds ?? 500,
    keepErrors: props.keepErrors ?? true,
    decisionWaitSeconds: props.decisionWaitSeconds ?? 30,
    maxTraces: props.maxTraces ?? 50_000,
    replicas: props.replicas ?? 1,
    spanMetrics: resolveSpanMetrics(props.spanMetrics, problems),
    exporters: resolveExporters(props.exporters ?? {}, problems.at("exporters")),
    serviceMonitors: props.serviceMonitors ?? false,
    resources: props.resources ?? {
      requests: { cpu: "200m", memory: "512Mi" },
      limits: { memory: "2Gi" },
    },
  };
  checkEndpoint(problems.at("store"), "otlpEndpoint", config.storeEndpoint);
  checkTraceTenant(props, problems);
  checkSampling(config, problems);
  checkWholeNumber(problems, "replicas", config.replicas, 1, 50);
  problems.addIf(props.samplingValues !== undefined && config.replicas === 1, {
    prop: "samplingValues",
    code: "no-sampling-tier",
    rule: "with one replica there is no sampling tier whose values could be set",
    fix: "move them to values, or raise replicas",
  });
  checkNames(config, problems);
  checkResources(problems, "resources", config.resources);
  return config;
}

function resolveSpanMetrics(given: TraceCollectorProps["spanMetrics"], problems: Problems) {
  if (given === "none") {
    return given;
  }
  const at = problems.at("spanMetrics");
  const dimensions = given?.dimensions ?? [];
  dimensions.forEach((attribute, index) => {
    at.at("dimensions").addIf(!/^[A-Za-z][A-Za-z0-9._-]*$/.test(attribute), {
      prop: `[${index}]`,
      code: "invalid-attribute",
      rule: "an attribute has letters, digits, dots, dashes and underscores",
      value: attribute,
      fix: "write it like http.route",
    });
    at.at("dimensions").addIf(OWN_DIMENSIONS.has(attribute) || dimensions.indexOf(attribute) !== index, {
      prop: `[${index}]`,
      code: "duplicate-attribute",
      rule: "the attribute is a label already",
      value: attribute,
      fix: "leave it out",
    });
  });
  checkEndpoint(at.at("remoteWrite"), "endpoint", given?.remoteWrite?.endpoint);
  checkSecretHeaders(at.at("remoteWrite"), "headers", given?.remoteWrite?.headers);
  return { dimensions, remoteWrite: given?.remoteWrite };
}

/** Labels every span metric has. Source: README of the spanmetrics connector, and the namespace, which we add. */
const OWN_DIMENSIONS = new Set([
  "service.name",
  "span.name",
  "span.kind",
  "status.code",
  "collector.instance.id",
  "k8s.namespace.name",
]);

function resolveExporters(exporters: Readonly<Record<string, TraceExporter>>, problems: Problems) {
  return Object.entries(exporters).map(([name, { endpoint, protocol, headers }]) => {
    const at = problems.at(name);
    checkName(at, "", name, DNS_LABEL);
    at.addIf(RESERVED.includes(name), {
      prop: "",
      code: "reserved-name",
      rule: `${RESERVED.join(" and ")} name exporters the collector has anyway`,
      value: name,
      fix: "choose another name",
    });
    checkEndpoint(at, "endpoint", endpoint);
    checkSecretHeaders(at, "headers", headers);
    return { name, endpoint, protocol: protocol ?? ("grpc" as const), headers: headers ?? {} };
  });
}

function checkTraceTenant({ store, tenant }: TraceCollectorProps, problems: Problems): void {
  checkTenant(problems, "tenant", tenant, undefined);
  problems.addIf(store.multiTenant && tenant === undefined, {
    prop: "tenant",
    code: "missing-tenant",
    rule: "a trace store with several tenants wants to know for which one",
    fix: "name the tenant or switch multiTenant off at the store",
  });
}

/** What decides which traces are kept. */
interface Sampling {
  readonly samplingPercentage: number;
  readonly slowThresholdMilliseconds: number | "none";
  readonly decisionWaitSeconds: number;
  readonly maxTraces: number;
}

function checkSampling(config: Sampling, problems: Problems): void {
  const { slowThresholdMilliseconds: slow, decisionWaitSeconds: wait } = config;
  checkPercentage(problems, "samplingPercentage", config.samplingPercentage);
  checkWholeNumber(problems, "decisionWaitSeconds", wait, 1, 600);
  checkWholeNumber(problems, "maxTraces", config.maxTraces, 1, 10_000_000);
  if (slow === "none") {
    return;
  }
  checkWholeNumber(problems, "slowThresholdMilliseconds", slow, 1, 3_600_000);
  problems.addIf(!isToken(slow) && !isToken(wait) && slow >= wait * 1000, {
    prop: "slowThresholdMilliseconds",
    code: "slow-beyond-wait",
    rule: `a trace is decided on after decisionWaitSeconds, ${wait}, before it could show that it is slow`,
    value: slow,
    fix: "wait longer or lower the threshold",
  });
}

/** Reports a percentage below 0 or above 100 as `out-of-range`; fractions are fine. */
export function checkPercentage(problems: Problems, prop: string, percentage: number): void {
  ifKnown(percentage, (known) => {
    problems.addIf(!(known >= 0 && known <= 100), {
      prop,
      code: "out-of-range",
      rule: "a percentage is a number from 0 to 100",
      value: known,
      fix: "choose a number in that range",
    });
  });
}

interface Names {
  readonly releaseName: string;
  readonly samplingName: string;
  readonly namespace: string;
  readonly replicas: number;
}

function checkNames({ releaseName, samplingName, namespace, replicas }: Names, problems: Problems): void {
  // The longer name is the one that may not fit.
  checkName(problems, "releaseName", replicas > 1 ? samplingName : releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", namespace, DNS_LABEL);
}
