export { type AiServicesDashboardProps, aiServicesDashboard } from "./ai-services";
export {
  type BusinessMetric,
  type BusinessMetricsDashboardProps,
  businessMetricsDashboard,
} from "./business-metrics";
export { type CapacityPrices, type CostDashboardProps, costDashboard } from "./cost";
export {
  buildDashboard,
  type Dashboard,
  type DashboardProps,
  type DashboardRow,
} from "./dashboard-builder";
export { Dashboards, type DashboardsProps } from "./dashboards";
export { type DoraDashboardProps, doraDashboard } from "./dora";
export { logsDashboard } from "./logs";
export { type Exporter, type Metric, metricNamed, metricsOf } from "./metric-catalog";
export { type MicroserviceDashboardProps, microserviceDashboard } from "./microservice";
export { mongodbDashboard } from "./mongodb";
export {
  barGaugePanel,
  gaugePanel,
  heatmapPanel,
  logsPanel,
  type Panel,
  type PanelColor,
  type PanelProps,
  type States,
  stateTimelinePanel,
  statPanel,
  type TableProps,
  type Thresholds,
  type TimeSeriesProps,
  tablePanel,
  timeSeriesPanel,
} from "./panels";
export { postgresqlDashboard } from "./postgresql";
export { logql, promql, type Query, type QueryOptions } from "./queries";
export { rabbitmqDashboard } from "./rabbitmq";
export { redisDashboard } from "./redis";
export { sloDashboard } from "./slo";
export { type StandardDashboardsProps, standardDashboards } from "./standard-dashboards";
export { systemOverviewDashboard } from "./system-overview";
export { type TracesDashboardProps, tracesDashboard } from "./traces";
export {
  type LabelVariableProps,
  labelVariable,
  logLabelVariable,
  textVariable,
  type Variable,
} from "./variables";
