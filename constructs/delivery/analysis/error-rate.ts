import type { HttpNames } from "../../observability/alerts/http-names";
import { httpSeries } from "../../observability/alerts/http-names";
import type { AnalysisValue } from "./analysis-value";
import { checkRatio, type MetricAnalysisProps, metricAnalysis } from "./metric-analysis";

/** Share of failed requests of the new version. */
export interface ErrorRateProps extends MetricAnalysisProps {
  /** Share of requests that may be answered with a status of 500 and above: `0.01` is one in a hundred. @default 0.01 */
  readonly maxRatio?: number;
  /** Whose names the metrics have. @default prometheus-client: `http_requests_total` */
  readonly names?: HttpNames;
  /** Label with the status code. @default `status`, for opentelemetry `http_response_status_code` */
  readonly statusLabel?: string;
}

/** Codes: those of `metricAnalysis`, `out-of-range`, `unknown-names`, `invalid-label`. */
export function errorRate(props: ErrorRateProps = {}): AnalysisValue {
  return metricAnalysis(props, ({ pods, window, problems }) => {
    const { maxRatio = 0.01, names, statusLabel } = props;
    checkRatio(problems, "maxRatio", maxRatio);
    const { requests, status } = httpSeries(names, statusLabel, problems);
    const total = `sum(rate(${requests}{${pods}}[${window}]))`;
    const failed = `sum(rate(${requests}{${pods}, ${status}=~"5.."}[${window}]))`;
    // Many clients show a series of errors only after the first error.
    const query = `(${failed} or ${total} * 0) / ${total}`;
    return { name: "error-rate", query, range: { max: maxRatio } };
  });
}
