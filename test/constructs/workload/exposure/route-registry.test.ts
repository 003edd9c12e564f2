import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import { alb } from "../../../../constructs/workload/exposure/alb-exposure";
import type { ExposureTargets, ExposureValue } from "../../../../constructs/workload/exposure/exposure-value";
import { gateway } from "../../../../constructs/workload/exposure/gateway-exposure";
import { registerRoutes } from "../../../../constructs/workload/exposure/route-registry";
import { AT_REST, bound, SPLIT } from "../../../support/exposures";
import { codes, problemsOf, synth } from "../../../support/synth";

const HOSTNAME = "users.example.com";
const GRPC = { name: "grpc", number: 9000 };

function clusterIn(stack: TerraformStack, id = "Cluster") {
  return new KubeconfigCluster(stack, id, {
    clusterName: id.toLowerCase(),
    context: "kind-local",
    providerAlias: id,
  });
}

interface Options {
  readonly targets?: ExposureTargets;
  readonly port?: typeof GRPC;
}

function manifestsOf(exposure: ExposureValue, { targets = AT_REST, port }: Options = {}) {
  return bound(exposure, targets, port && { port }).result.manifests ?? [];
}

/** Two workloads, Users and Auth, one with each exposure. */
function both(one: ExposureValue, other: ExposureValue, options: Options = {}) {
  return (stack: TerraformStack) => {
    const cluster = clusterIn(stack);
    registerRoutes(new Construct(stack, "Users"), cluster, manifestsOf(one));
    registerRoutes(new Construct(stack, "Auth"), cluster, manifestsOf(other, options));
  };
}

describe("registerRoutes", () => {
  it("refuses two services on one host and path, and names the other", () => {
    const problems = problemsOf(both(gateway({ hostname: HOSTNAME }), gateway({ hostname: HOSTNAME })));
    expect(codes(problems)).toEqual(["exposure duplicate-route"]);
    expect(problems[0]).toMatchObject({
      rule: expect.stringContaining(
        "test/Users takes all paths that begin like this at Gateway gateways/public",
      ),
      value: `${HOSTNAME}/`,
    });
  });

  it("refuses them on load balancers of one scheme, where DNS could lead to one only", () => {
    const problems = problemsOf(
      both(alb({ hostname: HOSTNAME, groupName: "a" }), alb({ hostname: HOSTNAME })),
    );
    expect(codes(problems)).toEqual(["exposure duplicate-route"]);
  });

  it("reports every path that is taken", () => {
    const shared = gateway({ hostname: HOSTNAME, paths: ["/a", "/b", { exact: "/c" }] });
    const problems = problemsOf(
      both(shared, gateway({ hostname: HOSTNAME, paths: ["/b/", { exact: "/c" }, "/d"] })),
    );
    expect(problems.map(({ value }) => value)).toEqual([`${HOSTNAME}/b`, `${HOSTNAME}/c`]);
  });

  it("refuses a preview under a hostname the workload has itself", () => {
    const targets = { ...SPLIT, routes: [{ hostname: HOSTNAME, service: "users-canary" }] };
    const problems = problemsOf((stack) =>
      registerRoutes(stack, clusterIn(stack), manifestsOf(gateway({ hostname: HOSTNAME }), { targets })),
    );
    expect(codes(problems)).toEqual(["exposure duplicate-route"]);
    expect(problems[0]?.rule).toContain("the workload itself");
  });

  it("refuses HTTP and gRPC under one hostname", () => {
    const http = gateway({ hostname: HOSTNAME, paths: ["/api"] });
    expect(codes(problemsOf(both(http, gateway({ hostname: HOSTNAME }), { port: GRPC })))).toEqual([
      "exposure mixed-route-kinds",
    ]);
  });

  it.each<[string, ExposureValue, ExposureValue]>([
    ["other hostnames", gateway({ hostname: "a.example.com" }), gateway({ hostname: "b.example.com" })],
    [
      "other paths",
      gateway({ hostname: HOSTNAME, paths: ["/a"] }),
      gateway({ hostname: HOSTNAME, paths: ["/b"] }),
    ],
    [
      "a beginning and a whole path",
      gateway({ hostname: HOSTNAME, paths: ["/a"] }),
      gateway({ hostname: HOSTNAME, paths: [{ exact: "/a" }] }),
    ],
    [
      "inside and outside",
      alb({ hostname: HOSTNAME }),
      alb({ hostname: HOSTNAME, scheme: "internet-facing" }),
    ],
    ["other entrances", alb({ hostname: HOSTNAME }), gateway({ hostname: HOSTNAME })],
  ])("takes %s", (_, one, other) => {
    expect(() => synth(both(one, other))).not.toThrow();
  });

  it("keeps clusters and stacks apart", () => {
    const manifests = manifestsOf(gateway({ hostname: HOSTNAME }));
    synth((stack) => {
      registerRoutes(new Construct(stack, "One"), clusterIn(stack, "Blue"), manifests);
      registerRoutes(new Construct(stack, "Two"), clusterIn(stack, "Green"), manifests);
      const other = new TerraformStack(stack.node.root, "other");
      registerRoutes(new Construct(other, "One"), clusterIn(other, "Blue"), manifests);
    });
    expect(
      codes(problemsOf(both(gateway({ hostname: HOSTNAME }), gateway({ hostname: HOSTNAME })))),
    ).toHaveLength(1);
  });
});
