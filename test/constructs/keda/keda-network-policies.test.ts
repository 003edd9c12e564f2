import { kedaNetworkPolicies } from "../../../constructs/keda/keda-network-policies";

const ALL = { metricsServer: true, admissionWebhooks: true, metrics: true };

describe("kedaNetworkPolicies", () => {
  it("opens what each component serves, to everybody where the API server is the caller", () => {
    const port = (number: number) => ({ ports: [{ protocol: "TCP", port: number }] });
    const metricsServer = { podSelector: { matchLabels: { app: "keda-operator-metrics-apiserver" } } };
    expect(kedaNetworkPolicies(ALL)).toMatchObject([
      {
        metadata: { name: "keda-operator-ingress" },
        spec: {
          podSelector: { matchLabels: { app: "keda-operator" } },
          ingress: [{ from: [metricsServer], ...port(9666) }, port(8080)],
        },
      },
      {
        metadata: { name: "keda-operator-metrics-apiserver-ingress" },
        spec: { ...metricsServer, ingress: [port(6443), port(8080)] },
      },
      {
        metadata: { name: "keda-admission-webhooks-ingress" },
        spec: {
          podSelector: { matchLabels: { app: "keda-admission-webhooks" } },
          ingress: [port(9443), port(8080)],
        },
      },
    ]);
    expect(JSON.stringify(kedaNetworkPolicies(ALL)).match(/"from"/g)).toHaveLength(1);
  });

  it("never restricts what goes out: scalers ask any event source", () => {
    for (const policy of kedaNetworkPolicies(ALL)) {
      expect(policy.spec).toMatchObject({ policyTypes: ["Ingress"] });
      expect(policy.spec).not.toHaveProperty("egress");
    }
  });

  it("opens nothing for what is switched off", () => {
    const off = { metricsServer: false, admissionWebhooks: false, metrics: false };
    expect(kedaNetworkPolicies(off)).toMatchObject([
      { metadata: { name: "keda-operator-ingress" }, spec: { ingress: [] } },
    ]);
    expect(kedaNetworkPolicies(off)).toHaveLength(1);
  });
});
