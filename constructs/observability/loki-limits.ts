import type { Problems } from "../../lib/core/errors";
import { checkWholeNumber } from "../../lib/core/quantities";
import { ifKnown, isToken } from "../../lib/core/tokens";
import { MAX_RETENTION_DAYS } from "./object-storage-config";

/** What Loki takes from a tenant, or from everybody where there is one tenant. */
export interface LokiLimits {
  /** Megabytes a second. @default Loki's 4 */
  readonly ingestionRateMb?: number;
  /** Megabytes that pass at once, at least `ingestionRateMb`. @default one and a half times ingestionRateMb */
  readonly ingestionBurstMb?: number;
  /** Active streams; each set of values of the labels is one. @default Loki's 5000; `"none"` for no limit */
  readonly maxStreams?: number | "none";
  /** Kilobytes of a line; longer ones are refused. @default Loki's 256; `"none"` for no limit */
  readonly maxLineKb?: number | "none";
  /** @default false. True cuts lines that are too long instead of refusing them */
  readonly truncateLongLines?: boolean;
  /** Lines older than this are refused. @default the chart's 168, a week; `"none"` takes lines of any age */
  readonly rejectOlderThanHours?: number | "none";
  /** Days back a query reaches; it is cut, not refused. @default the longest retention; `"none"` for no limit */
  readonly queryLookbackDays?: number | "none";
}

/** Limits as `limits_config` and the overrides of a tenant have them. */
export type LimitsConfig = {
  readonly ingestion_rate_mb?: number;
  readonly ingestion_burst_size_mb?: number;
  readonly max_global_streams_per_user?: number;
  readonly max_line_size?: string | number;
  readonly max_line_size_truncate?: boolean;
  readonly reject_old_samples?: boolean;
  readonly reject_old_samples_max_age?: string;
  readonly max_query_lookback?: string;
};

/** Loki's own relation of burst and rate, 6 to 4. */
const BURST_PER_RATE = 1.5;

/** Megabytes a second Loki takes when nobody says so. Source: `ingestion_rate_mb` in Loki's reference. */
const DEFAULT_RATE_MB = 4;

const MAX_MB = 10_000;

/** Limits as Loki writes them; what is not given keeps its default. */
export function limitsConfig(limits: LokiLimits, longest: number | "forever"): LimitsConfig {
  const { ingestionRateMb, ingestionBurstMb, maxStreams, maxLineKb, truncateLongLines } = limits;
  const { rejectOlderThanHours, queryLookbackDays = longest === "forever" ? "none" : longest } = limits;
  const burst = ingestionBurstMb ?? (ingestionRateMb && ingestionRateMb * BURST_PER_RATE);
  return {
    ...(ingestionRateMb !== undefined && { ingestion_rate_mb: ingestionRateMb }),
    ...(burst !== undefined && { ingestion_burst_size_mb: burst }),
    ...(maxStreams !== undefined && { max_global_streams_per_user: maxStreams === "none" ? 0 : maxStreams }),
    ...(maxLineKb !== undefined && { max_line_size: maxLineKb === "none" ? 0 : `${maxLineKb}KB` }),
    ...(truncateLongLines !== undefined && { max_line_size_truncate: truncateLongLines }),
    ...(rejectOlderThanHours !== undefined &&
      (rejectOlderThanHours === "none"
        ? { reject_old_samples: false }
        : { reject_old_samples: true, reject_old_samples_max_age: `${rejectOlderThanHours}h` })),
    max_query_lookback: queryLookbackDays === "none" ? "0s" : `${queryLookbackDays * 24}h`,
  };
}

/** Checks limits. Codes: `out-of-range`, `burst-below-rate`. */
export function checkLimits(limits: LokiLimits, problems: Problems): void {
  const { ingestionRateMb, ingestionBurstMb } = limits;
  checkMegabytes(problems, "ingestionRateMb", ingestionRateMb);
  checkMegabytes(problems, "ingestionBurstMb", ingestionBurstMb);
  const rate = ingestionRateMb ?? DEFAULT_RATE_MB;
  ifKnown(ingestionBurstMb, (burst) => {
    problems.addIf(!isToken(rate) && burst < rate, {
      prop: "ingestionBurstMb",
      code: "burst-below-rate",
      rule: `a burst below the rate, ${rate} MB, would be the rate`,
      value: burst,
      fix: "raise ingestionBurstMb or leave it out",
    });
  });
  checkCount(problems, "maxStreams", limits.maxStreams, 10_000_000);
  checkCount(problems, "maxLineKb", limits.maxLineKb, 1024 * 1024);
  checkCount(problems, "rejectOlderThanHours", limits.rejectOlderThanHours, 24 * MAX_RETENTION_DAYS);
  checkCount(problems, "queryLookbackDays", limits.queryLookbackDays, MAX_RETENTION_DAYS);
}

function checkCount(
  problems: Problems,
  prop: string,
  value: number | "none" | undefined,
  most: number,
): void {
  if (value !== "none") {
    checkWholeNumber(problems, prop, value, 1, most);
  }
}

function checkMegabytes(problems: Problems, prop: string, megabytes: number | undefined): void {
  ifKnown(megabytes, (known) => {
    problems.addIf(!(known > 0 && known <= MAX_MB), {
      prop,
      code: "out-of-range",
      rule: `must be more than 0 and at most ${MAX_MB}`,
      value: known,
      fix: "choose a number in that range",
    });
  });
}
