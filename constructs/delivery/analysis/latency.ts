import { checkWholeNumber } from "../../../lib/core/quantities";
import type { HttpNames } from "../../observability/alerts/http-names";
import { httpSeries } from "../../observability/alerts/http-names";
import type { AnalysisValue } from "./analysis-value";
import { type MetricAnalysisProps, metricAnalysis } from "./metric-analysis";

/** Time the slowest requests of the new version take. */
export interface LatencyP95Props extends MetricAnalysisProps {
  /** Milliseconds that 95 of 100 requests may take at most. */
  readonly maxMs: number;
  /** Whose names the metrics have. @default prometheus-client: `http_request_duration_seconds` */
  readonly names?: HttpNames;
}

/** Time the slowest requests of the new version take, by a percentile of choice. */
export interface LatencyProps extends LatencyP95Props {
  /** Requests of 100 that are at most that slow: `99`. */
  readonly percentile: number;
}

/** 95 of 100 requests are answered in time. Codes: those of `metricAnalysis`, `out-of-range`, `unknown-names`. */
export function latencyP95(props: LatencyP95Props): AnalysisValue {
  return latency({ ...props, percentile: 95 });
}

/** So many of 100 requests are answered in time. Codes: those of `metricAnalysis`, `out-of-range`, `unknown-names`. */
export function latency(props: LatencyProps): AnalysisValue {
  return metricAnalysis(props, ({ pods, window, problems }) => {
    const { percentile, maxMs, names } = props;
    checkWholeNumber(problems, "percentile", percentile, 1, 99);
    checkWholeNumber(problems, "maxMs", maxMs, 1, 3_600_000);
    const { durations } = httpSeries(names, undefined, problems);
    const buckets = `sum by (le) (rate(${durations}_bucket{${pods}}[${window}]))`;
    const query = `histogram_quantile(${percentile / 100}, ${buckets}) * 1000`;
    return { name: `latency-p${percentile}`, query, range: { max: maxMs } };
  });
}
