import { Fn } from "cdktf";
import * as fc from "fast-check";
import { isPath, pathKey, resolvePaths } from "../../../../constructs/workload/exposure/paths";
import { reported } from "../../../support/workloads";

const SEGMENT = fc.stringMatching(/^[A-Za-z0-9_~-]{1,8}$/);

describe("resolvePaths", () => {
  it("takes every path where none is named", () => {
    expect(reported((problems) => resolvePaths(undefined, problems))).toEqual({
      result: [{ type: "PathPrefix", value: "/" }],
      codes: [],
    });
  });

  it("tells beginnings from whole paths", () => {
    expect(reported((problems) => resolvePaths(["/api", { exact: "/api" }], problems))).toEqual({
      result: [
        { type: "PathPrefix", value: "/api" },
        { type: "Exact", value: "/api" },
      ],
      codes: [],
    });
  });

  it.each([
    [[], ["paths no-path"]],
    [["api"], ["paths[0] invalid-path"]],
    [["/api", "/api/"], ["paths[1] duplicate-path"]],
    [[{ exact: "/a" }, { exact: "/a" }], ["paths[1] duplicate-path"]],
    [Array.from({ length: 65 }, (_, index) => `/${index}`), ["paths too-many-paths"]],
  ])("refuses %j", (paths, codes) => {
    expect(reported((problems) => resolvePaths(paths, problems)).codes).toEqual(codes);
  });

  it("lets paths pass that are known after apply", () => {
    const token = Fn.join("/", ["", "a"]);
    expect(reported((problems) => resolvePaths([token, token], problems)).codes).toEqual([]);
  });
});

describe("isPath", () => {
  it.each([
    "",
    "api",
    "//",
    "/a//b",
    "/a/./b",
    "/a/../b",
    "/..",
    "/a/.",
    "/a?b",
    "/a#b",
    "/%2fa",
    "/%2F",
    "/%zz",
    "/ä",
    "/a b",
    `/${"a".repeat(1024)}`,
  ])("refuses %s", (path) => {
    expect(isPath(path)).toBe(false);
  });

  it("takes what is made of plain segments, and dots within them", () => {
    fc.assert(
      fc.property(fc.array(SEGMENT, { maxLength: 5 }), (segments) => isPath(`/${segments.join("/")}`)),
    );
    expect(["/a.b", "/.well-known/x", "/a...b", "/%C3%A4", "/a:b@c"].filter((path) => !isPath(path))).toEqual(
      [],
    );
  });

  it("takes nothing that a URL would change", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const path = `/${text}`;
        return !isPath(path) || new URL(path, "http://a").pathname === path;
      }),
    );
  });
});

describe("pathKey", () => {
  it("ignores a slash at the end of a beginning, and only there", () => {
    const keys = (type: "PathPrefix" | "Exact") =>
      ["/", "/a", "/a/"].map((value) => pathKey({ type, value }));
    expect(keys("PathPrefix")).toEqual(["PathPrefix /", "PathPrefix /a", "PathPrefix /a"]);
    expect(keys("Exact")).toEqual(["Exact /", "Exact /a", "Exact /a/"]);
  });
});
