import { httpRules } from "../../../../constructs/workload/exposure/http-rules";
import type { PathMatch } from "../../../../constructs/workload/exposure/paths";
import { reported } from "../../../support/workloads";

const PATHS: PathMatch[] = [
  { type: "PathPrefix", value: "/a" },
  { type: "PathPrefix", value: "/b" },
];
const BACKENDS = [{ name: "users", port: 3000 }];

describe("httpRules", () => {
  it("has one rule for all paths, with nothing that was not asked for", () => {
    const { result, codes } = reported((problems) => httpRules(PATHS, {}, problems));
    expect(codes).toEqual([]);
    expect(result(BACKENDS)).toEqual([{ matches: PATHS.map((path) => ({ path })), backendRefs: BACKENDS }]);
  });

  it("has a rule for each path whose beginning is replaced", () => {
    const filters = { rewrite: { prefix: "/" }, timeoutSeconds: 5 };
    const { result, codes } = reported((problems) => httpRules(PATHS, filters, problems));
    expect(codes).toEqual([]);
    expect(result(BACKENDS)).toMatchObject(
      PATHS.map((path) => ({
        matches: [{ path }],
        filters: [{ type: "URLRewrite" }],
        timeouts: { request: "5s" },
      })),
    );
  });

  it("refuses to replace the beginning of a whole path, and of too many", () => {
    const exact: PathMatch[] = [{ type: "Exact", value: "/a" }];
    const many = Array.from(
      { length: 17 },
      (_, index): PathMatch => ({ type: "PathPrefix", value: `/${index}` }),
    );
    const codes = (paths: PathMatch[]) =>
      reported((problems) => httpRules(paths, { rewrite: { prefix: "/" } }, problems)).codes;
    expect(codes(exact)).toEqual(["rewrite.prefix rewrite-needs-prefix"]);
    expect(codes(many)).toEqual(["paths too-many-paths"]);
    expect(codes(many.slice(1))).toEqual([]);
  });
});
