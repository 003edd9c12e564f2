import type { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Manifests } from "../../../constructs/helm";
import { requireTarget, resolveScaleTarget, type ScaleTarget } from "../../../constructs/keda/scale-target";
import { Problems } from "../../../lib/core/errors";
import { FakeKeda } from "../../support/fake-keda";
import { codes, synth } from "../../support/synth";

function resolved(target: ScaleTarget) {
  const problems = new Problems();
  const config = resolveScaleTarget(target, problems.at("target"));
  return { config, problems: codes(problems.all) };
}

/** A stack with a Deployment `shop/orders`, and something that scales the target. */
function requiring(target: ScaleTarget, makesFirst = true) {
  return synth((stack) => {
    const { cluster } = new FakeKeda(stack);
    const scaled = new Construct(stack, "Scaled");
    const require = () => requireTarget(scaled, cluster, "shop", resolved(target).config);
    if (!makesFirst) {
      require();
    }
    deployment(stack, cluster);
    if (makesFirst) {
      require();
    }
  });
}

function deployment(stack: TerraformStack, cluster: FakeKeda["cluster"]) {
  return new Manifests(stack, "Orders", {
    cluster,
    releaseName: "orders",
    namespace: "shop",
    manifests: [{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "orders" } }],
  });
}

describe("resolveScaleTarget", () => {
  it("is a Deployment that this stack makes, by default", () => {
    expect(resolved({ name: "orders" })).toEqual({
      config: { kind: "Deployment", apiVersion: "apps/v1", name: "orders", existing: false },
      problems: [],
    });
  });

  it.each([
    ["StatefulSet", "apps/v1"],
    ["Rollout", "argoproj.io/v1alpha1"],
  ])("knows the API version of a %s", (kind, apiVersion) => {
    expect(resolved({ kind, name: "orders" }).config).toMatchObject({ kind, apiVersion });
  });

  it("takes any kind with its API version", () => {
    const target = { kind: "RayCluster", apiVersion: "ray.io/v1", name: "gpu", containerName: "head" };
    expect(resolved(target)).toMatchObject({ config: target, problems: [] });
  });

  it("fails on a kind whose API version nobody knows", () => {
    expect(resolved({ kind: "deployment", name: "orders" }).problems).toEqual(["target.kind unknown-kind"]);
  });

  it("fails on a name Kubernetes does not take", () => {
    expect(resolved({ name: "Orders" }).problems).toEqual(["target.name invalid-name"]);
    expect(resolved({ name: "o".repeat(254) }).problems).toEqual(["target.name invalid-name"]);
  });
});

describe("requireTarget", () => {
  it("finds the target among the Manifests of the stack, made before or after", () => {
    expect(requiring({ name: "orders" }, true).addresses()).toHaveLength(2);
    expect(requiring({ name: "orders" }, false).addresses()).toHaveLength(2);
  });

  it.each<[string, ScaleTarget]>([
    ["Deployment shop/order", { name: "order" }],
    ["StatefulSet shop/orders", { kind: "StatefulSet", name: "orders" }],
  ])("fails at synthesis where the stack does not make %s", (named, target) => {
    expect(() => requiring(target)).toThrow(
      `[target-missing]: target.name: no Manifests of this stack make ${named};`,
    );
  });

  it("leaves a target alone that exists elsewhere", () => {
    expect(requiring({ name: "order", existing: true }).addresses()).toHaveLength(2);
  });
});
