import { parser } from "@grafana/lezer-logql";
import * as fc from "fast-check";
import { type AlloyStages, alloyStages, anyOf } from "../../../constructs/observability/alloy-stages";
import { alloyBlock } from "../../../constructs/observability/alloy-syntax";
import { type AlloyBlock, parseAlloy } from "../../support/alloy-parser";

const NONE: AlloyStages = { json: undefined, drop: {}, rateLimit: undefined, tenantLabel: undefined };
const JSON_FIELDS = { level: "severity", traceId: "trace.id" };

function stagesOf(stages: Partial<AlloyStages>): readonly AlloyBlock[] {
  return parseAlloy(alloyBlock('loki.process "x"', alloyStages({ ...NONE, ...stages })))[0]?.blocks ?? [];
}

function namesOf(stages: Partial<AlloyStages>): string[] {
  return stagesOf(stages).map(({ name }) => name);
}

describe("alloyStages", () => {
  it("does nothing unasked", () => {
    expect(alloyStages(NONE)).toEqual([]);
  });

  it("drops before it parses, limits what is left, and names the tenant last", () => {
    const stages: AlloyStages = {
      json: { ...JSON_FIELDS, message: "msg", timestamp: { field: "time", format: "RFC3339" } },
      drop: { chatter: { levels: ["debug"] }, health: { expression: "GET /healthz" } },
      rateLimit: { linesPerSecond: 10, burstLines: 20, label: "namespace", drop: true },
      tenantLabel: "namespace",
    };
    expect(namesOf(stages)).toEqual([
      "stage.drop",
      "stage.json",
      "stage.labels",
      "stage.structured_metadata",
      "stage.timestamp",
      "stage.match",
      "stage.limit",
      "stage.output",
      "stage.tenant",
    ]);
  });

  it("makes the level a label and the trace id structured metadata", () => {
    expect(stagesOf({ json: JSON_FIELDS }).map(({ attributes }) => attributes)).toEqual([
      { expressions: { members: { level: "severity", trace_id: "trace.id" } } },
      { values: { members: { level: "" } } },
      { values: { members: { trace_id: "" } } },
    ]);
  });

  it("takes time and text out of the line where told, and keeps the time of a line without one", () => {
    const json = { ...JSON_FIELDS, message: "msg", timestamp: { field: "ts", format: "UnixMs" } };
    const [parse, , , timestamp, output] = stagesOf({ json });
    expect(parse?.attributes.expressions).toEqual({
      members: { level: "severity", trace_id: "trace.id", message: "msg", timestamp: "ts" },
    });
    expect(timestamp?.attributes).toEqual({
      source: "timestamp",
      format: "UnixMs",
      action_on_failure: "skip",
    });
    expect(output?.attributes).toEqual({ source: "message" });
  });

  it("drops by what a line is and how long and old it is, all at once", () => {
    const [drop] = stagesOf({ drop: { late: { expression: "x", olderThanHours: 24, longerThanKb: 256 } } });
    expect(drop).toMatchObject({
      name: "stage.drop",
      attributes: {
        expression: "x",
        older_than: "24h",
        longer_than: "256KB",
        drop_counter_reason: "late",
      },
    });
  });

  it("drops by where a line comes from", () => {
    const [match] = stagesOf({ drop: { noise: { namespaces: ["dev", "test"], apps: ["a.b"] } } });
    expect(match).toMatchObject({
      name: "stage.match",
      attributes: {
        selector: '{namespace=~"dev|test", app="a.b"}',
        action: "drop",
        drop_counter_reason: "noise",
      },
      blocks: [],
    });
  });

  it("drops by level in any case, after the level is read", () => {
    const [match] = stagesOf({ drop: { chatter: { levels: ["debug", "trace"] } } });
    expect(match?.attributes.selector).toBe('{level=~"(?i)(debug|trace)"}');
  });

  it("drops inside a match where a rule says both where from and what", () => {
    const rule = { namespaces: ["dev"], expression: "GET /", longerThanKb: 1 };
    const [match] = stagesOf({ drop: { both: rule } });
    expect(match?.attributes).toEqual({ selector: '{namespace="dev"}' });
    expect(match?.blocks).toMatchObject([
      {
        name: "stage.drop",
        attributes: { expression: "GET /", longer_than: "1KB", drop_counter_reason: "both" },
      },
    ]);
  });

  it("limits by a label or the collector, and drops or waits", () => {
    const limit = { linesPerSecond: 100, burstLines: 200 };
    expect(
      stagesOf({ rateLimit: { ...limit, label: "app", drop: true } }).map(({ attributes }) => attributes),
    ).toEqual([{ rate: 100, burst: 200, drop: true, by_label_name: "app" }]);
    expect(
      stagesOf({ rateLimit: { ...limit, label: undefined, drop: false } }).map(
        ({ attributes }) => attributes,
      ),
    ).toEqual([{ rate: 100, burst: 200, drop: false }]);
  });
});

describe("anyOf", () => {
  it("is LogQL for any values", () => {
    const values = fc.array(fc.string({ unit: "binary" }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.boolean(), (some, ignoreCase) => {
        const tree = parser.parse(`{${anyOf("app", some, ignoreCase)}}`).toString();
        expect(tree).toMatch(/^LogQL\(Expr\(LogExpr\(Selector\(Matchers\(Matcher\(Identifier,\w+,String\)/);
        expect(tree).not.toContain("⚠");
      }),
    );
  });

  it("takes the dots of a value for dots", () => {
    expect(anyOf("app", ["a.b", "c"])).toBe('app=~"a\\\\.b|c"');
  });
});
