import { podAnnotationScraping } from "../../../../constructs/observability/pod-annotation-scraping";
import type { MonitoringProps } from "../../../../constructs/workload/monitoring/monitoring-props";
import { resolveScrape, type Scrape, scraping } from "../../../../constructs/workload/monitoring/scraping";
import { Problems } from "../../../../lib/core/errors";
import { checked } from "../../../support/fake-keda";
import { codes } from "../../../support/synth";

const SELECTOR = { "app.kubernetes.io/name": "users" };
const CONTEXT = {
  name: "users",
  namespace: "shop",
  selector: SELECTOR,
  labels: { ...SELECTOR, team: "shop" },
};
const METRICS = { prometheusUrl: "http://prometheus:9090", namespace: "monitoring", dependencies: [] };
const PORTS = { http: 3000, metrics: 9090 };
const WORKLOAD = { services: ["users"] };
const SCRAPE: Scrape = { port: "metrics", number: 9090, path: "/metrics", intervalSeconds: undefined };

function resolve(scrape: MonitoringProps["scrape"], ports: Readonly<Record<string, number>> = PORTS) {
  const problems = new Problems();
  return { scrape: resolveScrape(scrape, ports, problems), codes: codes(problems.all) };
}

describe("resolveScrape", () => {
  it.each<[string, MonitoringProps["scrape"], Readonly<Record<string, number>>, Scrape | undefined]>([
    ["/metrics of the port called metrics", undefined, PORTS, SCRAPE],
    ["nothing without such a port", undefined, { http: 3000 }, undefined],
    ["nothing where it is switched off", "none", PORTS, undefined],
    [
      "another port, path and pace",
      { port: "http", path: "/internal/metrics", intervalSeconds: 90 },
      PORTS,
      { port: "http", number: 3000, path: "/internal/metrics", intervalSeconds: 90 },
    ],
  ])("reads %s", (_, scrape, ports, expected) => {
    expect(resolve(scrape, ports)).toEqual({ scrape: expected, codes: [] });
  });

  it.each<[string, MonitoringProps["scrape"], Readonly<Record<string, number>>, readonly string[]]>([
    ["a port nobody has", { port: "metric" }, PORTS, ["port unknown-port"]],
    ["options without the port called metrics", { path: "/m" }, { http: 3000 }, ["port unknown-port"]],
    ["a path without a slash", { path: "metrics" }, PORTS, ["path invalid-path"]],
    ["a path with a query", { path: "/metrics?full=1" }, PORTS, ["path invalid-path"]],
    ["a pace of nothing", { intervalSeconds: 0 }, PORTS, ["intervalSeconds out-of-range"]],
    ["a pace of milliseconds", { intervalSeconds: 15_000 }, PORTS, ["intervalSeconds out-of-range"]],
    ["a word", "off" as never, PORTS, [" unknown-option"]],
  ])("refuses %s", (_, scrape, ports, expected) => {
    expect(resolve(scrape, ports).codes).toEqual(expected);
  });
});

describe("scraping", () => {
  it("reads what one Service leads to by a ServiceMonitor", () => {
    const { manifests = [], podAnnotations } = scraping(SCRAPE, CONTEXT, WORKLOAD, METRICS);
    expect(podAnnotations).toBeUndefined();
    expect(manifests.map(checked)).toEqual([
      {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "ServiceMonitor",
        metadata: { name: "users", namespace: "shop", labels: CONTEXT.labels },
        spec: {
          selector: { matchLabels: SELECTOR },
          endpoints: [{ port: "metrics", path: "/metrics" }],
        },
      },
    ]);
  });

  it.each<[string, readonly string[]]>([
    ["no Service leads to", []],
    ["several Services lead to, which would be read several times", ["users", "users-preview"]],
  ])("reads what %s by a PodMonitor, with the same labels", (_, services) => {
    const { manifests = [] } = scraping(SCRAPE, CONTEXT, { services }, METRICS);
    expect(manifests.map(checked)).toMatchObject([
      {
        kind: "PodMonitor",
        metadata: { name: "users", namespace: "shop", labels: CONTEXT.labels },
        spec: {
          selector: { matchLabels: SELECTOR },
          podMetricsEndpoints: [
            {
              port: "metrics",
              path: "/metrics",
              relabelings: [
                { targetLabel: "service", replacement: "users" },
                { targetLabel: "job", replacement: "users" },
              ],
            },
          ],
        },
      },
    ]);
  });

  it("reads at the pace it is told", () => {
    const scrape = { ...SCRAPE, intervalSeconds: 90 };
    const intervals = [["users"], []].flatMap((services) => {
      const { manifests = [] } = scraping(scrape, CONTEXT, { services }, METRICS);
      return manifests.map((manifest) => /"interval":"(\w+)"/.exec(JSON.stringify(checked(manifest)))?.[1]);
    });
    expect(intervals).toEqual(["1m30s", "1m30s"]);
  });

  it("lets Prometheus through to the port and waits for its definitions", () => {
    const { ingress, dependsOn } = scraping(SCRAPE, CONTEXT, WORKLOAD, METRICS);
    expect(dependsOn).toBe(METRICS.dependencies);
    expect(ingress).toEqual([
      {
        from: [
          {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } },
            podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } },
          },
        ],
        ports: [{ protocol: "TCP", port: 9090 }],
      },
    ]);
  });

  it("annotates the pods and lets Prometheus in where it finds them so, without objects of its operator", () => {
    const annotated = { ...METRICS, scraping: "annotations" } as const;
    const { podAnnotations } = scraping(SCRAPE, CONTEXT, WORKLOAD, undefined);
    const { ingress } = scraping(SCRAPE, CONTEXT, WORKLOAD, METRICS);
    expect(scraping(SCRAPE, CONTEXT, WORKLOAD, annotated)).toEqual({ podAnnotations, ingress });
    const monitored = { ...METRICS, scraping: "monitors" } as const;
    expect(scraping(SCRAPE, CONTEXT, WORKLOAD, monitored)).toEqual(
      scraping(SCRAPE, CONTEXT, WORKLOAD, METRICS),
    );
  });

  it("annotates the pods where there is no Prometheus, as a scrape of annotated pods reads it", () => {
    const contribution = scraping(SCRAPE, CONTEXT, WORKLOAD, undefined);
    expect(contribution).toEqual({
      podAnnotations: {
        "prometheus.io/scrape": "true",
        "prometheus.io/path": "/metrics",
        "prometheus.io/port": "9090",
      },
    });
    const read = podAnnotationScraping().relabel_configs.flatMap(({ source_labels }) => source_labels ?? []);
    const written = Object.keys(contribution.podAnnotations ?? {});
    expect(read).toEqual(
      expect.arrayContaining(
        written.map((one) => `__meta_kubernetes_pod_annotation_${one.replace(/[^a-z]/g, "_")}`),
      ),
    );
  });
});
