import { HTTP_SERIES, httpSeries } from "../../../../constructs/observability/alerts/http-names";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

describe("httpSeries", () => {
  it("has the names of client libraries where nothing is said", () => {
    expect(httpSeries(undefined, undefined, new Problems())).toEqual(HTTP_SERIES["prometheus-client"]);
  });

  it("takes another label for the status", () => {
    expect(httpSeries("opentelemetry", "code", new Problems())).toEqual({
      ...HTTP_SERIES.opentelemetry,
      status: "code",
    });
  });

  it.each([
    ["a.b", "statusLabel invalid-label"],
    ["1a", "statusLabel invalid-label"],
    ['a="b"', "statusLabel invalid-label"],
  ])("fails on the label %s", (label, problem) => {
    const problems = new Problems();
    httpSeries("opentelemetry", label, problems);
    expect(codes(problems.all)).toEqual([problem]);
  });

  it("fails on names it does not know, and goes on with others", () => {
    const problems = new Problems();
    expect(httpSeries("toString" as "opentelemetry", undefined, problems)).toEqual(
      HTTP_SERIES["prometheus-client"],
    );
    expect(codes(problems.all)).toEqual(["names unknown-names"]);
  });
});
