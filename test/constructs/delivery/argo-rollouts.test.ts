import type { TerraformStack } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../constructs/cluster";
import { ArgoRollouts, type ArgoRolloutsProps } from "../../../constructs/delivery/argo-rollouts";
import { ConfigError } from "../../../lib/core/errors";
import { GrantingCluster } from "../../support/granting-cluster";
import { codes, problemsOf, synth } from "../../support/synth";

type Options = Partial<ArgoRolloutsProps>;

function rolloutsIn(stack: TerraformStack, options: Options = {}): ArgoRollouts {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  return new ArgoRollouts(stack, "ArgoRollouts", { cluster, ...options });
}

describe("ArgoRollouts", () => {
  it("installs the catalog's chart into its own namespace", () => {
    expect(synth((stack) => rolloutsIn(stack)).one("helm_release", "ArgoRollouts_Release")).toMatchObject({
      chart: "argo-rollouts",
      name: "argo-rollouts",
      namespace: "argo-rollouts",
    });
  });

  it("tells strategies what it was set up for, and lets them wait for it", () => {
    synth((stack) => {
      const rollouts = rolloutsIn(stack, { traffic: ["istio"] });
      expect(rollouts).toMatchObject({ controller: "argo-rollouts", traffic: ["istio"] });
      expect(rollouts.dependencies).toEqual([rollouts.release]);
      expect(rollouts.fqn).toBe(rollouts.release.fqn);
    });
  });

  it("may read load balancers where it verifies them, and carries what the cluster asks for", () => {
    const result = synth((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
      new ArgoRollouts(stack, "ArgoRollouts", { cluster, traffic: ["alb"] });
      const grant = cluster.grants["argo-rollouts-argo-rollouts"];
      expect(grant).toMatchObject({ namespace: "argo-rollouts", serviceAccount: "argo-rollouts" });
      expect(grant?.statements.flatMap(({ actions }) => actions)).toHaveLength(6);
      expect(
        grant?.statements.every(({ actions }) => actions.every((action) => /:Describe[A-Z]/.test(action))),
      ).toBe(true);
    });
    const { values, depends_on } = result.one("helm_release");
    expect(parse(values[0])).toMatchObject({
      controller: { awsVerifyTargetGroup: true },
      serviceAccount: { name: "argo-rollouts", annotations: { "example.com/role": "role-of-argo-rollouts" } },
    });
    expect(depends_on.join()).toContain("Identity-argo-rollouts");
  });

  it("says that a cluster gives no permissions, unless nothing is to be verified", () => {
    expect(codes(problemsOf((stack) => rolloutsIn(stack, { traffic: ["alb"] })))).toEqual([
      expect.stringContaining("no-workload-identity"),
    ]);
    const result = synth((stack) => rolloutsIn(stack, { traffic: ["alb"], verifyTargetGroups: false }));
    expect(parse(result.one("helm_release").values[0]).controller.awsVerifyTargetGroup).toBe(false);
  });

  it("lets the user's values win", () => {
    const values = { controller: { image: { tag: "v1.9.1" }, replicas: 4 } };
    const result = synth((stack) => rolloutsIn(stack, { values }));
    expect(parse(result.one("helm_release").values[0]).controller).toMatchObject({
      image: { tag: "v1.9.1" },
      replicas: 4,
      logging: { format: "json" },
    });
  });

  it("names every problem of its props", () => {
    const options: Options = { replicas: 0, traffic: ["gateway-api"] };
    expect(codes(problemsOf((stack) => rolloutsIn(stack, options)))).toEqual([
      "gatewayApiPlugin plugin-needed",
      "replicas out-of-range",
    ]);
  });

  it("can be that of another stack", () => {
    expect(ArgoRollouts.fromAttributes()).toEqual({
      controller: "argo-rollouts",
      traffic: [],
      dependencies: [],
    });
    expect(ArgoRollouts.fromAttributes({ traffic: ["alb"] }).traffic).toEqual(["alb"]);
    const wrong = () => ArgoRollouts.fromAttributes({ traffic: ["smi" as never] });
    expect(wrong).toThrow(ConfigError);
    expect(wrong).toThrow("traffic[0] [unknown-traffic]");
  });
});
