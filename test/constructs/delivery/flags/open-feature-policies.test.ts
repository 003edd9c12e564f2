import { openFeaturePolicies } from "../../../../constructs/delivery/flags/open-feature-policies";
import { coreProblems } from "../../../support/core-kinds";

const CONFIG = { namespace: "flags", replicas: 2, networkPolicy: true };

describe("openFeaturePolicies", () => {
  it("makes objects Kubernetes accepts", () => {
    expect(coreProblems(openFeaturePolicies(CONFIG))).toEqual([]);
  }, 60_000);

  it("opens the webhook, the proxy and its metrics", () => {
    const ports = openFeaturePolicies(CONFIG)
      .filter(({ kind }) => kind === "NetworkPolicy")
      .map(({ spec }) => (spec as { ingress: { ports: { port: number }[] }[] }).ingress[0]?.ports);
    expect(ports).toEqual([
      [{ protocol: "TCP", port: 9443 }],
      [
        { protocol: "TCP", port: 8015 },
        { protocol: "TCP", port: 8016 },
      ],
    ]);
  });

  it("makes a disruption budget only where a pod may go", () => {
    const kinds = (config: Parameters<typeof openFeaturePolicies>[0]) =>
      openFeaturePolicies(config).map(({ kind }) => kind);
    expect(kinds(CONFIG)).toEqual(["PodDisruptionBudget", "NetworkPolicy", "NetworkPolicy"]);
    expect(kinds({ ...CONFIG, replicas: 1 })).toEqual(["NetworkPolicy", "NetworkPolicy"]);
    expect(kinds({ ...CONFIG, replicas: 1, networkPolicy: false })).toEqual([]);
  });
});
