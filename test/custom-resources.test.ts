import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import type { KubernetesManifest } from "../constructs/helm";
import { crdProblems } from "./support/crds";
import { ROOT, stacksOf, synthesizeProgram } from "./support/project";
import type { Attributes } from "./support/synth";

/** Programs and the kinds of custom resources that their stacks hold. */
const PROGRAMS: readonly (readonly [program: string, kinds: readonly string[]])[] = [
  ["stacks", []],
  ["examples/ecochain", []],
  ["examples/etl-platform", ["RabbitmqCluster", "ScaledObject", "TriggerAuthentication"]],
  ["examples/scalers", ["InterceptorRoute", "ScaledObject", "TriggerAuthentication"]],
];

/** What Kubernetes itself defines has a group without a dot, or one of its own. */
function isCustom({ apiVersion }: KubernetesManifest): boolean {
  const [group = ""] = apiVersion.includes("/") ? apiVersion.split("/") : [""];
  return group.includes(".") && !group.endsWith(".k8s.io");
}

function customResources(stack: Attributes): KubernetesManifest[] {
  return Object.values<Attributes>(stack.resource?.helm_release ?? {}).flatMap(({ values = [] }) =>
    values.flatMap((text: string) =>
      Object.values<KubernetesManifest>(parse(text).manifests ?? {}).filter(isCustom),
    ),
  );
}

describe("custom resources of environments and examples", () => {
  it("are looked at in every example", () => {
    const examples = fs.readdirSync(path.join(ROOT, "examples")).map((name) => `examples/${name}`);
    expect(PROGRAMS.map(([program]) => program)).toEqual(["stacks", ...examples.sort()]);
  });

  it.each(PROGRAMS)("are what their definitions take, in %s", (program, kinds) => {
    const outdir = synthesizeProgram(`${program}/main.js`);
    try {
      const resources = Object.values(stacksOf(outdir)).flatMap(customResources);
      expect([...new Set(resources.map(({ kind }) => kind))].sort()).toEqual(kinds);
      expect(resources.flatMap(crdProblems)).toEqual([]);
    } finally {
      fs.rmSync(outdir, { recursive: true, force: true });
    }
  });
});
