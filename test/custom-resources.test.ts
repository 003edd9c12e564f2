import * as fs from "node:fs";
import * as path from "node:path";
import { crdProblems, isCustom } from "./support/crds";
import { manifestsReleases } from "./support/manifests";
import { ROOT, synthesizeProgram } from "./support/project";

/** Programs and the kinds of custom resources that their stacks hold. */
const PROGRAMS: readonly (readonly [program: string, kinds: readonly string[]])[] = [
  ["stacks", []],
  [
    "examples/devops-platform",
    [
      "AnalysisTemplate",
      "AppProject",
      "Application",
      "ApplicationSet",
      "ClusterIssuer",
      "ClusterSecretStore",
      "ExternalSecret",
      "FeatureFlag",
      "FeatureFlagSource",
      "Gateway",
      "GatewayClass",
      "GitRepository",
      "HTTPRoute",
      "Kustomization",
      "PodMonitor",
      "PrometheusRule",
      "Rollout",
      "SealedSecret",
      "ServiceMonitor",
    ],
  ],
  ["examples/ecochain", ["ClusterSecretStore", "ExternalSecret", "PrometheusRule", "Rollout"]],
  ["examples/etl-platform", ["RabbitmqCluster", "ScaledObject", "TriggerAuthentication"]],
  [
    "examples/isa-user",
    [
      "AnalysisTemplate",
      "ExternalSecret",
      "PodMonitor",
      "PrometheusRule",
      "Rollout",
      "SecretStore",
      "ServiceMonitor",
    ],
  ],
  ["examples/scalers", ["InterceptorRoute", "ScaledObject", "TriggerAuthentication"]],
];

describe("custom resources of environments and examples", () => {
  it("are looked at in every example", () => {
    const examples = fs.readdirSync(path.join(ROOT, "examples")).map((name) => `examples/${name}`);
    expect(PROGRAMS.map(([program]) => program)).toEqual(["stacks", ...examples.sort()]);
  });

  it.each(PROGRAMS)("are what their definitions take, in %s", (program, kinds) => {
    // A pull request, for programs that have previews.
    const outdir = synthesizeProgram(`${program}/main.js`, { PREVIEW: "7" });
    try {
      const resources = manifestsReleases(outdir).flatMap(({ manifests }) => manifests.filter(isCustom));
      expect([...new Set(resources.map(({ kind }) => kind))].sort()).toEqual(kinds);
      expect(resources.flatMap(crdProblems)).toEqual([]);
    } finally {
      fs.rmSync(outdir, { recursive: true, force: true });
    }
  });
});
