import type { Dashboard } from "../../constructs/observability/dashboards/dashboard-builder";
import { microserviceDashboard } from "../../constructs/observability/dashboards/microservice";
import { standardDashboards } from "../../constructs/observability/dashboards/standard-dashboards";

/** Every dashboard with all its panels: what docs/dashboards shows and what tests look at. */
export function sampleDashboards(): readonly Dashboard[] {
  return [
    ...standardDashboards({
      aiServices: { vllm: true },
      dora: { argo: true },
      cost: { prices: { perCpuCoreHour: 0.04, perMemoryGibHour: 0.005 } },
      businessMetrics: {
        metrics: [
          {
            name: "orders_completed_total",
            type: "counter",
            title: "Orders",
            description: "Orders that were paid.",
            by: "country",
          },
          {
            name: "order_value_dollars_total",
            type: "counter",
            title: "Order value",
            description: "What paid orders were worth.",
            unit: "currencyUSD",
          },
          {
            name: "users_active",
            type: "gauge",
            title: "Active users",
            description: "People with a session.",
          },
        ],
      },
    }),
    microserviceDashboard({ names: "opentelemetry" }),
  ];
}
