import type { Panel, RowPanel } from "@grafana/grafana-foundation-sdk/dashboard";
import * as units from "@grafana/grafana-foundation-sdk/units";
import type { Dashboard } from "../../constructs/observability/dashboards/dashboard-builder";
import { targetsOf } from "../../constructs/observability/dashboards/dashboard-json";
import {
  metricNamed,
  metricsOf,
  TARGET_LABELS,
} from "../../constructs/observability/dashboards/metric-catalog";
import { Problems } from "../../lib/core/errors";
import { checkLogql, checkPromql, selectorsOf, variablesOf } from "../../lib/core/query-syntax";
import { checkRules, describeWithPromtool } from "./promtool";

/** A query of a dashboard and where it stands. */
export interface PlacedQuery {
  readonly at: string;
  readonly language: "promql" | "logql";
  readonly expr: string;
}

/** The panels of a dashboard that show something. */
export function panelsOf(dashboard: Dashboard): readonly Panel[] {
  return (dashboard.panels ?? []).filter((panel): panel is Panel => panel.type !== "row");
}

/** The one panel of a title; fails on none and on several. */
export function panelOf(dashboard: Dashboard, title: string): Panel {
  const [panel, ...others] = panelsOf(dashboard).filter((one) => one.title === title);
  if (panel === undefined || others.length > 0) {
    throw new Error(`expected one panel ${title} among ${panelsOf(dashboard).map((one) => one.title)}`);
  }
  return panel;
}

/** Titles of the rows, from the top. */
export function rowsOf(dashboard: Dashboard): readonly string[] {
  return (dashboard.panels ?? [])
    .filter((panel): panel is RowPanel => panel.type === "row")
    .map(({ title }) => title ?? "");
}

/** The expressions of a panel. */
export function expressionsOf(panel: Panel): readonly string[] {
  return targetsOf(panel).map(({ expr }) => String(expr));
}

/** Every query of a dashboard, those of its variables included. */
export function queriesOf(dashboard: Dashboard): readonly PlacedQuery[] {
  const ofPanels = panelsOf(dashboard).flatMap((panel) =>
    targetsOf(panel).map(
      ({ refId, expr, datasource }): PlacedQuery => ({
        at: `${dashboard.uid} ${panel.title} ${refId}`,
        language: datasource?.type === "loki" ? "logql" : "promql",
        expr: String(expr),
      }),
    ),
  );
  const ofVariables = (dashboard.templating.list ?? []).flatMap(({ name, query }): PlacedQuery[] => {
    const { query: values, stream } = typeof query === "object" ? query : {};
    const selected = /^label_values\((.*), \w+\)$/.exec(values ?? "")?.[1];
    return [
      ...(selected === undefined
        ? []
        : [{ at: `${dashboard.uid} $${name}`, language: "promql" as const, expr: selected }]),
      ...(stream === undefined
        ? []
        : [{ at: `${dashboard.uid} $${name}`, language: "logql" as const, expr: stream }]),
    ];
  });
  return [...ofPanels, ...ofVariables];
}

const UNITS = new Set<unknown>(Object.values(units));

/** Declares the tests that every dashboard has. `ownMetrics` are those the users of a dashboard declare. */
export function describeDashboard(
  name: string,
  dashboard: Dashboard,
  ownMetrics: readonly string[] = [],
): void {
  const panels = panelsOf(dashboard);
  const queries = queriesOf(dashboard);
  const promql = queries.filter(({ language }) => language === "promql");

  describe(name, () => {
    it("has a fixed uid, a title, a question it answers and the tag the others find it by", () => {
      expect(dashboard.uid).toMatch(/^[a-z0-9-]{1,40}$/);
      expect(dashboard.title).toMatch(/\S/);
      expect(dashboard.description).toMatch(/\?$/);
      expect(dashboard.tags).toContain("slipway");
      expect(dashboard.links).toMatchObject([{ type: "dashboards", tags: ["slipway"], keepTime: true }]);
      expect(dashboard).not.toHaveProperty("version");
      expect(dashboard).not.toHaveProperty("id");
    });

    it("numbers its panels and gives each a title, a description, a unit of Grafana's and a data source", () => {
      const all = dashboard.panels ?? [];
      expect(all.map(({ id }) => id)).toEqual(all.map((_, index) => index + 1));
      for (const { title, description, datasource, fieldConfig, targets } of panels) {
        expect(title).toMatch(/\S/);
        expect(description).toMatch(/\.$/);
        expect(datasource?.uid).toMatch(/^\$\{(datasource|loki)\}$/);
        expect(UNITS).toContain(fieldConfig?.defaults?.unit);
        expect(targets?.length).toBeGreaterThan(0);
      }
      expect(new Set(panels.map(({ title }) => title)).size).toBeGreaterThan(panels.length / 2);
    });

    it("fills lines of 24 columns, and no panel lies on another", () => {
      const cells = new Set<string>();
      const widths = new Map<number, number>();
      for (const { gridPos } of dashboard.panels ?? []) {
        const { x, y, w, h } = gridPos ?? { x: 0, y: 0, w: 0, h: 0 };
        expect(x + w).toBeLessThanOrEqual(24);
        widths.set(y, (widths.get(y) ?? 0) + w);
        for (let column = x; column < x + w; column++) {
          for (let line = y; line < y + h; line++) {
            expect(cells).not.toContain(`${column} ${line}`);
            cells.add(`${column} ${line}`);
          }
        }
      }
      expect([...new Set(widths.values())]).toEqual([24]);
    });

    it("has thresholds that rise", () => {
      for (const { fieldConfig } of panels) {
        const values = (fieldConfig?.defaults?.thresholds?.steps ?? []).map(
          ({ value }) => value ?? Number.NEGATIVE_INFINITY,
        );
        expect(values).toEqual([...values].sort((one, other) => one - other));
        expect(values[0]).toBe(Number.NEGATIVE_INFINITY);
      }
    });

    it("asks queries that parse", () => {
      const problems = new Problems();
      for (const { at, language, expr } of queries) {
        (language === "promql" ? checkPromql : checkLogql)(problems, at, expr);
      }
      expect(problems.all).toEqual([]);
    });

    it("defines every variable it uses and uses every one it defines", () => {
      const builtIn = /^__/;
      const defined = (dashboard.templating.list ?? []).map(({ name: variable }) => variable);
      const texts = [JSON.stringify(dashboard.panels), JSON.stringify(dashboard.templating)];
      const used = variablesOf(texts.join("\n")).filter((variable) => !builtIn.test(variable));
      expect([...used].sort()).toEqual([...defined].sort());
    });

    it("names metrics that are declared, by labels they have", () => {
      const wrong = promql.flatMap(({ at, expr }) => [
        ...metricsOf(expr)
          .filter((metric) => !ownMetrics.includes(metric) && metricNamed(metric) === undefined)
          .map((metric) => `${at}: ${metric} is not declared`),
        ...selectorsOf(expr).flatMap(({ metric = "", labels }) =>
          labels
            .filter((label) => !ownMetrics.includes(metric) && !labelsOf(metric).includes(label))
            .map((label) => `${at}: ${metric} has no label ${label}`),
        ),
        ...groupingsOf(expr)
          .filter(
            (label) =>
              !metricsOf(expr).some(
                (metric) => ownMetrics.includes(metric) || labelsOf(metric).includes(label),
              ),
          )
          .map((label) => `${at}: nothing has the label ${label} it groups by`),
      ]);
      expect(wrong).toEqual([]);
    });

    it("takes rates of no gauge", () => {
      const wrong = promql.flatMap(({ at, expr }) =>
        [...expr.matchAll(/\b(?:rate|increase)\((\w[\w:]*)/g)]
          .map(([, metric]) => metric ?? "")
          .filter((metric) => metricNamed(metric)?.type === "gauge")
          .map((metric) => `${at}: rate of the gauge ${metric}`),
      );
      expect(wrong).toEqual([]);
    });

    describeWithPromtool("through promtool", () => {
      it("asks PromQL whose types are right", () => {
        checkRules({
          groups: [
            {
              name: "queries",
              rules: [...new Set(promql.map(({ expr }) => asRule(expr)))].map((expr, index) => ({
                record: `query:${index}`,
                expr,
              })),
            },
          ],
        });
      });
    });
  });
}

function labelsOf(series: string): readonly string[] {
  const metric = metricNamed(series);
  return [...TARGET_LABELS, ...(metric?.labels ?? []), ...(metric?.type === "histogram" ? ["le"] : [])];
}

function groupingsOf(expr: string): readonly string[] {
  return [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, labels = ""]) => labels.split(/, */));
}

/** Prometheus knows no variables: a range in place of those in brackets, a name in place of the others. */
function asRule(expr: string): string {
  return expr.replace(/\[\$\w+\]/g, "[5m]").replace(/\$\{\w+[^}]*\}|\$\w+/g, "x");
}
