import {
  resolveGateway,
  resolveGatewayAttributes,
} from "../../../../constructs/workload/exposure/gateway-config";
import type { GatewayProps } from "../../../../constructs/workload/exposure/gateway-props";
import { crdProblems } from "../../../support/crds";
import { reported } from "../../../support/workloads";

function resolve(options: Partial<GatewayProps> = {}) {
  const { result, codes } = reported((problems) =>
    resolveGateway(
      {
        cluster: undefined as never,
        name: "public",
        namespace: "gateways",
        gatewayClassName: "envoy",
        proxyNamespace: "envoy-gateway-system",
        listeners: { shop: { hostname: "*.example.com", tlsSecret: "shop" } },
        ...options,
      },
      problems,
    ),
  );
  const [gateway, ...others] = JSON.parse(JSON.stringify(result.manifests));
  return { result, codes, gateway, others };
}

describe("resolveGateway", () => {
  it("serves HTTPS and sends on who comes by HTTP", () => {
    const { codes, gateway, others, result } = resolve();
    expect(codes).toEqual([]);
    expect([gateway, ...others].flatMap(crdProblems)).toEqual([]);
    expect(gateway.spec).toMatchObject({
      gatewayClassName: "envoy",
      listeners: [
        { name: "http", protocol: "HTTP" },
        { name: "shop", protocol: "HTTPS", hostname: "*.example.com" },
      ],
    });
    expect(others).toEqual([
      expect.objectContaining({
        kind: "HTTPRoute",
        spec: {
          parentRefs: [
            expect.objectContaining({ name: "public", namespace: "gateways", sectionName: "http" }),
          ],
          rules: [
            { filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } }] },
          ],
        },
      }),
    ]);
    expect(result.listeners).toEqual([{ name: "shop", hostname: "*.example.com" }]);
  });

  it("closes port 80, or has nothing but it", () => {
    const closed = resolve({ plainHttp: "closed" });
    expect(closed.others).toEqual([]);
    expect(closed.gateway.spec.listeners).toHaveLength(1);
    const plain = resolve({ tls: "none", listeners: { all: {} } });
    expect(plain.codes).toEqual([]);
    expect(plain.others).toEqual([]);
    expect(plain.gateway.spec.listeners).toMatchObject([{ name: "all", port: 80, protocol: "HTTP" }]);
  });

  it.each([
    [{ clusterIssuer: "letsencrypt" }, { "cert-manager.io/cluster-issuer": "letsencrypt" }],
    [{ issuer: "own" }, { "cert-manager.io/issuer": "own" }],
  ])("asks %j for certificates", (certificates, annotations) => {
    const { gateway, codes } = resolve({ certificates, listeners: { shop: { hostname: "*.example.com" } } });
    expect(codes).toEqual([]);
    expect(gateway.metadata.annotations).toEqual(annotations);
  });

  it.each<[GatewayProps["routesFrom"], object]>([
    [undefined, { from: "Same" }],
    ["own", { from: "Same" }],
    ["every", { from: "All" }],
    [{ labels: { team: "shop" } }, { from: "Selector", selector: { matchLabels: { team: "shop" } } }],
    [
      ["shop", "auth", "shop"],
      {
        from: "Selector",
        selector: {
          matchExpressions: [
            { key: "kubernetes.io/metadata.name", operator: "In", values: ["auth", "shop"] },
          ],
        },
      },
    ],
  ])("lets routes in from %j", (routesFrom, namespaces) => {
    const { gateway, codes } = resolve({ routesFrom });
    expect(codes).toEqual([]);
    expect(gateway.spec.listeners[1].allowedRoutes).toEqual({ namespaces });
    expect(gateway.spec.listeners[0].allowedRoutes).toEqual({ namespaces: { from: "Same" } });
    expect(crdProblems(gateway)).toEqual([]);
  });

  it("says whose routes it takes where that is known, and carries labels where they are given", () => {
    const known = (routesFrom: GatewayProps["routesFrom"]) => resolve({ routesFrom }).result.routeNamespaces;
    expect(
      [undefined, ["shop"], "every", { labels: { a: "b" } }].map((from) => known(from as never)),
    ).toEqual([["gateways"], ["shop"], undefined, undefined]);
    const labels = { team: "edge" };
    const { gateway, others } = resolve({ labels });
    expect([gateway, ...others].map(({ metadata }) => metadata.labels)).toEqual([labels, labels]);
    expect(resolve().gateway.metadata).toEqual({ name: "public", namespace: "gateways" });
  });

  it("annotates what the controller makes", () => {
    const infrastructureAnnotations = { "example.com/scheme": "internal" };
    expect(resolve({ infrastructureAnnotations }).gateway.spec.infrastructure).toEqual({
      annotations: infrastructureAnnotations,
    });
  });

  it.each<[Partial<GatewayProps>, string[]]>([
    [{ name: "Public" }, ["name invalid-name"]],
    [{ namespace: "a.b" }, ["namespace invalid-name"]],
    [{ proxyNamespace: "a.b" }, ["proxyNamespace invalid-name"]],
    [{ gatewayClassName: "A" }, ["gatewayClassName invalid-name"]],
    [{ plainHttp: "open" as never }, ["plainHttp unknown-setting"]],
    [{ listeners: {} }, ["listeners no-listener"]],
    [{ certificates: { clusterIssuer: "A" } }, ["certificates.clusterIssuer invalid-name"]],
    [{ certificates: { issuer: "A" } }, ["certificates.issuer invalid-name"]],
    [
      { tls: "none", plainHttp: "closed", listeners: { a: {} }, certificates: { issuer: "a" } },
      ["certificates tls-contradiction", "plainHttp tls-contradiction"],
    ],
    [{ routesFrom: "all" as never }, ["routesFrom unknown-setting"]],
    [{ routesFrom: [] }, ["routesFrom no-namespace"]],
    [{ routesFrom: ["a.b"] }, ["routesFrom[0] invalid-name"]],
    [{ routesFrom: { labels: {} } }, ["routesFrom.labels no-labels"]],
  ])("refuses %j", (options, codes) => {
    expect(resolve(options).codes).toEqual(codes);
  });
});

describe("resolveGatewayAttributes", () => {
  const attributes = { name: "public", namespace: "gateways", proxyNamespace: "envoy" };

  it("waits for nothing unless told to", () => {
    const { result, codes } = reported((problems) => resolveGatewayAttributes(attributes, problems));
    expect({ result, codes }).toEqual({ result: { ...attributes, dependencies: [] }, codes: [] });
  });

  it("refuses wrong names", () => {
    const wrong = { name: "A", namespace: "B", proxyNamespace: "C", sectionName: "D" };
    expect(reported((problems) => resolveGatewayAttributes(wrong, problems)).codes).toEqual(
      ["name", "namespace", "proxyNamespace", "sectionName"].map((prop) => `${prop} invalid-name`),
    );
  });
});
