import { fires, quiet } from "./build-alert-cases";
import type { AlertCase } from "./promtool";

/** Minutes with so many events each, of which a percentage fails. */
export type Span = readonly [minutes: number, events: number, failedPercent: number];

/** Counters of all and of failed events over spans of time, one after the other. */
export function events(...spans: readonly Span[]): AlertCase["series"] {
  const counter = (rate: (span: Span) => number) =>
    spans.reduce(
      ({ text, sum }, span) => {
        const step = rate(span);
        return { text: `${text} ${sum + step}+${step}x${span[0] - 1}`, sum: sum + step * span[0] };
      },
      { text: "0", sum: 0 },
    ).text;
  return {
    'events_total{job="shop"}': counter(([, all]) => all),
    'failed_total{job="shop"}': counter(([, all, percent]) => (all * percent) / 100),
  };
}

/** The minute at which spans end. */
function endOf(...spans: readonly Span[]): number {
  return spans.reduce((sum, [minutes]) => sum + minutes, 0);
}

const FAST = "SloCheckoutAvailabilityBurnsFast";
const SLOW = "SloCheckoutAvailabilityBurnsSlowly";

function firing(alert: string, when: string, share: string, ...spans: readonly Span[]): AlertCase {
  const ending =
    alert === FAST ? "which uses up its budget within days or hours" : "which its budget does not last for";
  const summary = `SLO checkout-availability: ${share} of events fail, ${ending}`;
  const labels = { slo: "checkout-availability", team: "shop" };
  return paced(fires(alert, when, events(...spans), endOf(...spans), labels, summary));
}

function silent(alert: string, when: string, ...spans: readonly Span[]): AlertCase {
  return paced(quiet(alert, when, events(...spans), endOf(...spans)));
}

/** Looks less often at what takes days. */
function paced(one: AlertCase): AlertCase {
  return { ...one, everyMinutes: one.atMinute > 2000 ? 10 : one.atMinute > 500 ? 5 : 1 };
}

/**
 * What an objective of 99 percent must do: 1 percent may fail. Each pair of windows is shown alone, so that the others
 * would not hide what it does; where a short burn must not touch the pair over three days, there was more traffic
 * before it.
 */
export const SLO_ALERT_CASES: readonly AlertCase[] = [
  firing(FAST, "above 14.4 times for an hour", "14.6%", [120, 1000, 0], [65, 1000, 14.6]),
  silent(FAST, "below 14.4 times for an hour", [120, 1000, 0], [65, 1000, 14.2]),
  silent(FAST, "far above 14.4 times for half an hour", [240, 1000, 0], [35, 1000, 20]),
  silent(FAST, "when that ended five minutes ago", [240, 1000, 0], [60, 1000, 20], [6, 1000, 0]),
  firing(FAST, "above 6 times for six hours", "6.1%", [1200, 1000, 0], [365, 1000, 6.1]),
  silent(FAST, "below 6 times for six hours", [1200, 1000, 0], [365, 1000, 5.9]),
  silent(FAST, "above 6 times for three hours", [1200, 1000, 0], [180, 1000, 10]),
  silent(FAST, "when that ended half an hour ago", [1200, 1000, 0], [330, 1000, 10], [40, 1000, 0]),
  silent(FAST, "without events", [65, 1000, 100], [200, 0, 0]),
  firing(SLOW, "above 3 times for a day", "3.1%", [2880, 10_000, 0], [1450, 1000, 3.1]),
  silent(SLOW, "below 3 times for a day", [2880, 10_000, 0], [1450, 1000, 2.9]),
  silent(SLOW, "above 3 times for half a day", [2880, 10_000, 0], [720, 1000, 0], [720, 1000, 5]),
  silent(SLOW, "when that ended two hours ago", [2880, 10_000, 0], [1300, 1000, 5], [130, 1000, 0]),
  firing(SLOW, "above what there is for three days", "1.05%", [100, 1000, 0], [4330, 1000, 1.05]),
  silent(SLOW, "below what there is for three days", [100, 1000, 0], [4330, 1000, 0.95]),
  silent(SLOW, "above what there is for a day", [3000, 1000, 0], [1500, 1000, 2.5]),
  silent(SLOW, "when that ended six hours ago", [3800, 1000, 2], [370, 1000, 0]),
];
