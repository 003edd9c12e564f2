import { redirectRoute, routeManifest } from "../../../../constructs/workload/exposure/routes";
import { crdProblems } from "../../../support/crds";
import { exposureContext, GATEWAY, SPLIT } from "../../../support/exposures";

const HOSTNAMES = ["users.example.com"];

describe("routeManifest", () => {
  it("names weights where there is something to split, and only there", () => {
    const refs = (backends: (typeof SPLIT)["backends"]) =>
      routeManifest(
        "HTTPRoute",
        { name: "users", hostnames: HOSTNAMES, backends },
        exposureContext(),
        GATEWAY,
        (all) => [{ backendRefs: all }],
      ).spec;
    expect(refs(SPLIT.backends)).toMatchObject({
      rules: [
        {
          backendRefs: [
            { name: "users", weight: 100 },
            { name: "users-canary", weight: 0 },
          ],
        },
      ],
    });
    expect(refs(SPLIT.backends.slice(0, 1))).toMatchObject({
      rules: [{ backendRefs: [{ group: "", kind: "Service", name: "users", port: 3000 }] }],
    });
    expect(JSON.stringify(refs(SPLIT.backends.slice(0, 1)))).not.toContain("weight");
  });

  it("carries the labels of the workload, in its namespace", () => {
    const route = routeManifest(
      "GRPCRoute",
      { name: "users", hostnames: HOSTNAMES, backends: [] },
      exposureContext(),
      GATEWAY,
      () => [],
    );
    expect(route).toMatchObject({
      kind: "GRPCRoute",
      metadata: { name: "users", namespace: "shop", labels: { team: "shop" } },
      spec: { hostnames: HOSTNAMES, parentRefs: [{ name: "public", sectionName: "shop" }] },
    });
  });
});

describe("redirectRoute", () => {
  it("sends callers on for good, and has no backend", () => {
    const route = redirectRoute(
      { name: "old", hostnames: ["old.example.com"] },
      "new.example.com",
      exposureContext(),
      GATEWAY,
    );
    expect(route.spec).toMatchObject({
      hostnames: ["old.example.com"],
      rules: [
        {
          filters: [
            { type: "RequestRedirect", requestRedirect: { hostname: "new.example.com", statusCode: 301 } },
          ],
        },
      ],
    });
    expect(crdProblems(JSON.parse(JSON.stringify(route)))).toEqual([]);
  });
});
