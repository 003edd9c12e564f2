import { checkKnown, type Problems } from "../../../lib/core/errors";

/** Whose names a service's HTTP metrics have. */
export type HttpNames = "prometheus-client" | "opentelemetry";

/** Series of HTTP servers and the labels that matter. */
export interface HttpSeries {
  /** Counter of requests. */
  readonly requests: string;
  /** Histogram of durations in seconds, without `_bucket` and `_count`. */
  readonly durations: string;
  /** Label with the name of the service. */
  readonly service: string;
  /** Label with the status code. */
  readonly status: string;
  /** Labels that tell services apart. */
  readonly by: string;
}

/**
 * `prometheus-client`: what client libraries and their middlewares write. `opentelemetry`: the stable semantic
 * conventions as a collector turns them into Prometheus' names; `job` is then the service's namespace and name.
 */
export const HTTP_SERIES: { readonly [names in HttpNames]: HttpSeries } = {
  "prometheus-client": {
    requests: "http_requests_total",
    durations: "http_request_duration_seconds",
    service: "service",
    status: "status",
    by: "namespace, service",
  },
  opentelemetry: {
    requests: "http_server_request_duration_seconds_count",
    durations: "http_server_request_duration_seconds",
    service: "job",
    status: "http_response_status_code",
    by: "job",
  },
};

/** The series for a choice of names; reports names and labels that cannot be: `unknown-names`, `invalid-label`. */
export function httpSeries(
  names: HttpNames = "prometheus-client",
  statusLabel: string | undefined,
  problems: Problems,
): HttpSeries {
  const known = Object.keys(HTTP_SERIES);
  const chosen = checkKnown(problems, "names", "unknown-names", "family of names", names, known)
    ? HTTP_SERIES[names]
    : HTTP_SERIES["prometheus-client"];
  if (statusLabel !== undefined) {
    checkLabelName(problems, "statusLabel", statusLabel);
  }
  return { ...chosen, status: statusLabel ?? chosen.status };
}

/** Reports the name of a label that Prometheus does not take, as `invalid-label`. */
export function checkLabelName(problems: Problems, prop: string, name: string): void {
  problems.addIf(!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name), {
    prop,
    code: "invalid-label",
    rule: "the name of a label has letters, digits and underscores, and does not start with a digit",
    value: name,
    fix: "write the name as it stands in the series",
  });
}
