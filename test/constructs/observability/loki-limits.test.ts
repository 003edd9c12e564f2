import { checkLimits, type LokiLimits, limitsConfig } from "../../../constructs/observability/loki-limits";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function problemsIn(limits: LokiLimits): string[] {
  const problems = new Problems();
  checkLimits(limits, problems);
  return codes(problems.all);
}

describe("limitsConfig", () => {
  it("lets queries reach back as far as logs are kept, and leaves the rest to Loki", () => {
    expect(limitsConfig({}, 90)).toEqual({ max_query_lookback: "2160h" });
    expect(limitsConfig({}, "forever")).toEqual({ max_query_lookback: "0s" });
  });

  it("renders every limit", () => {
    const limits: LokiLimits = {
      ingestionRateMb: 20,
      ingestionBurstMb: 40,
      maxStreams: 10_000,
      maxLineKb: 64,
      truncateLongLines: true,
      rejectOlderThanHours: 24,
      queryLookbackDays: 7,
    };
    expect(limitsConfig(limits, 90)).toEqual({
      ingestion_rate_mb: 20,
      ingestion_burst_size_mb: 40,
      max_global_streams_per_user: 10_000,
      max_line_size: "64KB",
      max_line_size_truncate: true,
      reject_old_samples: true,
      reject_old_samples_max_age: "24h",
      max_query_lookback: "168h",
    });
  });

  it("makes room for a burst where only the rate is given", () => {
    expect(limitsConfig({ ingestionRateMb: 20 }, 30).ingestion_burst_size_mb).toBe(30);
  });

  it("lifts each limit when told to", () => {
    const off: LokiLimits = {
      maxStreams: "none",
      maxLineKb: "none",
      truncateLongLines: false,
      rejectOlderThanHours: "none",
      queryLookbackDays: "none",
    };
    expect(limitsConfig(off, 30)).toEqual({
      max_global_streams_per_user: 0,
      max_line_size: 0,
      max_line_size_truncate: false,
      reject_old_samples: false,
      max_query_lookback: "0s",
    });
  });
});

describe("checkLimits", () => {
  it.each<LokiLimits>([
    {},
    { ingestionRateMb: 0.5 },
    { ingestionRateMb: 8, ingestionBurstMb: 8 },
    { maxStreams: "none", maxLineKb: "none", rejectOlderThanHours: "none", queryLookbackDays: "none" },
  ])("takes %j", (limits) => {
    expect(problemsIn(limits)).toEqual([]);
  });

  it.each<[LokiLimits, string]>([
    [{ ingestionRateMb: 0 }, "ingestionRateMb out-of-range"],
    [{ ingestionRateMb: Number.NaN }, "ingestionRateMb out-of-range"],
    [{ ingestionBurstMb: 20_000 }, "ingestionBurstMb out-of-range"],
    [{ ingestionRateMb: 8, ingestionBurstMb: 7 }, "ingestionBurstMb burst-below-rate"],
    [{ ingestionBurstMb: 3 }, "ingestionBurstMb burst-below-rate"],
    [{ maxStreams: 0 }, "maxStreams out-of-range"],
    [{ maxLineKb: 0 }, "maxLineKb out-of-range"],
    [{ rejectOlderThanHours: 1.5 }, "rejectOlderThanHours out-of-range"],
    [{ queryLookbackDays: 0 }, "queryLookbackDays out-of-range"],
  ])("fails on %j", (limits, problem) => {
    expect(problemsIn(limits)).toEqual([problem]);
  });
});
