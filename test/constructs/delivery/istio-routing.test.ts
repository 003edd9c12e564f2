import { istioRouting } from "../../../constructs/delivery/istio-routing";
import { crdProblems } from "../../support/crds";
import { releaseContext } from "../../support/releases";

describe("istioRouting", () => {
  const binding = istioRouting(releaseContext());

  it("splits calls to one Service between two subsets, all with the stable one at rest", () => {
    const [virtualService] = binding.manifests;
    const host = "users.shop.svc.cluster.local";
    expect(virtualService?.spec).toEqual({
      hosts: [host],
      http: [
        {
          name: "primary",
          route: [
            { destination: { host, subset: "stable" }, weight: 100 },
            { destination: { host, subset: "canary" }, weight: 0 },
          ],
        },
      ],
    });
  });

  it("names to the controller what it made", () => {
    const [virtualService, destinationRule] = binding.manifests;
    expect(binding.canary).toMatchObject({
      trafficRouting: {
        istio: {
          virtualService: { name: virtualService?.metadata.name, routes: ["primary"] },
          destinationRule: {
            name: destinationRule?.metadata.name,
            stableSubsetName: "stable",
            canarySubsetName: "canary",
          },
        },
      },
    });
    expect(destinationRule?.spec).toMatchObject({ subsets: [{ name: "stable" }, { name: "canary" }] });
  });

  it("follows Istio's definitions", () => {
    expect(binding.manifests.flatMap(crdProblems)).toEqual([]);
  });
});
