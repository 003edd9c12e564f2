import { Fn } from "cdktf";
import type { KubernetesManifest } from "../../../../constructs/helm";
import { alb } from "../../../../constructs/workload/exposure/alb-exposure";
import type { ExposureValue } from "../../../../constructs/workload/exposure/exposure-value";
import { gateway } from "../../../../constructs/workload/exposure/gateway-exposure";
import { routeClaims } from "../../../../constructs/workload/exposure/route-claims";
import { AT_REST, bound, SPLIT } from "../../../support/exposures";

const HOSTNAME = "users.example.com";

function claims(exposure: ExposureValue, targets = AT_REST, port = { name: "http", number: 3000 }) {
  return routeClaims(bound(exposure, targets, { port }).result.manifests ?? []).map(
    ({ entrance, hostname, path, kind }) => `${kind} | ${entrance} | ${hostname} | ${path}`,
  );
}

describe("routeClaims", () => {
  it("reads every hostname and path of a route, and those of previews and redirects", () => {
    const exposure = gateway({
      hostnames: [HOSTNAME, "shop.test"],
      paths: ["/api/", { exact: "/health" }],
      redirectFrom: ["old.example.com"],
    });
    expect(claims(exposure, SPLIT)).toEqual([
      `HTTPRoute | Gateway gateways/public | ${HOSTNAME} | PathPrefix /api`,
      `HTTPRoute | Gateway gateways/public | ${HOSTNAME} | Exact /health`,
      "HTTPRoute | Gateway gateways/public | shop.test | PathPrefix /api",
      "HTTPRoute | Gateway gateways/public | shop.test | Exact /health",
      "HTTPRoute | Gateway gateways/public | preview.example.com | PathPrefix /api",
      "HTTPRoute | Gateway gateways/public | preview.example.com | Exact /health",
      "HTTPRoute | Gateway gateways/public | old.example.com | PathPrefix /",
    ]);
  });

  it("reads the services of gRPC as the paths they are", () => {
    const grpc = { name: "grpc", number: 9000 };
    expect(claims(gateway({ hostname: HOSTNAME, grpcServices: ["a.B"] }), AT_REST, grpc)).toEqual([
      `GRPCRoute | Gateway gateways/public | ${HOSTNAME} | PathPrefix /a.B`,
    ]);
    expect(claims(gateway({ hostname: HOSTNAME }), AT_REST, grpc)).toEqual([
      `GRPCRoute | Gateway gateways/public | ${HOSTNAME} | PathPrefix /`,
    ]);
  });

  it("reads an Ingress by the scheme of its load balancer", () => {
    expect(claims(alb({ hostname: HOSTNAME, paths: ["/api/"] }))).toEqual([
      `Ingress | internal load balancers | ${HOSTNAME} | PathPrefix /api`,
    ]);
    expect(claims(alb({ hostname: HOSTNAME, scheme: "internet-facing", paths: [{ exact: "/" }] }))).toEqual([
      `Ingress | internet-facing load balancers | ${HOSTNAME} | Exact /`,
    ]);
  });

  it("reads what Flagger will make a route of", () => {
    const canary: KubernetesManifest = {
      apiVersion: "flagger.app/v1beta1",
      kind: "Canary",
      metadata: { name: "users" },
      spec: { service: { hosts: [HOSTNAME], gatewayRefs: [{ name: "public", namespace: "gateways" }] } },
    };
    expect(routeClaims([canary])).toEqual([
      { kind: "HTTPRoute", entrance: "Gateway gateways/public", hostname: HOSTNAME, path: "PathPrefix /" },
    ]);
    expect(routeClaims([{ ...canary, spec: { service: {} } }])).toEqual([]);
  });

  it("leaves out hostnames that are known after apply, and objects that are no routes", () => {
    expect(claims(gateway({ hostnames: [Fn.join(".", ["a", "example.com"])] }))).toEqual([]);
    expect(
      routeClaims([{ apiVersion: "v1", kind: "Service", metadata: { name: "users" }, spec: {} }]),
    ).toEqual([]);
  });
});
