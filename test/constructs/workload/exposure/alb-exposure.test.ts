import { type AlbExposureProps, alb } from "../../../../constructs/workload/exposure/alb-exposure";
import { coreProblems } from "../../../support/core-kinds";
import { AT_REST, bound, exposureContext, manifestsOf, SPLIT } from "../../../support/exposures";

const HOSTNAME = "users.example.com";

describe("Exposure.alb", () => {
  it("makes an Ingress to the Service's own port", () => {
    const { result, codes } = bound(alb({ hostname: HOSTNAME, paths: ["/api", { exact: "/health" }] }));
    expect(codes).toEqual([]);
    const manifests = manifestsOf(result);
    expect(Object.keys(manifests)).toEqual(["Ingress/users"]);
    const backend = { service: { name: "users", port: { number: 3000 } } };
    expect(manifests["Ingress/users"]).toMatchObject({
      apiVersion: "networking.k8s.io/v1",
      metadata: {
        name: "users",
        namespace: "shop",
        annotations: { "alb.ingress.kubernetes.io/scheme": "internal" },
      },
      spec: {
        ingressClassName: "alb",
        rules: [
          {
            host: HOSTNAME,
            http: {
              paths: [
                { path: "/api", pathType: "Prefix", backend },
                { path: "/health", pathType: "Exact", backend },
              ],
            },
          },
        ],
      },
    });
  });

  it("is what Kubernetes takes, with everything asked for", () => {
    const { result } = bound(
      alb({ hostnames: [HOSTNAME, "*.shop.test"], groupName: "shop", healthCheckPath: "/health" }),
      { ...SPLIT, backendPort: "use-annotation" },
    );
    expect(coreProblems(JSON.parse(JSON.stringify(result.manifests)))).toEqual([]);
  }, 30_000);

  it("leaves weights to the annotation a controller writes, and sends a preview to its Service", () => {
    const { result } = bound(alb({ hostname: HOSTNAME }), { ...SPLIT, backendPort: "use-annotation" });
    const { "Ingress/users": ingress } = manifestsOf(result);
    const path = (name: string, port: object) => ({
      http: { paths: [{ backend: { service: { name, port } } }] },
    });
    expect(ingress?.spec).toMatchObject({
      rules: [
        { host: HOSTNAME, ...path("users", { name: "use-annotation" }) },
        { host: "preview.example.com", ...path("users-canary", { number: 3000 }) },
      ],
    });
    expect(JSON.stringify(ingress?.metadata.annotations)).not.toContain("actions.");
  });

  it("lets the load balancer's blocks in where they are named, else everybody, to the one port", () => {
    const ports = [{ protocol: "TCP", port: 3000 }];
    expect(bound(alb({ hostname: HOSTNAME })).result.ingress).toEqual([{ ports }]);
    expect(bound(alb({ hostname: HOSTNAME, loadBalancerCidrs: ["10.0.0.0/20"] })).result.ingress).toEqual([
      { from: [{ ipBlock: { cidr: "10.0.0.0/20" } }], ports },
    ]);
  });

  it("waits for the controller, where it is named", () => {
    const dependsOn = [{ fqn: "helm_release.controller" }];
    expect(bound(alb({ hostname: HOSTNAME, dependsOn })).result.dependsOn).toBe(dependsOn);
    expect(bound(alb({ hostname: HOSTNAME })).result.dependsOn).toBeUndefined();
  });

  it("says what it will be called before the strategy binds", () => {
    expect(alb({ hostname: HOSTNAME }).route(exposureContext())).toEqual({
      type: "alb",
      ingressName: "users",
      servicePort: 3000,
    });
  });

  it("speaks gRPC to a port that does", () => {
    const { result } = bound(alb({ hostname: HOSTNAME }), AT_REST, { port: { name: "grpc", number: 9000 } });
    expect(manifestsOf(result)["Ingress/users"]?.metadata.annotations).toMatchObject({
      "alb.ingress.kubernetes.io/backend-protocol-version": "GRPC",
    });
  });

  it.each<[AlbExposureProps, string[]]>([
    [{}, ["hostname no-hostname"]],
    [{ hostname: HOSTNAME, paths: ["/api/*"] }, ["paths[0] wildcard-in-path"]],
    [{ hostname: HOSTNAME, loadBalancerCidrs: [] }, ["loadBalancerCidrs no-cidr"]],
    [{ hostname: HOSTNAME, groupOrder: 1 }, ["groupOrder order-without-group"]],
  ])("refuses %j", (props, codes) => {
    expect(bound(alb(props)).codes).toEqual(codes);
  });
});
