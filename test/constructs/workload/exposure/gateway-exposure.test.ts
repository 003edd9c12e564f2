import {
  type GatewayExposureProps,
  gateway,
} from "../../../../constructs/workload/exposure/gateway-exposure";
import { AT_REST, bound, exposureContext, GATEWAY, manifestsOf, SPLIT } from "../../../support/exposures";

const HOSTNAME = "users.example.com";
const GRPC = { port: { name: "grpc", number: 9000 } };

describe("Exposure.gateway", () => {
  it("makes a route to the Service and lets the proxies in, and nobody else", () => {
    const { result, codes } = bound(gateway({ hostname: HOSTNAME }));
    expect(codes).toEqual([]);
    const manifests = manifestsOf(result);
    expect(Object.keys(manifests)).toEqual(["HTTPRoute/users"]);
    expect(manifests["HTTPRoute/users"]?.spec).toEqual({
      parentRefs: [
        {
          group: "gateway.networking.k8s.io",
          kind: "Gateway",
          name: "public",
          namespace: "gateways",
          sectionName: "shop",
        },
      ],
      hostnames: [HOSTNAME],
      rules: [
        {
          matches: [{ path: { type: "PathPrefix", value: "/" } }],
          backendRefs: [{ group: "", kind: "Service", name: "users", port: 3000 }],
        },
      ],
    });
    expect(result.ingress).toEqual([
      {
        from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "envoy" } } }],
        ports: [{ protocol: "TCP", port: 3000 }],
      },
    ]);
  });

  it("renders filters, paths and timeouts", () => {
    const { result, codes } = bound(
      gateway({
        hostname: HOSTNAME,
        paths: ["/api"],
        rewrite: { prefix: "/" },
        requestHeaders: { set: { "X-A": "1" } },
        responseHeaders: { remove: ["Server"] },
        timeoutSeconds: 10,
        backendTimeoutSeconds: 5,
      }),
    );
    expect(codes).toEqual([]);
    expect(manifestsOf(result)["HTTPRoute/users"]?.spec).toMatchObject({
      rules: [
        {
          matches: [{ path: { value: "/api" } }],
          filters: [
            { type: "URLRewrite" },
            { type: "RequestHeaderModifier" },
            { type: "ResponseHeaderModifier" },
          ],
          timeouts: { request: "10s", backendRequest: "5s" },
        },
      ],
    });
  });

  it("splits by the strategy's weights, and gives a preview its own route", () => {
    const manifests = manifestsOf(bound(gateway({ hostname: HOSTNAME }), SPLIT).result);
    expect(Object.keys(manifests)).toEqual(["HTTPRoute/users", "HTTPRoute/users-canary-route"]);
    expect(manifests["HTTPRoute/users-canary-route"]?.spec).toMatchObject({
      hostnames: ["preview.example.com"],
      rules: [{ backendRefs: [{ name: "users-canary", port: 3000 }] }],
    });
  });

  it("sends callers of further hostnames on", () => {
    const { result, codes } = bound(gateway({ hostname: HOSTNAME, redirectFrom: ["old.example.com"] }));
    expect(codes).toEqual([]);
    expect(manifestsOf(result)["HTTPRoute/users-redirect"]?.spec).toMatchObject({
      hostnames: ["old.example.com"],
    });
  });

  it("makes a GRPCRoute for a port that speaks gRPC", () => {
    const { result, codes } = bound(
      gateway({ hostname: HOSTNAME, grpcServices: ["shop.v1.Users"] }),
      AT_REST,
      GRPC,
    );
    expect(codes).toEqual([]);
    expect(manifestsOf(result)["GRPCRoute/users"]?.spec).toMatchObject({
      rules: [{ matches: [{ method: { service: "shop.v1.Users" } }], backendRefs: [{ port: 9000 }] }],
    });
  });

  it("uses a Gateway of its own, and waits for it", () => {
    const dependencies = [{ fqn: "helm_release.other" }];
    const own = { ...GATEWAY, name: "other", proxyNamespace: "other-proxies", dependencies };
    const { result } = bound(gateway({ hostname: HOSTNAME, gateway: own }));
    expect(result.dependsOn).toBe(dependencies);
    expect(JSON.stringify(result)).not.toContain('"public"');
    expect(JSON.stringify(result.ingress)).toContain("other-proxies");
  });

  it("leaves the route to a controller that makes it, and keeps the way to the pods open", () => {
    const { result, codes } = bound(gateway({ hostname: HOSTNAME, paths: ["/"] }), {
      backends: [],
      routes: [],
    });
    expect(codes).toEqual([]);
    expect(result.manifests).toEqual([]);
    expect(result.ingress).toHaveLength(1);
  });

  it("says what it will be called before the strategy binds", () => {
    expect(gateway({ hostname: HOSTNAME }).route(exposureContext())).toEqual({
      type: "gateway-api",
      routeName: "users",
      routeKind: "HTTPRoute",
      hostnames: [HOSTNAME],
      gateway: { name: "public", namespace: "gateways", sectionName: "shop" },
    });
    const platform = { cluster: undefined as never, namespace: "shop" };
    expect(gateway({ hostnames: [HOSTNAME] }).route({ ...exposureContext(GRPC), platform })).toEqual({
      type: "gateway-api",
      routeName: "users",
      routeKind: "GRPCRoute",
      hostnames: [HOSTNAME],
    });
  });

  it.each<[string, GatewayExposureProps, string[]]>([
    ["no hostname", {}, ["hostname no-hostname"]],
    ["a hostname nobody serves", { hostname: "users.other.com" }, ["hostname hostname-not-served"]],
    [
      "a redirect nobody serves",
      { hostname: HOSTNAME, redirectFrom: ["other.com"] },
      ["redirectFrom hostname-not-served"],
    ],
    [
      "a redirect to many",
      { hostname: "*.example.com", redirectFrom: ["shop.test"] },
      ["redirectFrom redirect-to-wildcard"],
    ],
    [
      "services of gRPC for HTTP",
      { hostname: HOSTNAME, grpcServices: ["a.B"] },
      ["grpcServices not-for-http"],
    ],
    ["a wrong path", { hostname: HOSTNAME, paths: ["api"] }, ["paths[0] invalid-path"]],
  ])("refuses %s", (_, props, codes) => {
    expect(bound(gateway(props)).codes).toEqual(codes);
  });

  it("refuses what a controller's own route would lose", () => {
    const props = { hostname: HOSTNAME, paths: ["/api"], timeoutSeconds: 5 };
    expect(bound(gateway(props), { backends: [], routes: [] }).codes).toEqual([
      "paths not-carried-over",
      "timeoutSeconds not-carried-over",
    ]);
  });

  it("refuses what routes of gRPC do not know", () => {
    const props: GatewayExposureProps = {
      hostname: HOSTNAME,
      paths: ["/"],
      rewrite: { prefix: "/" },
      timeoutSeconds: 1,
      backendTimeoutSeconds: 1,
      redirectFrom: ["old.example.com"],
    };
    expect(bound(gateway(props), AT_REST, GRPC).codes).toEqual(
      ["paths", "rewrite", "timeoutSeconds", "backendTimeoutSeconds", "redirectFrom"].map(
        (prop) => `${prop} not-for-grpc`,
      ),
    );
  });

  it("refuses a preview nobody serves", () => {
    const targets = { ...SPLIT, routes: [{ hostname: "preview.other.com", service: "users-canary" }] };
    expect(bound(gateway({ hostname: HOSTNAME }), targets).codes).toEqual([" hostname-not-served"]);
  });

  it("gathers the hostnames of a Service in one route", () => {
    const routes = ["a.example.com", "b.example.com"].map((hostname) => ({
      hostname,
      service: "users-next",
    }));
    const { "HTTPRoute/users-next-route": route } = manifestsOf(
      bound(gateway({ hostname: HOSTNAME }), { ...AT_REST, routes }).result,
    );
    expect(route?.spec).toMatchObject({ hostnames: ["a.example.com", "b.example.com"] });
  });

  it("refuses a Gateway that takes no routes of the namespace", () => {
    const own = { ...GATEWAY, routeNamespaces: ["gateways"] };
    expect(bound(gateway({ hostname: HOSTNAME, gateway: own })).codes).toEqual([
      "gateway namespace-not-let-in",
    ]);
  });

  it("refuses a platform without a Gateway", () => {
    const platform = { cluster: undefined as never, namespace: "shop" };
    expect(bound(gateway({ hostname: HOSTNAME }), AT_REST, { platform }).codes).toEqual([
      "gateway no-gateway",
    ]);
  });
});
