import * as fc from "fast-check";
import { type AnalysisPaceProps, resolvePace } from "../../../../constructs/delivery/analysis/analysis-pace";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function resolved(props: AnalysisPaceProps) {
  const problems = new Problems();
  return { pace: resolvePace(props, problems), problems: codes(problems.all) };
}

describe("resolvePace", () => {
  it("asks five times a minute apart and lets one bad answer pass", () => {
    expect(resolved({})).toEqual({
      pace: { initialDelaySeconds: undefined, intervalSeconds: 60, count: 5, failureLimit: 1 },
      problems: [],
    });
  });

  it("lets no bad answer pass where it asks once", () => {
    expect(resolved({ count: 1 }).pace.failureLimit).toBe(0);
  });

  it.each<[AnalysisPaceProps, string]>([
    [{ initialDelaySeconds: 0 }, "initialDelaySeconds out-of-range"],
    [{ intervalSeconds: 1 }, "intervalSeconds out-of-range"],
    [{ count: 0, failureLimit: -1 }, "count out-of-range"],
    [{ failureLimit: 1.5 }, "failureLimit out-of-range"],
  ])("refuses %j", (props, problem) => {
    expect(resolved(props).problems).toContain(problem);
  });

  it("refuses exactly those that never fail", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.nat(100), (count, failureLimit) => {
        expect(resolved({ count, failureLimit }).problems).toEqual(
          failureLimit < count ? [] : ["failureLimit analysis-cannot-fail"],
        );
      }),
    );
  });
});
