import type { KubernetesManifest } from "../../helm/manifests";

/** Components of Kyverno, as the chart labels their pods. */
export type KyvernoComponent =
  | "admission-controller"
  | "background-controller"
  | "cleanup-controller"
  | "reports-controller";

/** Ports Kyverno serves. Source: values.yaml of the chart, webhookServer.port, server.port, metering.port. */
const PORTS = { webhook: 9443, metrics: 8000 };

const WITH_WEBHOOK: readonly KyvernoComponent[] = ["admission-controller", "cleanup-controller"];

/** Labels by which the chart tells the pods of a component from others. */
export function componentLabels(releaseName: string, component: KyvernoComponent) {
  return { "app.kubernetes.io/component": component, "app.kubernetes.io/instance": releaseName };
}

/**
 * NetworkPolicies that let in only what Kyverno serves: the API server calls webhooks, and metrics may be scraped.
 * Kubernetes has no selector for the API server, so the webhook's port is open to all. What goes out is free:
 * signatures lie in registries, keys and logs with Sigstore.
 *
 * The chart's own policies are not used: without a list of sources they open every port, and with one they keep
 * out API servers that no selector finds.
 */
export function kyvernoNetworkPolicies(
  releaseName: string,
  components: readonly KyvernoComponent[],
  metrics: boolean,
): readonly KubernetesManifest[] {
  return components.map((component) => {
    const ports = [
      ...(WITH_WEBHOOK.includes(component) ? [PORTS.webhook] : []),
      ...(metrics ? [PORTS.metrics] : []),
    ].map((port) => ({ protocol: "TCP", port }));
    return {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: `${releaseName}-${component}-ingress` },
      spec: {
        podSelector: { matchLabels: componentLabels(releaseName, component) },
        policyTypes: ["Ingress"],
        // A rule without ports would open all of them.
        ingress: ports.length > 0 ? [{ ports }] : [],
      },
    };
  });
}
