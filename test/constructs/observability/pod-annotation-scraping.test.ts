import { podAnnotationScraping } from "../../../constructs/observability/pod-annotation-scraping";

type Labels = Record<string, string>;

/** What Prometheus makes of a pod's labels: the rules in order; undefined where the pod is not kept. */
function relabel(labels: Labels): Labels | undefined {
  const result = { ...labels };
  for (const rule of podAnnotationScraping().relabel_configs) {
    const regex = new RegExp(`^(?:${rule.regex ?? "(.*)"})$`);
    const source = (rule.source_labels ?? []).map((name) => result[name] ?? "").join(";");
    if (rule.action === "keep" && !regex.test(source)) {
      return undefined;
    }
    if (rule.action === "replace" && rule.target_label !== undefined && regex.test(source)) {
      result[rule.target_label] = source.replace(regex, rule.replacement ?? "$1");
    }
    if (rule.action === "labelmap") {
      for (const [name, value] of Object.entries(labels)) {
        const match = regex.exec(name);
        if (match?.[1] !== undefined) {
          result[match[1]] = value;
        }
      }
    }
  }
  return result;
}

const POD = {
  __address__: "10.0.0.7:3000",
  __metrics_path__: "/metrics",
  __meta_kubernetes_namespace: "shop",
  __meta_kubernetes_pod_name: "api-1",
  __meta_kubernetes_pod_label_app: "api",
  __meta_kubernetes_pod_annotation_prometheus_io_scrape: "true",
};

describe("podAnnotationScraping", () => {
  it("keeps only pods annotated to be scraped", () => {
    expect(
      relabel({ ...POD, __meta_kubernetes_pod_annotation_prometheus_io_scrape: "false" }),
    ).toBeUndefined();
    expect(relabel({ ...POD, __meta_kubernetes_pod_annotation_prometheus_io_scrape: "" })).toBeUndefined();
    expect(relabel(POD)).toBeDefined();
  });

  it("scrapes the annotated port and path", () => {
    const annotated = {
      ...POD,
      __meta_kubernetes_pod_annotation_prometheus_io_port: "9100",
      __meta_kubernetes_pod_annotation_prometheus_io_path: "/stats",
    };
    expect(relabel(annotated)).toMatchObject({ __address__: "10.0.0.7:9100", __metrics_path__: "/stats" });
  });

  it("stays with the container's port and /metrics without annotations", () => {
    expect(relabel(POD)).toMatchObject({ __address__: "10.0.0.7:3000", __metrics_path__: "/metrics" });
  });

  it("names namespace and pod, and carries the pod's labels over", () => {
    expect(relabel(POD)).toMatchObject({
      kubernetes_namespace: "shop",
      kubernetes_pod_name: "api-1",
      app: "api",
    });
  });

  it("sets the labels a monitor sets, which rules and dashboards ask by", () => {
    expect(relabel(POD)).toMatchObject({ namespace: "shop", pod: "api-1" });
    expect(relabel(POD)).not.toHaveProperty("service");
    const named = { ...POD, __meta_kubernetes_pod_label_app_kubernetes_io_name: "users" };
    expect(relabel(named)).toMatchObject({ service: "users" });
  });
});
