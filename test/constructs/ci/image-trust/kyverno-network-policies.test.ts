import { kyvernoNetworkPolicies } from "../../../../constructs/ci/image-trust/kyverno-network-policies";
import { coreProblems } from "../../../support/core-kinds";

const ALL = [
  "admission-controller",
  "background-controller",
  "cleanup-controller",
  "reports-controller",
] as const;

function portsOf(metrics: boolean): Record<string, unknown> {
  return Object.fromEntries(
    kyvernoNetworkPolicies("kyverno", ALL, metrics).map(({ metadata, spec }) => [
      metadata.name,
      (spec as { ingress: { ports: { port: number }[] }[] }).ingress.flatMap(({ ports }) =>
        ports.map(({ port }) => port),
      ),
    ]),
  );
}

describe("kyvernoNetworkPolicies", () => {
  it("opens webhooks where there are some, and metrics", () => {
    expect(portsOf(true)).toEqual({
      "kyverno-admission-controller-ingress": [9443, 8000],
      "kyverno-background-controller-ingress": [8000],
      "kyverno-cleanup-controller-ingress": [9443, 8000],
      "kyverno-reports-controller-ingress": [8000],
    });
  });

  it("opens nothing of a controller without webhook or metrics", () => {
    expect(portsOf(false)).toMatchObject({
      "kyverno-admission-controller-ingress": [9443],
      "kyverno-reports-controller-ingress": [],
    });
    const [policy] = kyvernoNetworkPolicies("kyverno", ["reports-controller"], false);
    expect(policy?.spec).toMatchObject({ policyTypes: ["Ingress"], ingress: [] });
  });

  it("finds pods by the labels of the release", () => {
    const [policy] = kyvernoNetworkPolicies("guard", ["admission-controller"], true);
    expect(policy?.spec).toMatchObject({
      podSelector: {
        matchLabels: {
          "app.kubernetes.io/component": "admission-controller",
          "app.kubernetes.io/instance": "guard",
        },
      },
    });
  });

  it("is what Kubernetes takes", () => {
    expect(coreProblems(kyvernoNetworkPolicies("kyverno", ALL, true))).toEqual([]);
  }, 60_000);
});
