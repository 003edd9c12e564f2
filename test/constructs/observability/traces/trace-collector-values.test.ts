import type { TraceCollectorProps } from "../../../../constructs/observability/traces";
import {
  type CollectorTier,
  traceCollectorConfig,
} from "../../../../constructs/observability/traces/collector-pipelines";
import {
  type TraceCollectorValues,
  traceCollectorValues,
} from "../../../../constructs/observability/traces/trace-collector-values";
import { chartKeys, misfits } from "../../../support/chart-keys";
import { schemaProblems } from "../../../support/chart-schemas";
import { MAXIMAL_COLLECTOR, resolvedCollector } from "../../../support/trace-collectors";

const CASES: readonly [CollectorTier, string, Partial<TraceCollectorProps>][] = [
  ["single", "no", {}],
  ["single", "all", { ...MAXIMAL_COLLECTOR, replicas: 1 }],
  ["gateway", "no", { replicas: 2 }],
  ["gateway", "scraped", { replicas: 2, serviceMonitors: true }],
  ["gateway", "all", MAXIMAL_COLLECTOR],
  ["sampling", "no", { replicas: 2 }],
  ["sampling", "all", MAXIMAL_COLLECTOR],
];

function valuesOf(tier: CollectorTier, options: Partial<TraceCollectorProps> = {}): TraceCollectorValues {
  return traceCollectorValues(resolvedCollector(options), tier);
}

/**
 * The chart's keys. What stands below `config` is the collector's own. Templates read the others without a default in
 * values.yaml: looked up at chart 0.170.0, in values.schema.json and comments of values.yaml.
 */
function keys() {
  const own = Object.entries(chartKeys("opentelemetry-collector")).filter(
    ([key]) => !key.startsWith("config."),
  );
  return {
    ...Object.fromEntries(own),
    config: "open",
    "service.clusterIP": "string",
    "podDisruptionBudget.maxUnavailable": "number",
    "ports.span-metrics": "open",
  };
}

describe("traceCollectorValues", () => {
  it.each(CASES)("sets only keys the pinned chart offers, in tier %s from %s props", (tier, _, options) => {
    expect(misfits(valuesOf(tier, options), keys())).toEqual([]);
  });

  it.each(CASES)("passes the schema of the pinned chart, in tier %s from %s props", (tier, _, options) => {
    expect(schemaProblems("opentelemetry-collector", valuesOf(tier, options))).toEqual([]);
  });

  it("fails the schema with a key the chart does not know, so that the test above can fail", () => {
    expect(schemaProblems("opentelemetry-collector", { ...valuesOf("single"), replicas: 2 })).toEqual([
      expect.stringContaining("replicas"),
    ]);
  });

  it("takes away everything the chart configures and we do not", () => {
    const chart = Object.keys(chartKeys("opentelemetry-collector"));
    const config = valuesOf("sampling").config as Record<string, Record<string, unknown>>;
    for (const kind of ["receivers", "exporters"]) {
      const theirs = chart.filter((key) => new RegExp(`^config\\.${kind}\\.[^.]+$`).test(key));
      expect(theirs.length).toBeGreaterThan(0);
      for (const key of theirs) {
        expect(config[kind]).toHaveProperty(key.slice(`config.${kind}.`.length));
      }
    }
    expect(config.service?.pipelines).toEqual({
      ...traceCollectorConfig(resolvedCollector(), "sampling").service.pipelines,
      logs: null,
      metrics: null,
    });
  });

  it("runs the receiving tier as a deployment and the sampling tier behind a headless service", () => {
    expect(valuesOf("gateway", { replicas: 3 })).toMatchObject({
      fullnameOverride: "trace-collector",
      mode: "deployment",
      replicaCount: 3,
    });
    expect(valuesOf("gateway", { replicas: 3 })).not.toHaveProperty("service");
    expect(valuesOf("sampling", { replicas: 3 })).toMatchObject({
      fullnameOverride: "trace-collector-sampling",
      mode: "statefulset",
      replicaCount: 3,
      service: { clusterIP: "None" },
    });
  });

  it.each(["single", "sampling"] as const)(
    "runs tier %s without root, privileges and a writable disk",
    (tier) => {
      expect(valuesOf(tier)).toMatchObject({
        podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ["ALL"] },
          readOnlyRootFilesystem: true,
        },
      });
    },
  );

  it("lets the receiving tier read pods and nothing else, and the sampling tier nothing", () => {
    expect(valuesOf("gateway").clusterRole?.rules.flatMap(({ verbs }) => verbs)).toEqual(
      expect.not.arrayContaining(["create", "update", "patch", "delete", "*"]),
    );
    expect(valuesOf("gateway").clusterRole?.rules.flatMap(({ resources }) => resources)).toEqual([
      "pods",
      "namespaces",
      "replicasets",
    ]);
    expect(valuesOf("gateway").serviceAccount.automountServiceAccountToken).toBe(true);
    expect(valuesOf("sampling")).not.toHaveProperty("clusterRole");
    expect(valuesOf("sampling").serviceAccount.automountServiceAccountToken).toBe(false);
  });

  it("opens the ports of OTLP only, and that of span metrics where they are served", () => {
    const { ports } = valuesOf("single");
    expect(ports).toMatchObject({
      "jaeger-compact": { enabled: false },
      "jaeger-thrift": { enabled: false },
      "jaeger-grpc": { enabled: false },
      zipkin: { enabled: false },
      "span-metrics": { enabled: true, containerPort: 8889 },
    });
    expect(valuesOf("sampling").ports).not.toHaveProperty("span-metrics");
    expect(valuesOf("single", { spanMetrics: "none" }).ports).not.toHaveProperty("span-metrics");
    expect(valuesOf("gateway", MAXIMAL_COLLECTOR).ports).not.toHaveProperty("span-metrics");
  });

  it("is monitored when asked, with the span metrics it serves", () => {
    expect(valuesOf("single").serviceMonitor).toEqual({ enabled: false });
    expect(valuesOf("single").ports.metrics).toEqual({ enabled: false });
    const monitored = valuesOf("single", { serviceMonitors: true });
    expect(monitored.ports.metrics).toEqual({ enabled: true });
    expect(monitored.serviceMonitor.metricsEndpoints).toEqual([
      { port: "metrics" },
      { port: "span-metrics" },
    ]);
    const sampling = valuesOf("sampling", { serviceMonitors: true, replicas: 2 });
    expect(sampling.serviceMonitor.metricsEndpoints).toEqual([{ port: "metrics" }]);
  });

  it("brings a secret to the tier that sends it, by reference", () => {
    const names = (tier: CollectorTier) =>
      valuesOf(tier, MAXIMAL_COLLECTOR).extraEnvs?.map(({ name }) => name);
    expect(names("gateway")).toEqual(["HEADER_METRICS__AUTHORIZATION"]);
    expect(names("sampling")).toEqual(["HEADER_VENDOR__X_API_KEY"]);
    expect(names("single")).toEqual(["HEADER_METRICS__AUTHORIZATION", "HEADER_VENDOR__X_API_KEY"]);
    expect(valuesOf("single")).not.toHaveProperty("extraEnvs");
  });

  it("spreads several replicas over zones and lets one go at a time", () => {
    expect(valuesOf("single")).not.toHaveProperty("podDisruptionBudget");
    const values = valuesOf("sampling", { replicas: 2 });
    expect(values.podDisruptionBudget).toEqual({ enabled: true, maxUnavailable: 1 });
    expect(values.topologySpreadConstraints).toEqual([
      expect.objectContaining({
        topologyKey: "topology.kubernetes.io/zone",
        labelSelector: { matchLabels: { "app.kubernetes.io/instance": "trace-collector-sampling" } },
      }),
    ]);
  });

  it("uses the distribution that has every component", () => {
    expect(valuesOf("single").image.repository).toMatch(/opentelemetry-collector-contrib$/);
  });
});
