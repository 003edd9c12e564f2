import { prometheusDuration } from "../../../lib/core/alert-rules";
import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkWholeNumber } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import { ifKnown } from "../../../lib/core/tokens";
import type { KubernetesManifest } from "../../helm/manifests";
import { checkChange } from "../../observability/alerts/alert-set";
import type { WorkloadContext, WorkloadContribution } from "../extension";
import type { IWorkloadMetrics } from "../workload-platform";
import type { MonitoredWorkload, MonitoringProps } from "./monitoring-props";

/** Port that is read where nothing is said. */
const METRICS_PORT = "metrics";

/** Where metrics are read once every default is filled in. */
export interface Scrape {
  readonly port: string;
  readonly number: number;
  readonly path: string;
  readonly intervalSeconds: number | undefined;
}

/** Undefined where nothing is read. Codes: `unknown-port`, `invalid-path`, `out-of-range`, `unknown-option`. */
export function resolveScrape(
  scrape: MonitoringProps["scrape"],
  ports: MonitoredWorkload["ports"],
  problems: Problems,
): Scrape | undefined {
  if (scrape === "none" || !checkChange(problems, scrape)) {
    return undefined;
  }
  if (scrape === undefined && !(METRICS_PORT in ports)) {
    return undefined;
  }
  const { port = METRICS_PORT, path = "/metrics", intervalSeconds } = scrape ?? {};
  checkKnown(
    problems,
    "port",
    "unknown-port",
    "the port that metrics are read from",
    port,
    Object.keys(ports),
  );
  ifKnown(path, (known) => {
    problems.addIf(!/^\/[^\s?#]*$/.test(known), {
      prop: "path",
      code: "invalid-path",
      rule: "a path starts with a slash and has neither spaces nor a query",
      value: known,
      fix: "write it like /metrics",
    });
  });
  checkWholeNumber(problems, "intervalSeconds", intervalSeconds, 1, 300);
  return { port, number: ports[port] ?? 0, path, intervalSeconds };
}

type Context = Pick<WorkloadContext, "name" | "namespace" | "labels" | "selector">;

/**
 * What makes Prometheus read the metrics: a monitor, or annotations where it finds pods by them, and the way through the
 * NetworkPolicy. Where the platform has no Prometheus, annotations alone for whoever reads them.
 */
export function scraping(
  scrape: Scrape,
  context: Context,
  { services }: Pick<MonitoredWorkload, "services">,
  metrics: IWorkloadMetrics | undefined,
): WorkloadContribution {
  const podAnnotations = {
    "prometheus.io/scrape": "true",
    "prometheus.io/path": scrape.path,
    "prometheus.io/port": String(scrape.number),
  };
  if (metrics === undefined) {
    return { podAnnotations };
  }
  const ingress = [fromPrometheus(metrics.namespace, scrape.number)];
  if (metrics.scraping === "annotations") {
    return { podAnnotations, ingress };
  }
  return {
    manifests: [services.length === 1 ? serviceMonitor(scrape, context) : podMonitor(scrape, context)],
    ingress,
    dependsOn: metrics.dependencies,
  };
}

/** Series get the name of the Service as `service` and as `job`. */
function serviceMonitor(scrape: Scrape, context: Context): KubernetesManifest {
  return monitor("ServiceMonitor", context, {
    selector: { matchLabels: context.selector },
    endpoints: [endpoint(scrape)],
  });
}

/** Series get the labels they would have behind a Service, so that rules and dashboards see no difference. */
function podMonitor(scrape: Scrape, context: Context): KubernetesManifest {
  return monitor("PodMonitor", context, {
    selector: { matchLabels: context.selector },
    podMetricsEndpoints: [
      {
        ...endpoint(scrape),
        relabelings: ["service", "job"].map((targetLabel) => ({ targetLabel, replacement: context.name })),
      },
    ],
  });
}

function monitor(
  kind: "ServiceMonitor" | "PodMonitor",
  { name, namespace, labels }: Context,
  spec: JsonObject,
): KubernetesManifest {
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind,
    metadata: { name, namespace, labels },
    spec,
  };
}

function endpoint({ port, path, intervalSeconds }: Scrape): JsonObject {
  return {
    port,
    path,
    ...(intervalSeconds !== undefined && { interval: prometheusDuration(intervalSeconds) }),
  };
}

/** The operator labels the pods of every Prometheus so. */
function fromPrometheus(namespace: string, port: number): JsonObject {
  return {
    from: [
      {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
        podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } },
      },
    ],
    ports: [{ protocol: "TCP", port }],
  };
}
