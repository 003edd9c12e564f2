import {
  type HttpFilters,
  headerFilters,
  type PathRewrite,
  rewriteFilter,
  ruleTimeouts,
} from "../../../../constructs/workload/exposure/http-filters";
import { numberToken } from "../../../support/fake-keda";
import { reported } from "../../../support/workloads";

describe("rewriteFilter", () => {
  it.each<[PathRewrite, object]>([
    [{ prefix: "/" }, { path: { type: "ReplacePrefixMatch", replacePrefixMatch: "/" } }],
    [{ path: "/index.html" }, { path: { type: "ReplaceFullPath", replaceFullPath: "/index.html" } }],
    [{ hostname: "users.internal" }, { hostname: "users.internal" }],
  ])("renders %j", (rewrite, urlRewrite) => {
    expect(reported((problems) => rewriteFilter(rewrite, problems))).toEqual({
      result: { type: "URLRewrite", urlRewrite },
      codes: [],
    });
  });

  it.each<[PathRewrite, string[]]>([
    [{}, [" empty-rewrite"]],
    [{ prefix: "/", path: "/a" }, ["path ambiguous-rewrite"]],
    [{ prefix: "a" }, ["prefix invalid-path"]],
    [{ path: "/a/../b" }, ["path invalid-path"]],
    [{ hostname: "a b" }, ["hostname invalid-hostname"]],
    [{ hostname: "*.a.b" }, ["hostname invalid-hostname"]],
  ])("refuses %j", (rewrite, codes) => {
    expect(reported((problems) => rewriteFilter(rewrite, problems)).codes).toEqual(codes);
  });
});

describe("headerFilters", () => {
  it("renders both directions, and neither where nothing changes", () => {
    const both = { requestHeaders: { remove: ["Cookie"] }, responseHeaders: { set: { "X-A": "1" } } };
    const { result } = reported((problems) => headerFilters(both, problems));
    expect(result.map(({ type }) => type)).toEqual(["RequestHeaderModifier", "ResponseHeaderModifier"]);
    expect(reported((problems) => headerFilters({}, problems))).toEqual({ result: [], codes: [] });
  });

  it("names the prop of a mistake", () => {
    const { codes } = reported((problems) => headerFilters({ responseHeaders: {} }, problems));
    expect(codes).toEqual(["responseHeaders no-header"]);
  });
});

describe("ruleTimeouts", () => {
  it.each<[HttpFilters, object | undefined]>([
    [{}, undefined],
    [{ timeoutSeconds: 30 }, { request: "30s" }],
    [
      { timeoutSeconds: 0, backendTimeoutSeconds: 10 },
      { request: "0s", backendRequest: "10s" },
    ],
  ])("renders %j", (filters, timeouts) => {
    expect(reported((problems) => ruleTimeouts(filters, problems))).toEqual({ result: timeouts, codes: [] });
  });

  it.each<[HttpFilters, string[]]>([
    [{ timeoutSeconds: -1 }, ["timeoutSeconds out-of-range"]],
    [{ backendTimeoutSeconds: 0.5 }, ["backendTimeoutSeconds out-of-range"]],
    [{ timeoutSeconds: 5, backendTimeoutSeconds: 6 }, ["backendTimeoutSeconds timeouts-contradict"]],
    [{ timeoutSeconds: 5, backendTimeoutSeconds: numberToken() }, []],
  ])("checks %j", (filters, codes) => {
    expect(reported((problems) => ruleTimeouts(filters, problems)).codes).toEqual(codes);
  });
});
