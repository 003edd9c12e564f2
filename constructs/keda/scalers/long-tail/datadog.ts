import type { SecretReference } from "../../secret-reference";
import type { TableScalerProps } from "../table-scaler";

/** Result of a Datadog query or of a DatadogMetric object. Made from scaler-table.json by `npm run generate`. */
export interface DatadogScalerProps extends TableScalerProps {
  /**
   * Kubernetes namespace of the Datadog Cluster Agent, for useClusterAgentProxy. Never the value itself.
   * @default not set
   */
  readonly datadogNamespace?: SecretReference;
  /**
   * Name of the Cluster Agent's metrics Service, for useClusterAgentProxy. Never the value itself.
   * @default not set
   */
  readonly datadogMetricsService?: SecretReference;
  /**
   * Port on which the Cluster Agent's metrics Service listens. Never the value itself.
   * @default 8443
   */
  readonly datadogMetricsServicePort?: SecretReference;
  /**
   * Accept any TLS certificate of the Cluster Agent. Never the value itself.
   * @default false
   */
  readonly unsafeSsl?: SecretReference;
  /**
   * How KEDA signs in to the Cluster Agent. Never the value itself.
   * @default bearer
   */
  readonly authMode?: SecretReference;
  /**
   * ServiceAccount token for the Cluster Agent; must be allowed to read external metrics. Never the value itself.
   * @default not set
   */
  readonly token?: SecretReference;
  /**
   * DatadogMetric object to read, for useClusterAgentProxy.
   * @default not set
   */
  readonly datadogMetricName?: string;
  /**
   * Kubernetes namespace of that DatadogMetric object, for useClusterAgentProxy.
   * @default not set
   */
  readonly datadogMetricNamespace?: string;
  /**
   * With useClusterAgentProxy: scales up from zero once the metric is above this number.
   * @default 0
   */
  readonly activationTargetValue?: number;
  /**
   * API key with which KEDA queries the Datadog API directly. Never the value itself.
   * @default not set
   */
  readonly apiKey?: SecretReference;
  /**
   * Application key with which KEDA queries the Datadog API directly. Never the value itself.
   * @default not set
   */
  readonly appKey?: SecretReference;
  /**
   * Datadog region of the account, such as datadoghq.eu. Never the value itself.
   * @default datadoghq.com
   */
  readonly datadogSite?: SecretReference;
  /**
   * Metric query with its scope, such as sum:trace.http.request.hits{service:web}.as_count().
   * @default not set
   */
  readonly query?: string;
  /**
   * Combines the results into one number when the query holds several queries.
   * @default not set
   */
  readonly queryAggregator?: "average" | "max";
  /**
   * With a direct query: scales up from zero once the result is above this number.
   * @default 0
   */
  readonly activationQueryValue?: number;
  /**
   * Length in seconds of the period to query; less than 60 may find no data point.
   * @default 90
   */
  readonly ageSeconds?: number;
  /**
   * Seconds by which the queried period ends before now, for metrics that arrive late.
   * @default 0
   */
  readonly timeWindowOffsetSeconds?: number;
  /**
   * Data points to skip from the newest one; 1 avoids a half-filled last rollup.
   * @default 0
   */
  readonly lastAvailablePointOffset?: number;
  /**
   * Read a DatadogMetric object through the Cluster Agent instead of querying the Datadog API.
   * @default false
   */
  readonly useClusterAgentProxy?: boolean;
  /**
   * Without effect: KEDA builds the metric name itself.
   * @default not set
   */
  readonly hpaMetricName?: string;
  /**
   * Number to report when Datadog has no data for the period, instead of an error.
   * @default not set
   */
  readonly metricUnavailableValue?: number;
  /**
   * Value one replica should carry; needed unless queryValue or a scaling formula sets it.
   * @default not set
   */
  readonly targetValue?: number;
  /**
   * Other name of targetValue; set only one of the two.
   * @default not set
   */
  readonly queryValue?: number;
  /**
   * Longest wait in seconds for an answer; replaces the HTTP timeout of the KEDA operator.
   * @default not set
   */
  readonly timeoutSeconds?: number;
}
