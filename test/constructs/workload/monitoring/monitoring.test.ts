import { resolveMonitoring } from "../../../../constructs/workload/monitoring/monitoring";
import type {
  MonitoredWorkload,
  MonitoringDefaults,
  MonitoringProps,
} from "../../../../constructs/workload/monitoring/monitoring-props";
import type { IWorkloadMetrics } from "../../../../constructs/workload/workload-platform";
import type { RuleFile } from "../../../../lib/core/alert-rules";
import { Problems } from "../../../../lib/core/errors";
import { checked } from "../../../support/fake-keda";
import { checkRules, describeWithPromtool } from "../../../support/promtool";
import { codes } from "../../../support/synth";

const SELECTOR = { "app.kubernetes.io/name": "users" };
const CONTEXT = {
  name: "users",
  namespace: "shop",
  selector: SELECTOR,
  labels: { ...SELECTOR, team: "shop" },
};
const METRICS: IWorkloadMetrics = {
  prometheusUrl: "http://prometheus:9090",
  namespace: "monitoring",
  dependencies: [],
};
const SERVICE: MonitoredWorkload = {
  ports: { http: 3000, metrics: 9090 },
  port: { name: "http", number: 3000 },
  services: ["users"],
};
const WORKER: MonitoredWorkload = { ports: { metrics: 9090 }, port: undefined, services: [] };

interface Given {
  readonly props?: MonitoringProps;
  readonly metrics?: IWorkloadMetrics | undefined;
  readonly monitoring?: MonitoringDefaults;
  readonly workload?: MonitoredWorkload;
}

function resolve(given: Given = {}) {
  const { props, metrics, monitoring, workload = SERVICE } = { metrics: METRICS, ...given };
  const problems = new Problems();
  const contribution = resolveMonitoring(props, CONTEXT, { metrics, monitoring }, workload, problems);
  return { contribution, codes: codes(problems.all), kinds: contribution.manifests?.map(({ kind }) => kind) };
}

function rulesOf(given: Given): RuleFile {
  const { contribution, codes } = resolve(given);
  expect(codes).toEqual([]);
  const rule = contribution.manifests?.find(({ kind }) => kind === "PrometheusRule");
  return rule?.spec as unknown as RuleFile;
}

function objectivesOf(given: Given): readonly string[] {
  const { groups } = rulesOf(given);
  return groups.flatMap(({ rules }) =>
    rules.flatMap(({ record, expr }) => (record === "slo:objective:ratio" ? [expr] : [])),
  );
}

describe("resolveMonitoring", () => {
  it("reads the metrics of a service and watches what it promises", () => {
    const { contribution, codes, kinds } = resolve();
    expect(codes).toEqual([]);
    expect(kinds).toEqual(["ServiceMonitor", "PrometheusRule"]);
    for (const manifest of contribution.manifests ?? []) {
      expect(checked(manifest).metadata).toEqual({
        name: "users",
        namespace: "shop",
        labels: CONTEXT.labels,
      });
    }
    expect(contribution.ingress).toHaveLength(1);
    expect(contribution.dependsOn).toBe(METRICS.dependencies);
  });

  it.each<[string, Given, readonly string[] | undefined]>([
    ["nothing of a workload without metrics", { workload: { ...SERVICE, ports: { http: 3000 } } }, undefined],
    ["nothing where it is switched off", { props: { scrape: "none" } }, undefined],
    ["a worker, which promises nothing", { workload: WORKER }, ["PodMonitor"]],
    ["a service that promises nothing", { props: { objectives: "none" } }, ["ServiceMonitor"]],
    [
      "services of a platform that promise nothing",
      { monitoring: { objectives: "none" } },
      ["ServiceMonitor"],
    ],
    [
      "a service that promises something where others do not",
      { monitoring: { objectives: "none" }, props: { objectives: {} } },
      ["ServiceMonitor", "PrometheusRule"],
    ],
    [
      "a service that leaves out both promises",
      { props: { objectives: { availabilityPercent: "none", latencyMs: "none" } } },
      ["ServiceMonitor"],
    ],
    ["annotated pods alone without Prometheus", { metrics: undefined }, undefined],
  ])("watches %s", (_, given, expected) => {
    expect(resolve(given)).toMatchObject({ kinds: expected, codes: [] });
  });

  it("annotates pods where the platform has no Prometheus", () => {
    expect(resolve({ metrics: undefined }).contribution).toEqual({
      podAnnotations: expect.objectContaining({ "prometheus.io/scrape": "true" }),
    });
  });

  it("watches annotated pods by the same rules, which wait for their definition", () => {
    const metrics: IWorkloadMetrics = { ...METRICS, scraping: "annotations" };
    const { contribution, kinds, codes } = resolve({ metrics });
    expect({ kinds, codes }).toEqual({ kinds: ["PrometheusRule"], codes: [] });
    expect(contribution.podAnnotations).toMatchObject({ "prometheus.io/port": "9090" });
    expect(contribution.ingress).toHaveLength(1);
    expect(contribution.dependsOn).toBe(METRICS.dependencies);
    expect(rulesOf({ metrics })).toEqual(rulesOf({}));
    const { dependsOn } = resolve({ metrics, props: { objectives: "none" } }).contribution;
    expect(dependsOn).toBeUndefined();
  });

  it("takes what the service promises over what the platform says, one by one", () => {
    const monitoring = { objectives: { availabilityPercent: 99, latencyPercent: 90 } };
    expect(objectivesOf({ monitoring })).toEqual(["vector(0.99)", "vector(0.9)"]);
    const props: MonitoringProps = { objectives: { availabilityPercent: 99.95, latencyPercent: undefined } };
    expect(objectivesOf({ monitoring, props })).toEqual(["vector(0.9995)", "vector(0.9)"]);
  });

  it("looks as long as metrics are kept", () => {
    const metrics = { ...METRICS, retentionDays: 20 };
    expect(JSON.stringify(rulesOf({ metrics }))).toContain("[20d]");
    const props = { objectives: { windowDays: 21 } };
    expect(resolve({ metrics, props }).codes).toEqual(["objectives.windowDays slo-beyond-retention"]);
    expect(resolve({ metrics: undefined, props }).codes).toEqual([]);
  });

  it("leads to pages and dashboards by their addresses, or by their paths", () => {
    const annotations = (monitoring?: MonitoringDefaults) =>
      rulesOf({ monitoring }).groups.flatMap(({ rules }) =>
        rules.flatMap(({ annotations }) => (annotations ? [annotations] : [])),
      );
    expect(annotations()[0]).toMatchObject({
      runbook: "docs/runbooks/ErrorBudgetBurnFast.md",
      dashboard: "/d/slipway-microservice?var-namespace=shop&var-service=users",
    });
    const addresses = {
      runbookBaseUrl: "https://example.com/runbooks",
      dashboardBaseUrl: "https://grafana.example.com",
    };
    expect(annotations(addresses)[0]).toMatchObject({
      runbook_url: "https://example.com/runbooks/ErrorBudgetBurnFast.md",
      dashboard_url:
        "https://grafana.example.com/d/slipway-microservice?var-namespace=shop&var-service=users",
    });
  });

  it.each<[string, Given, readonly string[]]>([
    ["a port nobody has", { props: { scrape: { port: "m" } } }, ["scrape.port unknown-port"]],
    [
      "promises of a worker",
      { workload: WORKER, props: { objectives: {} } },
      ["objectives nothing-to-measure"],
    ],
    [
      "promises without metrics",
      { props: { scrape: "none", objectives: { latencyMs: 250 } } },
      ["objectives nothing-to-measure"],
    ],
    [
      "a promise nobody can keep, also where no Prometheus is",
      { metrics: undefined, props: { objectives: { availabilityPercent: 100 } } },
      ["objectives.availabilityPercent invalid-objective"],
    ],
    ["a word", { props: { objectives: "off" as never } }, ["objectives unknown-option"]],
    [
      "addresses that are none",
      { monitoring: { runbookBaseUrl: "runbooks", dashboardBaseUrl: "https://grafana.example.com/" } },
      ["runbookBaseUrl invalid-url", "dashboardBaseUrl invalid-url"],
    ],
  ])("refuses %s", (_, given, expected) => {
    expect(resolve(given).codes).toEqual(expected);
  });
});

describeWithPromtool("rules of a service", () => {
  it("are rules Prometheus takes as they are rendered", () => {
    checkRules(rulesOf({}));
    checkRules(rulesOf({ props: { objectives: { names: "opentelemetry", latencyMs: 1000 } } }));
  });
});
