import { Fn } from "cdktf";
import { resolveNamespaceBoundary } from "../../../../constructs/workload/namespace/namespace-config";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

type Input = Parameters<typeof resolveNamespaceBoundary>[0];

function resolve(props: Partial<Input>) {
  const problems = new Problems();
  const config = resolveNamespaceBoundary({ name: "shop", kubernetesVersion: "1.36", ...props }, problems);
  return { config, codes: codes(problems.all) };
}

describe("resolveNamespaceBoundary", () => {
  it("closes a namespace that says nothing", () => {
    const { config } = resolve({});
    expect(config.labels).toMatchObject({
      "pod-security.kubernetes.io/enforce": "restricted",
      "app.kubernetes.io/managed-by": "slipway",
    });
    expect(config.quota).toMatchObject({ pods: "100" });
    expect(config.containerLimits).toHaveLength(1);
    expect(Object.keys(config.policies)).toEqual(["default-deny", "allow-dns"]);
    expect(config).toMatchObject({
      teams: [],
      defaultServiceAccountToken: "unmounted",
      deletionProtection: true,
      deletionTimeoutSeconds: 600,
    });
  });

  it("opens each part by its name", () => {
    const { config } = resolve({
      podSecurity: "none",
      quota: "none",
      containerLimits: "none",
      network: "open",
      defaultServiceAccountToken: "mounted",
      deletionProtection: false,
    });
    expect(config).toMatchObject({
      labels: { "app.kubernetes.io/managed-by": "slipway" },
      quota: undefined,
      containerLimits: undefined,
      policies: {},
      defaultServiceAccountToken: "mounted",
      deletionProtection: false,
    });
  });

  it("makes CPU limits optional in quota and limit range together, and says what they come to", () => {
    expect(resolve({}).config.cpuLimits).toBe("required");
    expect(resolve({ containerLimits: "none" }).config.cpuLimits).toBe("required");
    expect(resolve({ containerLimits: "none", quota: "none" }).config.cpuLimits).toBe("optional");
    const { config, codes } = resolve({ cpuLimits: "optional" });
    expect(codes).toEqual([]);
    expect(config.cpuLimits).toBe("optional");
    expect(JSON.stringify([config.quota, config.containerLimits])).not.toMatch(/"limits\.cpu"|"cpu":"[45]/);
  });

  it("has load balancers say whether pods are ready where it is asked for, and not by itself", () => {
    const label = ["elbv2.k8s.aws/pod-readiness-gate-inject"];
    expect(resolve({}).config.labels).not.toHaveProperty(label);
    expect(resolve({ podReadinessGates: "none" }).config.labels).not.toHaveProperty(label);
    expect(resolve({ podReadinessGates: "aws-load-balancer-controller" }).config.labels).toHaveProperty(
      label,
      "enabled",
    );
  });

  it.each<[string, Partial<Input>, string[]]>([
    [
      "settings nobody knows",
      { cpuLimits: "none" as never, podReadinessGates: "alb" as never },
      ["cpuLimits unknown-setting", "podReadinessGates unknown-setting"],
    ],
    ["a name that is none", { name: "Shop" }, ["name invalid-name"]],
    ["a namespace of Kubernetes", { name: "kube-system" }, ["name reserved-namespace"]],
    ["the namespace every cluster has", { name: "default" }, ["name reserved-namespace"]],
    [
      "labels Kubernetes would refuse",
      { labels: { "a b": "1", team: "a b" } },
      ['labels["a b"] invalid-label-key', "labels.team invalid-label-value"],
    ],
    [
      "pod security by the back door",
      { labels: { "pod-security.kubernetes.io/enforce": "privileged" } },
      ['labels["pod-security.kubernetes.io/enforce"] reserved-label'],
    ],
    [
      "another name in the label others select by",
      { labels: { "kubernetes.io/metadata.name": "billing" } },
      ['labels["kubernetes.io/metadata.name"] reserved-label'],
    ],
    ["an annotation without a key", { annotations: { "": "x" } }, ['annotations[""] invalid-label-key']],
    ["no time to go", { deletionTimeoutSeconds: 0 }, ["deletionTimeoutSeconds out-of-range"]],
  ])("fails on %s", (_, props, expected) => {
    expect(resolve(props).codes).toEqual(expected);
  });

  it("tells every problem of every part at once", () => {
    const found = resolve({
      name: "kube-shop",
      podSecurity: "strict" as never,
      quota: { pods: -1 },
      containerLimits: { max: { cpu: "much" } },
      network: { allowToNamespaces: ["B"] },
      teams: { shop: {} },
    }).codes;
    expect(found).toEqual([
      "name reserved-namespace",
      "podSecurity unknown-pod-security-level",
      "quota.pods out-of-range",
      "containerLimits.max.cpu invalid-quantity",
      "network.allowToNamespaces[0] invalid-name",
      "teams.shop no-groups",
    ]);
  });

  it("looks into no name that is known later", () => {
    expect(resolve({ name: Fn.lower("SHOP") }).codes).toEqual([]);
  });
});
