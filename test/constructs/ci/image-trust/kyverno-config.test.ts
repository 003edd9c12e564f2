import { TerraformStack, Testing } from "cdktf";
import type { KyvernoProps } from "../../../../constructs/ci/image-trust/kyverno";
import { resolveKyverno } from "../../../../constructs/ci/image-trust/kyverno-config";
import { KubeconfigCluster } from "../../../../constructs/cluster/kubeconfig-cluster";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function resolve(options: Partial<KyvernoProps> = {}) {
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
  const problems = new Problems();
  return { config: resolveKyverno({ cluster, ...options }, problems), problems: codes(problems.all) };
}

describe("resolveKyverno", () => {
  it("fills every default", () => {
    const { config, problems } = resolve();
    expect(problems).toEqual([]);
    expect(config).toMatchObject({
      releaseName: "kyverno",
      namespace: "kyverno",
      replicas: 3,
      controllerReplicas: 2,
      components: ["admission-controller", "reports-controller"],
      failurePolicy: "by-policy",
      networkPolicy: true,
      metrics: true,
      serviceMonitors: false,
      logFormat: "json",
      priorityClassName: "system-cluster-critical",
    });
  });

  it("takes each default back", () => {
    const { config, problems } = resolve({
      reportsController: false,
      backgroundController: true,
      cleanupController: true,
      networkPolicy: false,
      metrics: false,
      priorityClassName: "none",
    });
    expect(problems).toEqual([]);
    expect(config.components).toEqual([
      "admission-controller",
      "background-controller",
      "cleanup-controller",
    ]);
    expect(config).toMatchObject({ networkPolicy: false, metrics: false, priorityClassName: "none" });
  });

  it.each<[string, Partial<KyvernoProps>, string[]]>([
    ["no replicas", { replicas: 0 }, ["replicas out-of-range"]],
    ["half a replica", { controllerReplicas: 1.5 }, ["controllerReplicas out-of-range"]],
    ["a namespace in capitals", { namespace: "Kyverno" }, ["namespace invalid-name"]],
    ["a long release name", { releaseName: "k".repeat(54) }, ["releaseName invalid-name"]],
    ["a log format nobody knows", { logFormat: "xml" as never }, ["logFormat unknown-log-format"]],
    [
      "a failure policy nobody knows",
      { failurePolicy: "Fail" as never },
      ["failurePolicy unknown-failure-policy"],
    ],
    [
      "monitors of nothing",
      { metrics: false, serviceMonitors: true },
      ["serviceMonitors service-monitors-need-metrics"],
    ],
    ["resources of nobody", { resources: { webhook: {} } as never }, ["resources.webhook unknown-component"]],
    [
      "resources of what is off",
      { resources: { "cleanup-controller": {} } },
      ["resources.cleanup-controller component-off"],
    ],
    [
      "a quantity that is none",
      { resources: { "admission-controller": { limits: { memory: "lots" } } } },
      ["resources.admission-controller.limits.memory invalid-quantity"],
    ],
    [
      "a toleration without key",
      { tolerations: [{ effect: "NoSchedule" }] },
      ["tolerations[0].key toleration-key"],
    ],
    ["every repository", { pullFrom: ["*"] }, ["pullFrom[0] invalid-arn"]],
  ])("fails on %s", (_, options, expected) => {
    expect(resolve(options).problems).toEqual(expected);
  });

  it("reports every problem at once", () => {
    expect(resolve({ replicas: 0, namespace: "K", logFormat: "x" as never }).problems).toHaveLength(3);
  });
});
