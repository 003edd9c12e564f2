type Relabeling = {
  readonly source_labels?: readonly string[];
  readonly action: string;
  readonly regex?: string;
  readonly replacement?: string;
  readonly target_label?: string;
};

/** A scrape job that finds pods, as Prometheus takes it. */
export type PodScrapeConfig = {
  readonly job_name: string;
  readonly kubernetes_sd_configs: readonly { readonly role: string }[];
  readonly relabel_configs: readonly Relabeling[];
};

const POD = "__meta_kubernetes_pod";

/**
 * The scrape job for pods annotated `prometheus.io/scrape: "true"`, with `prometheus.io/path` and
 * `prometheus.io/port` where they differ from `/metrics` and the container's port. Pod labels become labels of the
 * series, next to `kubernetes_namespace` and `kubernetes_pod_name`. `namespace`, `pod` and, from the label
 * `app.kubernetes.io/name`, `service` are those a monitor sets, so that rules and dashboards see no difference.
 */
export function podAnnotationScraping(): PodScrapeConfig {
  return {
    job_name: "kubernetes-pods",
    kubernetes_sd_configs: [{ role: "pod" }],
    relabel_configs: [
      { source_labels: [`${POD}_annotation_prometheus_io_scrape`], action: "keep", regex: "true" },
      {
        source_labels: [`${POD}_annotation_prometheus_io_path`],
        action: "replace",
        target_label: "__metrics_path__",
        regex: "(.+)",
      },
      {
        source_labels: ["__address__", `${POD}_annotation_prometheus_io_port`],
        action: "replace",
        regex: "([^:]+)(?::\\d+)?;(\\d+)",
        replacement: "$1:$2",
        target_label: "__address__",
      },
      { action: "labelmap", regex: `${POD}_label_(.+)` },
      {
        source_labels: ["__meta_kubernetes_namespace"],
        action: "replace",
        target_label: "kubernetes_namespace",
      },
      { source_labels: [`${POD}_name`], action: "replace", target_label: "kubernetes_pod_name" },
      { source_labels: ["__meta_kubernetes_namespace"], action: "replace", target_label: "namespace" },
      { source_labels: [`${POD}_name`], action: "replace", target_label: "pod" },
      {
        source_labels: [`${POD}_label_app_kubernetes_io_name`],
        action: "replace",
        target_label: "service",
        regex: "(.+)",
      },
    ],
  };
}
