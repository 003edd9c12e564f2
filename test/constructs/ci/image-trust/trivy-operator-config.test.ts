import { TerraformStack, Testing } from "cdktf";
import type { TrivyOperatorProps } from "../../../../constructs/ci/image-trust/trivy-operator";
import { resolveTrivyOperator } from "../../../../constructs/ci/image-trust/trivy-operator-config";
import { KubeconfigCluster } from "../../../../constructs/cluster/kubeconfig-cluster";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function resolve(options: Partial<TrivyOperatorProps> = {}) {
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
  const problems = new Problems();
  return { config: resolveTrivyOperator({ cluster, ...options }, problems), problems: codes(problems.all) };
}

describe("resolveTrivyOperator", () => {
  it("fills every default", () => {
    const { config, problems } = resolve();
    expect(problems).toEqual([]);
    expect(config).toMatchObject({
      releaseName: "trivy-operator",
      namespace: "trivy-system",
      scanners: ["vulnerabilities", "exposed-secrets", "config-audit", "rbac"],
      severities: ["HIGH", "CRITICAL"],
      ignoreUnfixed: false,
      reportTtlHours: 24,
      concurrentScans: 5,
      scanTimeoutSeconds: 300,
      databaseServer: false,
      readPullSecrets: false,
      serviceMonitors: false,
    });
  });

  it.each<[string, Partial<TrivyOperatorProps>, string[]]>([
    ["no scanners", { scanners: [] }, ["scanners no-scanners"]],
    ["a scanner nobody knows", { scanners: ["licences" as never] }, ["scanners[0] unknown-scanner"]],
    ["no severities", { severities: [] }, ["severities no-severities"]],
    [
      "a severity nobody knows",
      { severities: ["HIGH", "high" as never] },
      ["severities[1] unknown-severity"],
    ],
    [
      "both lists of namespaces",
      { namespaces: ["a"], excludeNamespaces: ["b"] },
      ["excludeNamespaces exclude-without-all"],
    ],
    ["a namespace's name", { namespaces: ["A"] }, ["namespaces[0] invalid-name"]],
    ["a namespace of its own", { namespace: "Trivy" }, ["namespace invalid-name"]],
    ["a release's name", { releaseName: "t".repeat(54) }, ["releaseName invalid-name"]],
    [
      "numbers out of range",
      { reportTtlHours: 0, concurrentScans: 0, scanTimeoutSeconds: 29 },
      ["reportTtlHours out-of-range", "concurrentScans out-of-range", "scanTimeoutSeconds out-of-range"],
    ],
    ["resources", { resources: { limits: { cpu: "lots" } } }, ["resources.limits.cpu invalid-quantity"]],
    [
      "resources and tolerations of jobs",
      { scanJobs: { resources: { limits: { cpu: "lots" } }, tolerations: [{}] } },
      ["scanJobs.resources.limits.cpu invalid-quantity", "scanJobs.tolerations[0].key toleration-key"],
    ],
    ["tolerations", { tolerations: [{}] }, ["tolerations[0].key toleration-key"]],
    ["every repository", { pullFrom: ["*"] }, ["pullFrom[0] invalid-arn"]],
  ])("fails on %s", (_, options, expected) => {
    expect(resolve(options).problems).toEqual(expected);
  });
});
