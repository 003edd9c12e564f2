import * as semver from "semver";
import { type CatalogChart, CHARTS, findChart } from "../../../lib/core/charts";
import { Problems } from "../../../lib/core/errors";

const entries: [string, CatalogChart][] = Object.entries(CHARTS);

describe("chart catalog", () => {
  it.each(entries)("%s has an exact version and a repository over HTTPS or OCI", (_, chart) => {
    expect(semver.valid(chart.version)).not.toBeNull();
    expect(chart.repository).toMatch(/^(https|oci):\/\/[^\s]+[^/]$/);
    expect(chart.namespace).toMatch(/^[a-z0-9-]+$/);
    expect(semver.validRange(chart.kubeVersion ?? "*")).not.toBeNull();
  });

  it("takes Grafana's charts from their new home", () => {
    expect(CHARTS.loki.repository).toBe("https://grafana-community.github.io/helm-charts");
    expect(CHARTS.grafana.repository).toBe("https://grafana-community.github.io/helm-charts");
  });
});

describe("findChart", () => {
  it("finds a chart by name", () => {
    expect(findChart(new Problems(), "chart", "keda")?.version).toBe("2.20.2");
  });

  it("fails on an unknown chart and lists the known ones", () => {
    const problems = new Problems();
    expect(findChart(problems, "chart", "kedda")).toBeUndefined();
    expect(problems.all[0]).toMatchObject({ prop: "chart", code: "unknown-chart", value: "kedda" });
    expect(problems.all[0]?.fix).toContain("keda, ");
  });

  it.each(["promtail", "ingress-nginx", "minio", "loki-stack"])(
    "fails on retired %s with its successor",
    (name) => {
      const problems = new Problems();
      findChart(problems, "chart", name);
      expect(problems.all[0]).toMatchObject({ prop: "chart", code: "retired-chart", value: name });
      expect(problems.all[0]?.fix).toMatch(/use|collect/);
    },
  );

  it("does not take names every object has for charts", () => {
    const problems = new Problems();
    findChart(problems, "chart", "constructor");
    expect(problems.all.map(({ code }) => code)).toEqual(["unknown-chart"]);
  });
});
