import type { Problems } from "../../../lib/core/errors";
import { isToken } from "../../../lib/core/tokens";
import { checkLabelName, type HttpNames, httpSeries } from "./http-names";
import { quoted, series } from "./per-name";

/** What is counted, and what of it counts as failed. Exactly one of these. */
export type SloIndicator =
  | { readonly errorRatio: ErrorRatio }
  | { readonly latency: LatencyIndicator }
  | { readonly httpErrors: HttpIndicator }
  | { readonly httpLatency: HttpIndicator & { readonly thresholdMs: number } };

/** Failed and all events, each as PromQL that gives events a second; what it gives is summed up. */
export interface ErrorRatio {
  /** `rate(orders_total{result="failed"}[5m])`. Nothing stands for no errors. */
  readonly errors: string;
  /** `rate(orders_total[5m])` */
  readonly total: string;
}

/** Events that took longer than a time, from a histogram in seconds. */
export interface LatencyIndicator {
  /** Name without `_bucket` and `_count`: `http_request_duration_seconds`. */
  readonly histogram: string;
  /** Milliseconds an event may take. The histogram must have a bucket that ends there: without, nothing is recorded. */
  readonly thresholdMs: number;
  /** Labels of the series meant. @default all series of the histogram */
  readonly labels?: Readonly<Record<string, string>>;
}

/** HTTP requests of one service. Failed are those answered with a status of 500 and above. */
export interface HttpIndicator {
  /** Value of the label `service`; for opentelemetry of `job`: the service's namespace, a slash and its name. */
  readonly service: string;
  /** @default services of that name in every namespace */
  readonly namespace?: string;
  /** @default prometheus-client */
  readonly names?: HttpNames;
  /** @default `status`, for opentelemetry `http_response_status_code` */
  readonly statusLabel?: string;
}

/** Failed and all events a second, as PromQL. */
export interface ResolvedIndicator {
  readonly errors: string;
  readonly total: string;
}

interface Kinds {
  readonly errorRatio: ErrorRatio;
  readonly latency: LatencyIndicator;
  readonly httpErrors: HttpIndicator;
  readonly httpLatency: HttpIndicator & { readonly thresholdMs: number };
}

const KINDS = ["errorRatio", "latency", "httpErrors", "httpLatency"] as const;

/**
 * The two expressions of an indicator. Codes: `invalid-indicator`, `missing-expr`, `missing-service`, `invalid-name`,
 * `invalid-label`, `unknown-names`, `out-of-range`.
 */
export function resolveIndicator(indicator: SloIndicator, problems: Problems): ResolvedIndicator {
  const given: Partial<Kinds> = indicator ?? {};
  const names = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const [kind] = KINDS.filter((one) => typeof given[one] === "object" && given[one] !== null);
  const invalid = problems.addIf(kind === undefined || names.length !== 1, {
    prop: "",
    code: "invalid-indicator",
    rule: "an indicator is exactly one of errorRatio, latency, httpErrors and httpLatency, as an object",
    value: names,
    fix: "keep one of them; two indicators are two SLOs",
  });
  if (invalid) {
    return { errors: "", total: "" };
  }
  if (given.errorRatio) {
    return errorRatio(given.errorRatio, problems.at("errorRatio"));
  }
  if (given.latency) {
    return latency(given.latency, problems.at("latency"));
  }
  if (given.httpErrors) {
    return httpErrors(given.httpErrors, problems.at("httpErrors"));
  }
  return given.httpLatency
    ? httpLatency(given.httpLatency, problems.at("httpLatency"))
    : { errors: "", total: "" };
}

function errorRatio({ errors, total }: ErrorRatio, problems: Problems): ResolvedIndicator {
  for (const [prop, expr] of Object.entries({ errors, total })) {
    problems.addIf(typeof expr !== "string" || expr.trim() === "", {
      prop,
      code: "missing-expr",
      rule: "both expressions of an error ratio are given",
      fix: 'write PromQL that gives events a second, such as rate(orders_total{result="failed"}[5m])',
    });
  }
  // Many clients show a series of errors only after the first error.
  return { errors: `sum(${errors}) or sum(${total}) * 0`, total: `sum(${total})` };
}

function latency({ histogram, thresholdMs, labels = {} }: LatencyIndicator, problems: Problems) {
  problems.addIf(!/^[A-Za-z_:][A-Za-z0-9_:]*$/.test(histogram ?? ""), {
    prop: "histogram",
    code: "invalid-name",
    rule: "the name of a series has letters, digits, underscores and colons, and does not start with a digit",
    value: histogram,
    fix: "write the name of the histogram without _bucket",
  });
  for (const name of Object.keys(labels)) {
    checkLabelName(problems.at("labels"), name, name);
  }
  checkThreshold(thresholdMs, problems);
  return slower(histogram, thresholdMs, matchersOf(labels));
}

function httpErrors(indicator: HttpIndicator, problems: Problems): ResolvedIndicator {
  const { requests, status, ...http } = httpOf(indicator, problems);
  const all = rate(series(requests, ...http.matchers));
  const failed = rate(series(requests, ...http.matchers, `${status}=~"5.."`));
  return { errors: `${failed} or ${all} * 0`, total: all };
}

function httpLatency(
  indicator: HttpIndicator & { readonly thresholdMs: number },
  problems: Problems,
): ResolvedIndicator {
  const { durations, matchers } = httpOf(indicator, problems);
  checkThreshold(indicator.thresholdMs, problems);
  return slower(durations, indicator.thresholdMs, matchers);
}

function httpOf({ service, namespace, names, statusLabel }: HttpIndicator, problems: Problems) {
  problems.addIf((service ?? "").trim() === "", {
    prop: "service",
    code: "missing-service",
    rule: "the service is named whose requests are meant",
    fix: "write the value of its label",
  });
  const http = httpSeries(names, statusLabel, problems);
  return { ...http, matchers: matchersOf({ ...(namespace && { namespace }), [http.service]: service }) };
}

/** A bucket that is missing gives nothing, rather than the good news that all were fast or the bad that none was. */
function slower(histogram: string, thresholdMs: number, matchers: readonly string[]): ResolvedIndicator {
  const total = rate(series(`${histogram}_count`, ...matchers));
  const fast = rate(series(`${histogram}_bucket`, ...matchers, bucketUpTo(thresholdMs / 1000)));
  return { errors: `clamp_min(${total} - ${fast}, 0)`, total };
}

/** Whole seconds are written 1 or 1.0, as the client and the version of Prometheus have it. */
function bucketUpTo(seconds: number): string {
  return Number.isInteger(seconds) ? `le=~"${seconds}|${seconds}[.]0"` : `le="${seconds}"`;
}

function matchersOf(labels: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(labels).map(([name, value]) => `${name}=${quoted(value ?? "")}`);
}

function rate(counter: string): string {
  return `sum(rate(${counter}[5m]))`;
}

function checkThreshold(thresholdMs: number, problems: Problems): void {
  const fits = Number.isInteger(thresholdMs) && thresholdMs >= 1 && thresholdMs <= 3_600_000;
  problems.addIf(isToken(thresholdMs) || !fits, {
    prop: "thresholdMs",
    code: "out-of-range",
    rule: "must be a whole number of milliseconds from 1 to 3600000",
    value: thresholdMs,
    fix: "choose the end of one of the histogram's buckets",
  });
}
