import { parser as logql } from "@grafana/lezer-logql";
import { parser as promql } from "@prometheus-io/lezer-promql";
import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import { LogCollector } from "../../../../constructs/observability";
import type { TraceCollectorProps } from "../../../../constructs/observability/traces";
import {
  exemplarTraceIdDestinations,
  SPAN_METRICS,
  traceDataSource,
  traceDerivedFields,
} from "../../../../constructs/observability/traces";
import { traceCollectorConfig } from "../../../../constructs/observability/traces/collector-pipelines";
import { chartKeys, misfits } from "../../../support/chart-keys";
import { FOREIGN_STORE, resolvedCollector } from "../../../support/trace-collectors";

const LINKED = { lokiUid: "loki", prometheusUid: "prometheus" };

/** Whether a parser finds an error in a text. */
function broken(parser: typeof promql | typeof logql, text: string): boolean {
  let found = false;
  parser.parse(text).iterate({
    enter: ({ type }) => {
      found ||= type.isError;
    },
  });
  return found;
}

/** Configuration of a log collector as it is by default. */
function logCollectorValues(): string {
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  const loki = { pushUrl: "http://loki", queryUrl: "http://loki", multiTenant: false };
  const { values } = new LogCollector(stack, "Logs", { cluster, loki }).release;
  return (values as { readonly alloy: { readonly configMap: { readonly content: string } } }).alloy.configMap
    .content;
}

/** As Grafana reads it: `$$` becomes `$` at provisioning, then its variables are filled in. */
function filledIn(query: string): string {
  return query
    .replaceAll("$$", "$")
    .replaceAll(/\$\{__tags\}|\$__tags/g, 'namespace="shop"')
    .replaceAll("${__trace.traceId}", "4bf92f3577b34da6a3ce929d0e0e4736");
}

describe("traceDataSource", () => {
  it("asks the store, and links to nothing by default", () => {
    expect(traceDataSource(FOREIGN_STORE)).toEqual({
      name: "Tempo",
      uid: "tempo",
      type: "tempo",
      access: "proxy",
      url: FOREIGN_STORE.queryUrl,
      jsonData: { nodeGraph: { enabled: true } },
    });
    const jaeger = { ...FOREIGN_STORE, dataSourceType: "jaeger", dataSourceUid: "jaeger" } as const;
    expect(traceDataSource(jaeger)).toMatchObject({ name: "Jaeger", uid: "jaeger", type: "jaeger" });
    expect(traceDataSource(jaeger, { name: "Spans" }).name).toBe("Spans");
  });

  it("leads from a span to the logs of its trace by labels the log collector gives", () => {
    const link = traceDataSource(FOREIGN_STORE, LINKED).jsonData.tracesToLogsV2;
    expect(link?.datasourceUid).toBe("loki");
    const query = filledIn(link?.query ?? "");
    expect(query).toBe('{namespace="shop"} | trace_id = "4bf92f3577b34da6a3ce929d0e0e4736"');
    expect(broken(logql, query)).toBe(false);
    const alloy = logCollectorValues();
    for (const { value } of link?.tags ?? []) {
      expect(alloy).toContain(`target_label = "${value}"`);
    }
    expect(alloy).toContain('trace_id = ""');
  });

  it("finds spans by attributes the trace collector adds", () => {
    const { jsonData } = traceDataSource(FOREIGN_STORE, LINKED);
    const added = JSON.stringify(
      traceCollectorConfig(resolvedCollector(), "single").processors.k8s_attributes,
    );
    for (const { key } of jsonData.tracesToLogsV2?.tags ?? []) {
      expect(added).toContain(`"${key}"`);
    }
  });

  it("leads from a span to metrics of its service in queries that parse", () => {
    const link = traceDataSource(FOREIGN_STORE, LINKED).jsonData.tracesToMetrics;
    expect(link?.datasourceUid).toBe("prometheus");
    expect(link?.queries.length).toBeGreaterThan(0);
    for (const { query } of link?.queries ?? []) {
      expect([query, broken(promql, filledIn(query))]).toEqual([query, false]);
      expect(query.includes(SPAN_METRICS.calls) || query.includes(`${SPAN_METRICS.duration}_bucket`)).toBe(
        true,
      );
    }
  });

  it("shows a service map only where somebody makes its metrics", () => {
    expect(traceDataSource(FOREIGN_STORE, LINKED).jsonData).not.toHaveProperty("serviceMap");
    expect(traceDataSource(FOREIGN_STORE, { ...LINKED, serviceMap: true }).jsonData.serviceMap).toEqual({
      datasourceUid: "prometheus",
    });
    expect(traceDataSource(FOREIGN_STORE, { serviceMap: true }).jsonData).not.toHaveProperty("serviceMap");
  });

  it("names the tenant in a header", () => {
    expect(traceDataSource(FOREIGN_STORE, { tenant: "team-a" })).toMatchObject({
      jsonData: { httpHeaderName1: "X-Scope-OrgID" },
      secureJsonData: { httpHeaderValue1: "team-a" },
    });
  });

  it("holds nothing Helm would read as a template", () => {
    expect(JSON.stringify(traceDataSource(FOREIGN_STORE, LINKED))).not.toContain("{{");
  });
});

describe("SPAN_METRICS", () => {
  it("are the names Prometheus gives what the collector makes", () => {
    const options: Partial<TraceCollectorProps> = {};
    const connector = traceCollectorConfig(resolvedCollector(options), "single").connectors.span_metrics;
    const prefix = String(connector?.namespace).replaceAll(".", "_");
    expect(SPAN_METRICS.calls).toBe(`${prefix}_calls_total`);
    expect(connector).toMatchObject({ histogram: { unit: "s" } });
    expect(SPAN_METRICS.duration).toBe(`${prefix}_duration_seconds`);
  });
});

describe("traceDerivedFields", () => {
  it("make a link to the trace of the structured metadata of a line", () => {
    expect(traceDerivedFields(FOREIGN_STORE)).toEqual([
      {
        name: "trace_id",
        matcherType: "label",
        matcherRegex: "trace_id",
        datasourceUid: "tempo",
        url: "$${__value.raw}",
        urlDisplayLabel: "View trace",
      },
    ]);
  });
});

describe("exemplarTraceIdDestinations", () => {
  it("lead from exemplars to the trace, by a key the pinned chart offers", () => {
    const destinations = exemplarTraceIdDestinations(FOREIGN_STORE);
    expect(destinations).toMatchObject({ datasourceUid: "tempo", traceIdLabelName: "trace_id" });
    const values = { grafana: { sidecar: { datasources: { exemplarTraceIdDestinations: destinations } } } };
    expect(misfits(values, chartKeys("kube-prometheus-stack"))).toEqual([]);
  });
});
