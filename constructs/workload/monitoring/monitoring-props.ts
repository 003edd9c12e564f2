import type { AlertChange } from "../../observability/alerts/alert-set";
import type { HttpNames } from "../../observability/alerts/http-names";
import type { Labels } from "../extension";

/** How a workload is watched. */
export interface MonitoringProps {
  /**
   * Where its metrics are read; `"none"` for nowhere.
   * @default `/metrics` of the port called `metrics`; without such a port nowhere
   */
  readonly scrape?: ScrapeOptions | "none";
  /**
   * What it promises; what is not given is as the platform says. `"none"` promises nothing, so that nobody is told.
   * @default as the platform says, for services with a port and metrics
   */
  readonly objectives?: ServiceObjectives | "none";
}

/** Where the metrics of a workload are read. */
export interface ScrapeOptions {
  /** Name of a port of the workload. @default metrics */
  readonly port?: string;
  /** Path of the page with the metrics. @default /metrics */
  readonly path?: string;
  /**
   * Seconds between readings, 1 to 300; annotations, which stand where the platform says so or has no Prometheus, cannot
   * say it.
   * @default the interval of Prometheus
   */
  readonly intervalSeconds?: number;
}

/**
 * What a service promises to those who call it over HTTP. Each promise is recorded and watched as `sloAlerts` has it:
 * somebody is called where its error budget is used up within hours, and told where it will not last.
 */
export interface ServiceObjectives {
  /** Percent of requests answered with a status below 500; `"none"` promises nothing. @default 99.9 */
  readonly availabilityPercent?: number | "none";
  /**
   * Milliseconds `latencyPercent` of the requests are answered in; the histogram must have a bucket that ends there.
   * `"none"` promises nothing.
   * @default 500
   */
  readonly latencyMs?: number | "none";
  /** Percent of requests answered within `latencyMs`. @default 95 */
  readonly latencyPercent?: number;
  /** Days the promises are looked at. @default as long as metrics are kept, at most 30 */
  readonly windowDays?: number;
  /** Names the HTTP metrics of the service have. @default prometheus-client */
  readonly names?: HttpNames;
  /** Label with the status code. @default `status`, for opentelemetry `http_response_status_code` */
  readonly statusLabel?: string;
  /**
   * Requests a second within an hour below which nobody is told: of a few, one that fails is a large share. 0 tells
   * always.
   * @default 0.1
   */
  readonly leastRequestsPerSecond?: number;
  /** The budget is spent so fast that somebody has to look at once. @default critical, at once */
  readonly fast?: AlertChange;
  /** The budget will not last, and there is time until tomorrow. @default warning, at once */
  readonly slow?: AlertChange;
  /** Labels of the alerts beside `namespace`, `service` and the workload's `team`, for routing. @default none */
  readonly labels?: Labels;
}

/** How services are watched that say nothing themselves: what differs between environments. */
export interface MonitoringDefaults {
  /** What services promise; `"none"` promises nothing of those that say nothing. @default as ServiceObjectives has it */
  readonly objectives?: ServiceObjectives | "none";
  /** Folder where people read docs/runbooks, as PrometheusStack takes it. @default alerts name the page's path */
  readonly runbookBaseUrl?: string;
  /**
   * Address of Grafana as people reach it, without a slash at the end: alerts then carry `dashboard_url`.
   * @default they carry `dashboard`, the path of the service's dashboard
   */
  readonly dashboardBaseUrl?: string;
}

/** What is known of a workload where its monitoring is decided. */
export interface MonitoredWorkload {
  /** Its ports, by name. */
  readonly ports: { readonly [name: string]: number };
  /** Port that takes requests; undefined for a workload without. */
  readonly port: { readonly name: string; readonly number: number } | undefined;
  /** Services that select its pods. Exactly one: a ServiceMonitor, else a PodMonitor, which reads each pod once. */
  readonly services: readonly string[];
}
