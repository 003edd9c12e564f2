import type { TerraformStack } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../constructs/cluster";
import { Flagger, type FlaggerProps } from "../../../constructs/delivery/flagger";
import { codes, problemsOf, synth } from "../../support/synth";

function flaggerIn(stack: TerraformStack, options: Partial<FlaggerProps> = {}): Flagger {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  const prometheusUrl = "http://prometheus.monitoring:9090";
  return new Flagger(stack, "Flagger", { cluster, prometheusUrl, ...options });
}

describe("Flagger", () => {
  it("installs the catalog's chart and asks the given Prometheus", () => {
    const release = synth((stack) => flaggerIn(stack)).one("helm_release", "Flagger_Release");
    expect(release).toMatchObject({ chart: "flagger", name: "flagger", namespace: "flagger-system" });
    expect(parse(release.values[0])).toMatchObject({
      metricsServer: "http://prometheus.monitoring:9090",
      meshProvider: "kubernetes",
      selectorLabels: "slipway/release",
    });
  });

  it.each([
    ["kubernetes" as const, []],
    ["gateway-api" as const, ["gateway-api"]],
    ["istio" as const, ["istio"]],
  ])("tells strategies what it splits with: %s", (provider, traffic) => {
    synth((stack) => {
      const flagger = flaggerIn(stack, { provider, promotionGateUrl: "http://gate.flagger-system/check" });
      expect(flagger).toMatchObject({
        controller: "flagger",
        traffic,
        selectorLabel: "slipway/release",
        promotionGateUrl: "http://gate.flagger-system/check",
      });
      expect(flagger.dependencies).toEqual([flagger.release]);
      expect(flagger.fqn).toBe(flagger.release.fqn);
    });
  });

  it("names every problem of its props", () => {
    const options = { replicas: 0, provider: "nginx" as never };
    expect(codes(problemsOf((stack) => flaggerIn(stack, options)))).toEqual([
      "replicas out-of-range",
      "provider unknown-provider",
    ]);
  });

  it("can be that of another stack", () => {
    expect(Flagger.fromAttributes({ provider: "istio", selectorLabel: "app" })).toEqual({
      controller: "flagger",
      traffic: ["istio"],
      dependencies: [],
      selectorLabel: "app",
      promotionGateUrl: undefined,
    });
    expect(() => Flagger.fromAttributes({ selectorLabel: "app.kubernetes.io/name" })).toThrow(
      "selectorLabel [selector-label-taken]",
    );
  });
});
