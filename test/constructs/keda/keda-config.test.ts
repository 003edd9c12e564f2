import type { ICluster } from "../../../constructs/cluster";
import type { KedaProps } from "../../../constructs/keda/keda";
import { resolveKeda } from "../../../constructs/keda/keda-config";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const cluster = { clusterName: "local" } as unknown as ICluster;

function problemsIn(options: Partial<KedaProps>): string[] {
  const problems = new Problems();
  resolveKeda({ cluster, ...options }, problems);
  return codes(problems.all);
}

describe("resolveKeda", () => {
  it.each([0, -1, 1.5, 11])("fails on %p replicas", (replicas) => {
    expect(problemsIn({ replicas })).toEqual(["replicas out-of-range"]);
  });

  it("fails on names Kubernetes refuses", () => {
    expect(problemsIn({ namespace: "Keda", watchNamespace: "a,b", releaseName: "_" })).toEqual([
      "releaseName invalid-name",
      "namespace invalid-name",
      "watchNamespace invalid-name",
    ]);
  });

  it("fails on a log level or format KEDA does not know", () => {
    const wrong = { logLevel: "trace", logFormat: "xml" } as unknown as Partial<KedaProps>;
    expect(problemsIn(wrong)).toEqual(["logLevel unknown-log-level", "logFormat unknown-log-format"]);
  });

  it("fails on ServiceMonitors without metrics", () => {
    expect(problemsIn({ metrics: false, serviceMonitors: true })).toEqual([
      "serviceMonitors service-monitors-need-metrics",
    ]);
  });

  it("fails on bad amounts and on requests above limits, by component", () => {
    expect(
      problemsIn({
        resources: {
          operator: { requests: { cpu: "one" } },
          metricsServer: { requests: { memory: "2Gi" }, limits: { memory: "1Gi" } },
          admissionWebhooks: { limits: { memory: "100m" } },
        },
      }),
    ).toEqual([
      "resources.operator.requests.cpu invalid-quantity",
      "resources.metricsServer.requests.memory request-above-limit",
      "resources.admissionWebhooks.limits.memory invalid-quantity",
    ]);
  });

  it("fails on permissions that are empty or allow everything", () => {
    expect(problemsIn({ permissions: [] })).toEqual(["permissions no-statements"]);
    expect(problemsIn({ permissions: [{ actions: ["sqs:*"], resources: ["*"] }] })).toEqual([
      "permissions[0].actions[0] wildcard-action",
    ]);
  });

  it("fails on an access to secrets it does not know", () => {
    const wrong = { secretAccess: "none" } as unknown as Partial<KedaProps>;
    expect(problemsIn(wrong)).toEqual(["secretAccess unknown-secret-access"]);
  });

  it("fails on service accounts Kubernetes cannot have", () => {
    expect(
      problemsIn({ serviceAccountTokens: [{ namespace: "shop.eu", serviceAccount: "orders_reader" }] }),
    ).toEqual([
      "serviceAccountTokens[0].namespace invalid-name",
      "serviceAccountTokens[0].serviceAccount invalid-name",
    ]);
  });

  it("fails on a priority class, a timeout and tolerations Kubernetes would refuse", () => {
    expect(
      problemsIn({
        priorityClassName: "Very high",
        httpTimeoutMilliseconds: 0,
        tolerations: [{ value: "x" }],
      }),
    ).toEqual([
      "priorityClassName invalid-name",
      "httpTimeoutMilliseconds out-of-range",
      "tolerations[0].key toleration-key",
    ]);
  });
});
