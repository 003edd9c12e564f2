import { Fn } from "cdktf";
import {
  checkLetIn,
  checkServed,
  parentRefs,
  sectionsOf,
} from "../../../../constructs/workload/exposure/gateway-parents";
import { GATEWAY } from "../../../support/exposures";
import { reported } from "../../../support/workloads";

const { listeners: _, ...UNKNOWN } = GATEWAY;

describe("parentRefs", () => {
  it("attaches to the listeners that serve a hostname, by their names", () => {
    expect(parentRefs(GATEWAY, ["users.example.com"])).toEqual([
      {
        group: "gateway.networking.k8s.io",
        kind: "Gateway",
        name: "public",
        namespace: "gateways",
        sectionName: "shop",
      },
    ]);
    expect(sectionsOf(GATEWAY, ["shop.test", "users.example.com"])).toEqual(["shop", "test"]);
  });

  it("attaches to the whole Gateway where its listeners are not known, or to the one it names", () => {
    expect(parentRefs(UNKNOWN, ["users.example.com"])).toEqual([
      { group: "gateway.networking.k8s.io", kind: "Gateway", name: "public", namespace: "gateways" },
    ]);
    expect(sectionsOf({ ...GATEWAY, sectionName: "tls" }, ["other.com"])).toEqual(["tls"]);
  });
});

describe("checkServed", () => {
  it("reports hostnames without a listener, with those there are", () => {
    const { result, codes } = reported((problems) => {
      checkServed(problems, "hostnames", GATEWAY, ["users.example.com", "example.com", "other.com"]);
      return problems.all;
    });
    expect(codes).toEqual(["hostnames hostname-not-served"]);
    expect(result[0]).toMatchObject({
      value: ["example.com", "other.com"],
      rule: expect.stringContaining("*.example.com, shop.test"),
    });
  });

  it("trusts a Gateway whose listeners are not known", () => {
    expect(reported((problems) => checkServed(problems, "", UNKNOWN, ["other.com"])).codes).toEqual([]);
  });
});

describe("checkLetIn", () => {
  it("reports a namespace whose routes are not taken, where that is known", () => {
    const codes = (routeNamespaces: readonly string[] | undefined, namespace = "shop") =>
      reported((problems) => checkLetIn(problems, { ...GATEWAY, routeNamespaces }, namespace)).codes;
    expect(codes(["gateways", "ops"])).toEqual(["gateway namespace-not-let-in"]);
    expect(codes(["gateways", "shop"])).toEqual([]);
    expect(codes(undefined)).toEqual([]);
    expect(codes(["ops"], Fn.join("-", ["a", "b"]))).toEqual([]);
  });
});
