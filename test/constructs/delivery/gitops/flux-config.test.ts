import type { FluxProps } from "../../../../constructs/delivery/gitops/flux";
import { resolveFlux } from "../../../../constructs/delivery/gitops/flux-config";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function resolve(options: object = {}) {
  const problems = new Problems();
  return { config: resolveFlux(options as FluxProps, problems), codes: codes(problems.all) };
}

describe("resolveFlux", () => {
  it("is multi-tenant and closed by default", () => {
    expect(resolve().config).toMatchObject({
      releaseName: "flux2",
      namespace: "flux-system",
      components: ["kustomize", "helm", "notification"],
      multiTenant: true,
      networkPolicy: true,
      podMonitors: false,
    });
  });

  it("has a switch for each", () => {
    const off = { multiTenant: false, networkPolicy: false, podMonitors: true, components: ["kustomize"] };
    expect(resolve(off).config).toMatchObject(off);
  });

  it.each<[string, object, string]>([
    ["a bad release name", { releaseName: "A" }, "releaseName invalid-name"],
    ["a bad namespace", { namespace: "A" }, "namespace invalid-name"],
    ["an unknown log level", { logLevel: "warn" }, "logLevel unknown-log-level"],
    ["an unknown component", { components: ["magic"] }, "components[0] unknown-component"],
    ["automation without reflection", { components: ["image-automation"] }, "components missing-component"],
    [
      "bad resources",
      { resources: { limits: { memory: "1m" } } },
      "resources.limits.memory invalid-quantity",
    ],
    ["a toleration of nothing", { tolerations: [{}] }, "tolerations[0].key toleration-key"],
  ])("refuses %s", (_, options, expected) => {
    expect(resolve(options).codes).toEqual([expected]);
  });
});
