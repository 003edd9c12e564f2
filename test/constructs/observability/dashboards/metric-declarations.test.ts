import { CATALOG } from "../../../../constructs/observability/dashboards/metric-declarations";

const DECLARED = Object.entries(CATALOG).flatMap(([exporter, metrics]) =>
  Object.entries(metrics).map(([name, metric]) => ({ exporter, name, ...metric })),
);

describe("CATALOG", () => {
  it("gives each metric to one exporter", () => {
    const names = DECLARED.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("has units and labels that are words", () => {
    expect(DECLARED.filter(({ unit }) => !/^(1|[a-zA-Z%/ ]+)$/.test(unit))).toEqual([]);
    const labels = DECLARED.flatMap((metric) => metric.labels as readonly string[]);
    expect(labels.filter((label) => !/^[a-zA-Z_]\w*$/.test(label))).toEqual([]);
  });

  it("names units of time and size as the metric does", () => {
    const seconds = DECLARED.filter(
      ({ name }) => /_seconds(_total)?$/.test(name) && !/_timestamp_/.test(name),
    );
    expect(seconds.filter(({ unit }) => unit !== "seconds")).toEqual([]);
    expect(DECLARED.filter(({ name, unit }) => /_bytes(_total)?$/.test(name) && unit !== "bytes")).toEqual(
      [],
    );
  });
});
