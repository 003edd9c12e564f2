import type { JsonObject } from "../../../lib/core/render";
import type { KubernetesManifest } from "../../helm/manifests";
import { FLAGD_PROXY_LABELS, PORTS, type ResolvedOpenFeature } from "./open-feature-config";

/** Label of the operator's pods. Source: its config/manager. */
const OPERATOR_LABELS = { "control-plane": "controller-manager" };

/**
 * What the chart leaves out: a disruption budget of the operator, and NetworkPolicies. The operator answers the API
 * server, whose addresses Kubernetes has no selector for; flagd's proxy answers flagd in every namespace and whoever
 * scrapes it.
 */
export function openFeaturePolicies(
  config: Pick<ResolvedOpenFeature, "namespace" | "replicas" | "networkPolicy">,
): readonly KubernetesManifest[] {
  const { namespace } = config;
  const budget: KubernetesManifest = {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name: "open-feature-operator", namespace },
    spec: { maxUnavailable: 1, selector: { matchLabels: OPERATOR_LABELS } },
  };
  return [
    ...(config.replicas > 1 ? [budget] : []),
    ...(config.networkPolicy
      ? [
          ingress("open-feature-operator-ingress", namespace, OPERATOR_LABELS, [PORTS.webhook]),
          ingress("flagd-proxy-ingress", namespace, FLAGD_PROXY_LABELS, [PORTS.proxy, PORTS.proxyManagement]),
        ]
      : []),
  ];
}

function ingress(
  name: string,
  namespace: string,
  matchLabels: JsonObject,
  ports: readonly number[],
): KubernetesManifest {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace },
    spec: {
      podSelector: { matchLabels },
      policyTypes: ["Ingress"],
      ingress: [{ ports: ports.map((port) => ({ protocol: "TCP", port })) }],
    },
  };
}
