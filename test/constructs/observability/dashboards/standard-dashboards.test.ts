import { standardDashboards } from "../../../../constructs/observability/dashboards/standard-dashboards";
import { sampleDashboards } from "../../../support/sample-dashboards";

function uids(...props: Parameters<typeof standardDashboards>) {
  return standardDashboards(...props).map(({ uid }) => uid?.replace("slipway-", ""));
}

const ALL = [
  "system-overview",
  "microservice",
  "logs",
  "traces",
  "slo",
  "mongodb",
  "postgresql",
  "redis",
  "rabbitmq",
  "ai-services",
  "dora",
  "cost",
];

describe("standardDashboards", () => {
  it("brings every dashboard that needs nothing declared", () => {
    expect(uids()).toEqual(ALL);
  });

  it("brings business metrics where they are declared", () => {
    expect(
      uids({
        businessMetrics: { metrics: [{ name: "a", type: "gauge", title: "A", description: "A." }] },
      }),
    ).toEqual(expect.arrayContaining(["business"]));
  });

  it("leaves each out that is none", () => {
    const none = {
      systemOverview: "none",
      microservice: "none",
      logs: "none",
      traces: "none",
      slo: "none",
      mongodb: "none",
      postgresql: "none",
      redis: "none",
      rabbitmq: "none",
      aiServices: "none",
      dora: "none",
      cost: "none",
    } as const;
    expect(uids(none)).toEqual([]);
    expect(uids({ mongodb: "none", cost: "none" })).toEqual(
      ALL.filter((uid) => uid !== "mongodb" && uid !== "cost"),
    );
  });

  it("passes options on", () => {
    expect(uids({ microservice: { names: "opentelemetry" } })).toContain("microservice-otel");
  });

  it("gives each a uid and a title of its own", () => {
    const all = sampleDashboards();
    expect(new Set(all.map(({ uid }) => uid)).size).toBe(all.length);
    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
  });
});
