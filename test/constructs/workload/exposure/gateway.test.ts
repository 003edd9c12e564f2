import type { TerraformStack } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import { Gateway } from "../../../../constructs/workload/exposure/gateway";
import type { GatewayProps } from "../../../../constructs/workload/exposure/gateway-props";
import type { IGateway } from "../../../../constructs/workload/workload-platform";
import { ConfigError } from "../../../../lib/core/errors";
import { crdProblems } from "../../../support/crds";
import { codes, problemsOf, synth } from "../../../support/synth";
import { objectsOf } from "../../../support/workloads";

function make(stack: TerraformStack, options: Partial<GatewayProps> = {}): Gateway {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  return new Gateway(stack, "Public", {
    cluster,
    name: "public",
    namespace: "gateways",
    gatewayClassName: "envoy",
    proxyNamespace: "envoy-gateway-system",
    listeners: { shop: { hostname: "*.example.com" } },
    certificates: { clusterIssuer: "letsencrypt" },
    routesFrom: ["shop"],
    ...options,
  });
}

describe("Gateway", () => {
  it("makes one release with objects their definitions take", () => {
    const synthesized = synth((stack) => make(stack));
    expect(synthesized.one("helm_release", "Public_Manifests_Release")).toMatchObject({
      name: "public",
      namespace: "gateways",
    });
    const objects = objectsOf(synthesized, "Public_Manifests_Release");
    expect(Object.keys(objects).sort()).toEqual(["Gateway/public", "HTTPRoute/public-https-redirect"]);
    expect(Object.values(objects).flatMap(crdProblems)).toEqual([]);
  });

  it("is what exposures ask for, and something to depend on", () => {
    synth((stack) => {
      const gateway: IGateway & { readonly fqn: string } = make(stack);
      expect(gateway).toMatchObject({
        name: "public",
        namespace: "gateways",
        proxyNamespace: "envoy-gateway-system",
        listeners: [{ name: "shop", hostname: "*.example.com" }],
        routeNamespaces: ["shop"],
      });
      expect(gateway.dependencies.map(({ fqn }) => fqn)).toEqual([gateway.fqn]);
    });
  });

  it("reports every problem of its props", () => {
    expect(codes(problemsOf((stack) => make(stack, { name: "Public", listeners: {} })))).toEqual([
      "name invalid-name",
      "listeners no-listener",
    ]);
  });

  it("takes one that exists, and refuses wrong names of it", () => {
    const attributes = { name: "public", namespace: "gateways", proxyNamespace: "envoy" };
    expect(Gateway.fromAttributes({ ...attributes, sectionName: "https" })).toEqual({
      ...attributes,
      sectionName: "https",
      dependencies: [],
    });
    expect(() => Gateway.fromAttributes({ ...attributes, name: "A" })).toThrow(ConfigError);
    expect(() => Gateway.fromAttributes({ ...attributes, name: "A" })).toThrow("name [invalid-name]");
  });
});
