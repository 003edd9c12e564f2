/** Where logs are sent to and asked for: what collectors and dashboards need of a Loki, own or foreign. */
export interface ILogStore {
  /** URL logs are sent to: `http://loki.loki.svc.cluster.local:3100/loki/api/v1/push`. */
  readonly pushUrl: string;
  /** URL Grafana asks: `http://loki.loki.svc.cluster.local:3100`. */
  readonly queryUrl: string;
  /** Whether every request must name a tenant. */
  readonly multiTenant: boolean;
}
