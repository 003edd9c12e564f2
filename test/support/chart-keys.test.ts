import { chartKeys, misfits, withSubchart } from "./chart-keys";

const KEYS = {
  replicas: "number",
  annotations: "open",
  tolerations: "list",
  name: "null",
  image: "map",
  "image.tag": "string",
  ini: "map",
  "ini.grafana\\.ini": "open",
};

describe("misfits", () => {
  it("accepts values of the shape the chart has, anything below open maps and in place of null", () => {
    expect(
      misfits(
        {
          replicas: 2,
          annotations: { "a.b/c": "d" },
          tolerations: [{ operator: "Exists" }],
          name: { first: "x" },
          image: { tag: "1", other: undefined },
          ini: { "grafana.ini": { a: 1 } },
        },
        KEYS,
      ),
    ).toEqual([]);
  });

  it("names unknown keys and keys of another shape", () => {
    expect(
      misfits(
        { replica: 2, image: { tga: "1", tag: {} }, tolerations: {}, annotations: [], replicas: [] },
        KEYS,
      ),
    ).toEqual([
      "replica is unknown",
      "image.tga is unknown",
      "image.tag is a map, the chart has string",
      "tolerations is a map, the chart has list",
      "annotations is a list, the chart has open",
      "replicas is a list, the chart has number",
    ]);
  });
});

describe("chartKeys", () => {
  it("reads the list of the version the catalog pins", () => {
    expect(chartKeys("keda")).toMatchObject({ "operator.replicaCount": "number", nodeSelector: "open" });
  });

  it("fails for a chart nobody extracted, with the command that does", () => {
    expect(() => chartKeys("velero")).toThrow(/extract-chart-keys\.mjs <folder of charts> velero$/);
  });
});

describe("withSubchart", () => {
  it("puts a subchart's keys below its name, beside the parent's own", () => {
    expect(
      withSubchart({ "sub.a": "open", "sub.c": "string" }, "sub", { a: "map", "a.x": "number", c: "null" }),
    ).toEqual({ "sub.a": "map", "sub.a.x": "number", "sub.c": "string" });
  });
});
