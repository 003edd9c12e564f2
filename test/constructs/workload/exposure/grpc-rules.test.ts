import { type GrpcRulesProps, grpcRules } from "../../../../constructs/workload/exposure/grpc-rules";
import { reported } from "../../../support/workloads";

const BACKENDS = [{ name: "users", port: 9000 }];

describe("grpcRules", () => {
  it("takes every service unless some are named", () => {
    const rules = (props: GrpcRulesProps) =>
      reported((problems) => grpcRules(props, problems)).result(BACKENDS);
    expect(rules({})).toEqual([{ backendRefs: BACKENDS }]);
    expect(rules({ grpcServices: ["shop.v1.Users"], requestHeaders: { remove: ["x-a"] } })).toEqual([
      {
        matches: [{ method: { type: "Exact", service: "shop.v1.Users" } }],
        filters: [{ type: "RequestHeaderModifier", requestHeaderModifier: { remove: ["x-a"] } }],
        backendRefs: BACKENDS,
      },
    ]);
  });

  it.each<[GrpcRulesProps, string[]]>([
    [{ grpcServices: [] }, ["grpcServices no-grpc-service"]],
    [{ grpcServices: ["shop/Users"] }, ["grpcServices[0] invalid-grpc-service"]],
    [{ grpcServices: ["/shop.Users"] }, ["grpcServices[0] invalid-grpc-service"]],
    [
      { grpcServices: Array.from({ length: 65 }, (_, index) => `a.B${index}`) },
      ["grpcServices too-many-grpc-services"],
    ],
    [{ responseHeaders: {} }, ["responseHeaders no-header"]],
  ])("refuses %j", (props, codes) => {
    expect(reported((problems) => grpcRules(props, problems)).codes).toEqual(codes);
  });
});
