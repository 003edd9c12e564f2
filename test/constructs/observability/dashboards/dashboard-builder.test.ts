import * as fc from "fast-check";
import {
  buildDashboard,
  type DashboardProps,
} from "../../../../constructs/observability/dashboards/dashboard-builder";
import { statPanel } from "../../../../constructs/observability/dashboards/panels";
import { logql, promql } from "../../../../constructs/observability/dashboards/queries";
import { labelVariable } from "../../../../constructs/observability/dashboards/variables";

function panel(width: number, height = 4, query = promql("up")) {
  return statPanel({ title: "t", description: "d.", unit: "short", queries: [query], width, height });
}

function build(props: Partial<DashboardProps> = {}) {
  return buildDashboard({ uid: "u", title: "T", description: "Why?", rows: [], ...props });
}

describe("buildDashboard", () => {
  it("shows six hours, refreshes every minute and links to the others by default", () => {
    expect(build()).toMatchObject({
      uid: "u",
      title: "T",
      tags: ["slipway"],
      time: { from: "now-6h", to: "now" },
      refresh: "1m",
      links: [{ type: "dashboards", asDropdown: true, includeVars: true, keepTime: true }],
    });
  });

  it("takes another time, refresh and more tags", () => {
    expect(build({ from: "now-7d", refresh: "5m", tags: ["x"] })).toMatchObject({
      tags: ["slipway", "x"],
      time: { from: "now-7d" },
      refresh: "5m",
    });
  });

  it("lays panels out from left to right and starts a line where one does not fit", () => {
    const { panels } = build({
      rows: [
        { title: "one", panels: [panel(16), panel(8, 6), panel(12)] },
        { title: "two", panels: [panel(24)] },
      ],
    });
    expect(panels?.map(({ type, id, gridPos }) => [type, id, gridPos])).toEqual([
      ["row", 1, { x: 0, y: 0, w: 24, h: 1 }],
      ["stat", 2, { x: 0, y: 1, w: 16, h: 4 }],
      ["stat", 3, { x: 16, y: 1, w: 8, h: 6 }],
      ["stat", 4, { x: 0, y: 7, w: 12, h: 4 }],
      ["row", 5, { x: 0, y: 11, w: 24, h: 1 }],
      ["stat", 6, { x: 0, y: 12, w: 24, h: 4 }],
    ]);
  });

  it("never lays one panel on another", () => {
    const sizes = fc.array(fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 12 })));
    fc.assert(
      fc.property(fc.array(sizes, { maxLength: 4 }), (rows) => {
        const { panels = [] } = build({
          rows: rows.map((row) => ({ title: "r", panels: row.map(([w, h]) => panel(w, h)) })),
        });
        const cells = panels.flatMap(({ gridPos: { x, y, w, h } = { x: 0, y: 0, w: 0, h: 0 } }) =>
          Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)} ${y + Math.floor(cell / w)}`),
        );
        expect(new Set(cells).size).toBe(cells.length);
        expect(panels.every(({ gridPos }) => (gridPos?.x ?? 0) + (gridPos?.w ?? 0) <= 24)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("adds the choice of those data sources that are asked, before its own variables", () => {
    const names = (props: Partial<DashboardProps>) => build(props).templating.list?.map(({ name }) => name);
    expect(names({})).toEqual([]);
    expect(names({ rows: [{ title: "r", panels: [panel(4)] }] })).toEqual(["datasource"]);
    expect(names({ rows: [{ title: "r", panels: [panel(4, 4, logql("{}")), panel(4)] }] })).toEqual([
      "datasource",
      "loki",
    ]);
    expect(names({ variables: [labelVariable({ name: "a", label: "A", from: "up" })] })).toEqual([
      "datasource",
      "a",
    ]);
  });
});
