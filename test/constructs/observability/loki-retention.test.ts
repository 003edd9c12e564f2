import { parser } from "@grafana/lezer-logql";
import * as fc from "fast-check";
import {
  checkRetention,
  type LokiRetention,
  type LokiRetentionOverride,
  longestRetention,
  retentionLimits,
  streamSelector,
} from "../../../constructs/observability/loki-retention";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function retention(
  retentionOverrides: readonly LokiRetentionOverride[],
  retentionDays: number | "forever" = 30,
): LokiRetention {
  return { retentionDays, retentionOverrides };
}

function problemsIn(...overrides: LokiRetentionOverride[]): string[] {
  const problems = new Problems();
  checkRetention(retention(overrides), problems);
  return codes(problems.all);
}

const LABEL = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);

describe("retentionLimits", () => {
  it("keeps all streams alike without overrides", () => {
    expect(retentionLimits(retention([]))).toEqual({ retention_period: "720h" });
    expect(retentionLimits(retention([], "forever"))).toEqual({ retention_period: "0s" });
  });

  it("keeps some longer or shorter", () => {
    const overrides: LokiRetentionOverride[] = [
      { selector: { namespace: "audit" }, days: 365, priority: 10 },
      { selector: { namespace: "dev", app: "web" }, days: 1 },
    ];
    expect(retentionLimits(retention(overrides)).retention_stream).toEqual([
      { selector: '{namespace="audit"}', priority: 10, period: "8760h" },
      { selector: '{namespace="dev", app="web"}', priority: 0, period: "24h" },
    ]);
  });
});

describe("streamSelector", () => {
  it("is LogQL of labels alone, whatever the values", () => {
    fc.assert(
      fc.property(fc.dictionary(LABEL, fc.string({ unit: "binary" }), { minKeys: 1 }), (labels) => {
        const tree = parser.parse(streamSelector(labels)).toString();
        expect(tree).not.toContain("⚠");
        expect(tree.startsWith("LogQL(Expr(LogExpr(Selector(Matchers(")).toBe(true);
        expect(tree).not.toMatch(/Pipeline|Filter/);
      }),
    );
  });
});

describe("longestRetention", () => {
  it("is the longest of all, overrides included", () => {
    expect(longestRetention([retention([])])).toBe(30);
    expect(longestRetention([retention([{ selector: { a: "b" }, days: 365 }]), retention([], 90)])).toBe(365);
    expect(longestRetention([retention([]), retention([], "forever")])).toBe("forever");
  });
});

describe("checkRetention", () => {
  it("takes overrides no stream can match at once, and those that say which wins", () => {
    expect(
      problemsIn(
        { selector: { namespace: "a" }, days: 1 },
        { selector: { namespace: "b" }, days: 365 },
        { selector: { namespace: "a", app: "web" }, days: 7, priority: 1 },
      ),
    ).toEqual([]);
  });

  it("takes overrides that say the same", () => {
    expect(
      problemsIn({ selector: { namespace: "a" }, days: 7 }, { selector: { app: "web" }, days: 7 }),
    ).toEqual([]);
  });

  it("fails on overrides one stream can match, with the same priority", () => {
    expect(
      problemsIn({ selector: { namespace: "a" }, days: 7 }, { selector: { app: "web" }, days: 14 }),
    ).toEqual(["retentionOverrides[1].priority overlapping-overrides"]);
    expect(
      problemsIn(
        { selector: { namespace: "a" }, days: 7, priority: 2 },
        { selector: { namespace: "a" }, days: 14, priority: 2 },
      ),
    ).toEqual(["retentionOverrides[1].priority overlapping-overrides"]);
  });

  it("fails on an override that always loses to a wider one", () => {
    const wide = { selector: { namespace: "a" }, days: 7, priority: 1 };
    const narrow = { selector: { namespace: "a", app: "web" }, days: 14 };
    expect(problemsIn(wide, narrow)).toEqual(["retentionOverrides[1].priority shadowed-override"]);
    expect(problemsIn(narrow, wide)).toEqual(["retentionOverrides[1].priority shadowed-override"]);
  });

  it.each<[LokiRetentionOverride, string]>([
    [{ selector: { namespace: "a" }, days: 0 }, "retentionOverrides[0].days out-of-range"],
    [{ selector: { namespace: "a" }, days: 0.5 }, "retentionOverrides[0].days out-of-range"],
    [{ selector: { namespace: "a" }, days: 1, priority: -1 }, "retentionOverrides[0].priority out-of-range"],
    [{ selector: {}, days: 1 }, "retentionOverrides[0].selector empty-selector"],
    [{ selector: { "a-b": "c" }, days: 1 }, "retentionOverrides[0].selector.a-b invalid-label"],
    [{ selector: { app: "" }, days: 1 }, "retentionOverrides[0].selector.app invalid-label"],
    [{ selector: { app: "{{x" }, days: 1 }, "retentionOverrides[0].selector.app template-in-selector"],
    [{ selector: { app: "${X}" }, days: 1 }, "retentionOverrides[0].selector.app template-in-selector"],
  ])("fails on %j", (override, problem) => {
    expect(problemsIn(override)).toEqual([problem]);
  });

  it.each([0, 0.5, 3651])("fails on %p days for all", (days) => {
    const problems = new Problems();
    checkRetention(retention([], days), problems);
    expect(codes(problems.all)).toEqual(["retentionDays out-of-range"]);
  });
});
