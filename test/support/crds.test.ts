import type { KubernetesManifest } from "../../constructs/helm";
import { crdProblems } from "./crds";

const RIGHT = {
  apiVersion: "keda.sh/v1alpha1",
  kind: "ScaledObject",
  metadata: { name: "orders", namespace: "shop", labels: { any: "label" } },
  spec: {
    scaleTargetRef: { name: "orders" },
    triggers: [{ type: "cron", metadata: { anything: "goes" } }],
  },
} satisfies KubernetesManifest;

describe("crdProblems", () => {
  it("finds nothing in a resource that is right", () => {
    expect(crdProblems(RIGHT)).toEqual([]);
  });

  it("finds a key the definition does not have, which an API server would drop without a word", () => {
    const [problem, ...more] = crdProblems({ ...RIGHT, spec: { ...RIGHT.spec, pollIntervall: 30 } });
    expect(problem).toContain("pollIntervall");
    expect(more).toEqual([]);
  });

  it("finds such a key deep inside as well", () => {
    const scaleTargetRef = { name: "orders", nmae: "orders" };
    const [problem] = crdProblems({ ...RIGHT, spec: { ...RIGHT.spec, scaleTargetRef } });
    expect(problem).toContain("/spec/scaleTargetRef");
    expect(problem).toContain("nmae");
  });

  it("finds a value of the wrong type", () => {
    const [problem] = crdProblems({ ...RIGHT, spec: { ...RIGHT.spec, minReplicaCount: "1" } });
    expect(problem).toContain("/spec/minReplicaCount must be integer");
  });

  it("reads a pattern that takes letters of either case", () => {
    const rule = (partial_response_strategy: string) => ({
      apiVersion: "monitoring.coreos.com/v1",
      kind: "PrometheusRule",
      metadata: { name: "orders" },
      spec: { groups: [{ name: "orders", partial_response_strategy }] },
    });
    expect(crdProblems(rule("Abort"))).toEqual([]);
    expect(crdProblems(rule("ignore"))[0]).toContain("partial_response_strategy must match pattern");
  });

  it("finds a key that is missing", () => {
    const { triggers } = RIGHT.spec;
    expect(crdProblems({ ...RIGHT, spec: { triggers } })[0]).toContain("'scaleTargetRef'");
    const { spec: _, ...bare } = RIGHT;
    expect(crdProblems(bare as KubernetesManifest)[0]).toContain("'spec'");
  });
});
