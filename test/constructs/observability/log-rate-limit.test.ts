import { type LogRateLimit, resolveRateLimit } from "../../../constructs/observability/log-rate-limit";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function resolved(limit: LogRateLimit) {
  const problems = new Problems();
  const config = resolveRateLimit(limit, problems);
  return { config, problems: codes(problems.all) };
}

describe("resolveRateLimit", () => {
  it("gives each namespace its own limit and loses what is beyond", () => {
    expect(resolved({ linesPerSecond: 100 })).toEqual({
      config: { linesPerSecond: 100, burstLines: 200, label: "namespace", drop: true },
      problems: [],
    });
  });

  it("lets the lines of a collector wait", () => {
    const { config, problems } = resolved({ linesPerSecond: 100, per: "collector", beyond: "wait" });
    expect(problems).toEqual([]);
    expect(config).toMatchObject({ label: undefined, drop: false });
  });

  it("gives each app its own limit", () => {
    expect(resolved({ linesPerSecond: 5, burstLines: 5, per: "app" }).config).toMatchObject({
      label: "app",
      burstLines: 5,
    });
  });

  it.each<[object, string]>([
    [{ linesPerSecond: 0 }, "linesPerSecond out-of-range"],
    [{ linesPerSecond: 1.5 }, "linesPerSecond out-of-range"],
    [{ linesPerSecond: 10, burstLines: 9 }, "burstLines burst-below-rate"],
    [{ linesPerSecond: 1, burstLines: 1.5 }, "burstLines out-of-range"],
    [{ linesPerSecond: 1, beyond: "wait" }, "beyond wait-needs-collector"],
    [{ linesPerSecond: 1, per: "pod" }, "per unknown-per"],
    [{ linesPerSecond: 1, beyond: "keep" }, "beyond unknown-beyond"],
  ])("fails on %j", (limit, problem) => {
    expect(resolved(limit as LogRateLimit).problems).toEqual([problem]);
  });
});
