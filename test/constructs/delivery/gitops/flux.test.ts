import { DataResource, type TerraformStack } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import { Flux, type FluxProps } from "../../../../constructs/delivery/gitops/flux";
import { codes, problemsOf, synth } from "../../../support/synth";

function make(stack: TerraformStack, options: Partial<FluxProps> = {}) {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  return new Flux(stack, "Flux", { cluster, ...options });
}

describe("Flux", () => {
  it("installs the catalog's chart", () => {
    const made = synth((stack) => make(stack, { dependsOn: [new DataResource(stack, "Before")] }));
    expect(made.one("helm_release", "Flux_Release")).toMatchObject({
      chart: "flux2",
      name: "flux2",
      namespace: "flux-system",
      depends_on: ["terraform_data.Before"],
    });
  });

  it("lets the user's values win, and warns where they unlock tenants", () => {
    const made = synth((stack) => {
      const flux = make(stack, { values: { multitenancy: { enabled: false } } });
      expect(flux.release.node.metadata.map(({ data }) => data)).toEqual([
        expect.stringContaining("multitenancy.enabled"),
      ]);
    });
    expect(parse(made.one("helm_release").values[0]).multitenancy.enabled).toBe(false);
  });

  it("can stand in dependsOn, and be one that was installed elsewhere", () => {
    synth((stack) => {
      const flux = make(stack, { multiTenant: false });
      expect(flux.multiTenant).toBe(false);
      expect(flux.dependencies).toEqual([flux.release]);
      expect(flux.fqn).toBe(flux.release.fqn);
      expect(Flux.fromAttributes({ cluster: flux.cluster })).toEqual({
        controller: "flux",
        cluster: flux.cluster,
        namespace: "flux-system",
        multiTenant: true,
        dependencies: [],
      });
    });
  });

  it("says what is wrong", () => {
    expect(codes(problemsOf((stack) => make(stack, { namespace: "A" })))).toEqual(["namespace invalid-name"]);
  });
});
