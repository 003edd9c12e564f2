import type { JsonObject } from "../../../lib/core/render";

/**
 * NetworkPolicies for the replicated Redis, which the chart leaves open: its own policies cover the components of
 * Argo CD and the single Redis only. Redis answers its proxy and its peers, the proxy answers Argo CD.
 *
 * Labels and ports: templates and values.yaml of the redis-ha chart, which Argo CD's chart carries.
 */
export function redisNetworkPolicies(releaseName: string, metrics: boolean): readonly JsonObject[] {
  const redis = { app: "redis-ha", release: releaseName };
  const proxy = { app: "redis-ha-haproxy", release: releaseName };
  return [
    policy("argocd-redis-ha-ingress", redis, [
      { from: [pods(redis), pods(proxy)], ports: [tcp(6379), tcp(26_379)] },
    ]),
    policy("argocd-redis-ha-haproxy-ingress", proxy, [
      { from: [pods({ "app.kubernetes.io/instance": releaseName })], ports: [tcp(6379)] },
      ...(metrics ? [{ ports: [tcp(9101)] }] : []),
    ]),
  ];
}

function policy(name: string, matchLabels: JsonObject, ingress: readonly JsonObject[]): JsonObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name },
    spec: { podSelector: { matchLabels }, policyTypes: ["Ingress"], ingress },
  };
}

function pods(matchLabels: JsonObject): JsonObject {
  return { podSelector: { matchLabels } };
}

function tcp(port: number): JsonObject {
  return { protocol: "TCP", port };
}
