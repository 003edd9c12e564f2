import { type AiServicesDashboardProps, aiServicesDashboard } from "./ai-services";
import { type BusinessMetricsDashboardProps, businessMetricsDashboard } from "./business-metrics";
import { type CostDashboardProps, costDashboard } from "./cost";
import type { Dashboard } from "./dashboard-builder";
import { type DoraDashboardProps, doraDashboard } from "./dora";
import { logsDashboard } from "./logs";
import { type MicroserviceDashboardProps, microserviceDashboard } from "./microservice";
import { mongodbDashboard } from "./mongodb";
import { postgresqlDashboard } from "./postgresql";
import { rabbitmqDashboard } from "./rabbitmq";
import { redisDashboard } from "./redis";
import { sloDashboard } from "./slo";
import { systemOverviewDashboard } from "./system-overview";
import { type TracesDashboardProps, tracesDashboard } from "./traces";

/** Which dashboards there are, by what each needs to know; `"none"` leaves one out. */
export interface StandardDashboardsProps {
  /** @default there */
  readonly systemOverview?: "none";
  /** @default with the names of the Prometheus clients */
  readonly microservice?: MicroserviceDashboardProps | "none";
  /** @default there */
  readonly mongodb?: "none";
  /** @default there */
  readonly postgresql?: "none";
  /** @default there */
  readonly redis?: "none";
  /** @default there */
  readonly rabbitmq?: "none";
  /** @default without panels for vLLM */
  readonly aiServices?: AiServicesDashboardProps | "none";
  /** @default none: somebody has to say which metrics matter */
  readonly businessMetrics?: BusinessMetricsDashboardProps;
  /** @default there */
  readonly logs?: "none";
  /** @default with durations in seconds */
  readonly traces?: TracesDashboardProps | "none";
  /** @default there */
  readonly slo?: "none";
  /** @default for production */
  readonly dora?: DoraDashboardProps | "none";
  /** @default without prices */
  readonly cost?: CostDashboardProps | "none";
}

/** The dashboards of this package, in the order people look at them. */
export function standardDashboards(props: StandardDashboardsProps = {}): readonly Dashboard[] {
  return [
    unlessNone(props.systemOverview, systemOverviewDashboard),
    unlessNone(props.microservice, microserviceDashboard),
    unlessNone(props.logs, logsDashboard),
    unlessNone(props.traces, tracesDashboard),
    unlessNone(props.slo, sloDashboard),
    unlessNone(props.mongodb, mongodbDashboard),
    unlessNone(props.postgresql, postgresqlDashboard),
    unlessNone(props.redis, redisDashboard),
    unlessNone(props.rabbitmq, rabbitmqDashboard),
    unlessNone(props.aiServices, aiServicesDashboard),
    props.businessMetrics && businessMetricsDashboard(props.businessMetrics),
    unlessNone(props.dora, doraDashboard),
    unlessNone(props.cost, costDashboard),
  ].filter((dashboard) => dashboard !== undefined);
}

function unlessNone<Props>(
  props: Props | "none" | undefined,
  make: (props?: Props) => Dashboard,
): Dashboard | undefined {
  return props === "none" ? undefined : make(props);
}
