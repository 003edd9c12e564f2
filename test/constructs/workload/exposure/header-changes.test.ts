import { Fn } from "cdktf";
import { type HeaderChanges, headerFilter } from "../../../../constructs/workload/exposure/header-changes";
import { reported } from "../../../support/workloads";

function filter(changes: HeaderChanges, direction: "request" | "response" = "request") {
  return reported((problems) => headerFilter(direction, changes, problems));
}

describe("headerFilter", () => {
  it("sets, adds and removes, and leaves out what is empty", () => {
    expect(filter({ set: { "X-A": "1" }, add: { "X-B": "2" }, remove: ["X-C"] })).toEqual({
      result: {
        type: "RequestHeaderModifier",
        requestHeaderModifier: {
          set: [{ name: "X-A", value: "1" }],
          add: [{ name: "X-B", value: "2" }],
          remove: ["X-C"],
        },
      },
      codes: [],
    });
    expect(filter({ remove: ["Server"] }, "response").result).toEqual({
      type: "ResponseHeaderModifier",
      responseHeaderModifier: { remove: ["Server"] },
    });
  });

  it.each<[HeaderChanges, string[]]>([
    [{}, [" no-header"]],
    [{ set: { "X A": "1" } }, ["set invalid-header-name"]],
    [{ set: { "X-A": "1", "x-a": "2" } }, ["set duplicate-header"]],
    [{ add: { "X-A": "1\r\nX-B: 2" } }, ["add.X-A invalid-header-value"]],
    [{ add: { "X-A": "" } }, ["add.X-A invalid-header-value"]],
    [{ remove: Array.from({ length: 17 }, (_, index) => `X-${index}`) }, ["remove too-many-headers"]],
  ])("refuses %j", (changes, codes) => {
    expect(filter(changes).codes).toEqual(codes);
  });

  it("shows no value, which may be a secret, and lets tokens pass", () => {
    expect(filter({ set: { "X-A": Fn.join("\n", ["a", "b"]) } }).codes).toEqual([]);
    const problems = reported((all) => {
      headerFilter("request", { set: { "X-A": "s3cret\n" } }, all);
      return all.all;
    }).result;
    expect(JSON.stringify(problems)).not.toContain("s3cret");
  });
});
