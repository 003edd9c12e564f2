import { redisNetworkPolicies } from "../../../../constructs/delivery/gitops/argo-cd-network-policies";
import type { KubernetesManifest } from "../../../../constructs/helm";
import { coreProblems } from "../../../support/core-kinds";

describe("redisNetworkPolicies", () => {
  it("makes objects Kubernetes accepts", () => {
    expect(coreProblems(redisNetworkPolicies("argocd", true) as readonly KubernetesManifest[])).toEqual([]);
  }, 60_000);

  it("lets only peers and the proxy reach Redis, and only Argo CD the proxy", () => {
    const [redis, proxy] = redisNetworkPolicies("argocd", false);
    expect(redis?.spec).toMatchObject({
      podSelector: { matchLabels: { app: "redis-ha", release: "argocd" } },
      ingress: [
        {
          from: [
            { podSelector: { matchLabels: { app: "redis-ha", release: "argocd" } } },
            { podSelector: { matchLabels: { app: "redis-ha-haproxy", release: "argocd" } } },
          ],
        },
      ],
    });
    expect(proxy?.spec).toEqual({
      podSelector: { matchLabels: { app: "redis-ha-haproxy", release: "argocd" } },
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { "app.kubernetes.io/instance": "argocd" } } }],
          ports: [{ protocol: "TCP", port: 6379 }],
        },
      ],
    });
  });

  it("opens the proxy's metrics only where there are some", () => {
    expect(JSON.stringify(redisNetworkPolicies("argocd", true))).toContain("9101");
    expect(JSON.stringify(redisNetworkPolicies("argocd", false))).not.toContain("9101");
  });
});
