import type { JsonObject } from "../../lib/core/render";

/** What decides which ports of KEDA are open. */
export interface KedaNetworkConfig {
  readonly metricsServer: boolean;
  readonly admissionWebhooks: boolean;
  readonly metrics: boolean;
}

/** Ports KEDA's components serve. Source: KEDA, "Deploying KEDA", ports; values.yaml of the chart. */
const PORTS = { operator: 9666, metricsServer: 6443, admissionWebhooks: 9443, prometheus: 8080 };

/** Values of the `app` label of each component's pods, as the chart sets them. */
export const KEDA_APPS = {
  operator: "keda-operator",
  metricsServer: "keda-operator-metrics-apiserver",
  admissionWebhooks: "keda-admission-webhooks",
} as const;

/**
 * NetworkPolicies that let in only what KEDA serves: the operator answers the metrics server, metrics server and
 * webhooks answer the API server, whose addresses Kubernetes has no selector for, and metrics may be scraped.
 * What goes out is free, because scalers ask whatever event source they are given.
 *
 * The chart's own policies are not used: those of its flavor `kubernetes` let pods reach, and be reached by, pods
 * only. The API server of EKS is none, nor is any AWS service.
 */
export function kedaNetworkPolicies(config: KedaNetworkConfig): readonly JsonObject[] {
  const scraping = config.metrics ? [from(PORTS.prometheus)] : [];
  const metricsServer = { podSelector: { matchLabels: { app: KEDA_APPS.metricsServer } } };
  return [
    policy(KEDA_APPS.operator, [
      ...(config.metricsServer ? [from(PORTS.operator, metricsServer)] : []),
      ...scraping,
    ]),
    ...(config.metricsServer
      ? [policy(KEDA_APPS.metricsServer, [from(PORTS.metricsServer), ...scraping])]
      : []),
    ...(config.admissionWebhooks
      ? [policy(KEDA_APPS.admissionWebhooks, [from(PORTS.admissionWebhooks), ...scraping])]
      : []),
  ];
}

function policy(app: string, ingress: readonly JsonObject[]): JsonObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    // Not the name of the chart's own policy, so that both may stand side by side.
    metadata: { name: `${app}-ingress` },
    spec: { podSelector: { matchLabels: { app } }, policyTypes: ["Ingress"], ingress },
  };
}

/** Lets a port be reached from pods that match, from everywhere where none are named. */
function from(port: number, pods?: JsonObject): JsonObject {
  return { ...(pods !== undefined && { from: [pods] }), ports: [{ protocol: "TCP", port }] };
}
