import {
  gatewayListeners,
  type ListenersInput,
  plainHttpListener,
} from "../../../../constructs/workload/exposure/gateway-listeners";
import { reported } from "../../../support/workloads";

const BASE = { name: "public", tls: true, issued: true, namespaces: { from: "Same" } };

function listeners(input: Partial<ListenersInput>) {
  return reported((problems) => gatewayListeners({ ...BASE, listeners: {}, ...input }, problems));
}

describe("gatewayListeners", () => {
  it("serves HTTPS with the secret an issuer fills, or the one that is named", () => {
    const { result, codes } = listeners({
      listeners: {
        shop: { hostname: "*.example.com" },
        other: { hostname: "other.com", tlsSecret: "other-cert" },
      },
    });
    expect(codes).toEqual([]);
    const common = { port: 443, protocol: "HTTPS", allowedRoutes: { namespaces: { from: "Same" } } };
    const tls = (name: string) => ({
      mode: "Terminate",
      certificateRefs: [{ group: "", kind: "Secret", name }],
    });
    expect(result).toEqual([
      { name: "shop", hostname: "*.example.com", ...common, tls: tls("public-shop-tls") },
      { name: "other", hostname: "other.com", ...common, tls: tls("other-cert") },
    ]);
  });

  it("serves HTTP where TLS is off, under any name", () => {
    const { result, codes } = listeners({ tls: false, issued: false, listeners: { http: {} } });
    expect(codes).toEqual([]);
    expect(result).toEqual([
      { name: "http", port: 80, protocol: "HTTP", allowedRoutes: { namespaces: { from: "Same" } } },
    ]);
  });

  it.each<[string, Partial<ListenersInput>, string[]]>([
    ["no listener", { listeners: {} }, [" no-listener"]],
    [
      "too many listeners",
      {
        listeners: Object.fromEntries(
          Array.from({ length: 64 }, (_, i) => [`l${i}`, { hostname: `h${i}.a` }]),
        ),
      },
      [" too-many-listeners"],
    ],
    ["a wrong name", { listeners: { Shop: { hostname: "a.b" } } }, ["Shop invalid-name"]],
    ["the name of the redirect", { listeners: { http: { hostname: "a.b" } } }, ["http reserved-listener"]],
    ["a wrong hostname", { listeners: { a: { hostname: "a_b" } } }, ["a.hostname invalid-hostname"]],
    [
      "a wrong secret",
      { listeners: { a: { hostname: "a.b", tlsSecret: "A" } } },
      ["a.tlsSecret invalid-name"],
    ],
    [
      "one hostname twice",
      { listeners: { a: { hostname: "a.b" }, b: { hostname: "a.b" } } },
      ["b.hostname duplicate-hostname"],
    ],
    [
      "no certificate",
      { issued: false, listeners: { a: { hostname: "a.b" } } },
      ["a.tlsSecret no-certificate"],
    ],
    ["an issuer without a hostname", { listeners: { a: {} } }, ["a.hostname issuer-needs-hostname"]],
    [
      "a secret without TLS",
      { tls: false, issued: false, listeners: { a: { tlsSecret: "cert" } } },
      ["a.tlsSecret tls-contradiction"],
    ],
  ])("refuses %s", (_, input, codes) => {
    expect(listeners(input).codes).toEqual(codes);
  });
});

describe("plainHttpListener", () => {
  it("takes routes of the Gateway's own namespace only", () => {
    expect(plainHttpListener()).toEqual({
      name: "http",
      port: 80,
      protocol: "HTTP",
      allowedRoutes: { namespaces: { from: "Same" } },
    });
  });
});
