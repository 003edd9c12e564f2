import { createHash } from "node:crypto";
import { drawPanel } from "./dashboard-panels.mjs";
import { round } from "./dashboard-shapes.mjs";
import { cut, escapeXml, text } from "./dashboard-text.mjs";

const WIDTH = 1200;
const MARGIN = 16;
const GUTTER = 8;
const COLUMN = (WIDTH - 2 * MARGIN + GUTTER) / 24;
const UNIT = 30;
const HEADER = 104;
const FOOTER = 34;

/** Times below curves, by the start of what a dashboard shows at first. */
const TICKS = {
  "now-1h": ["14:15", "14:30", "14:45", "15:00"],
  "now-6h": ["09:30", "11:00", "12:30", "14:00"],
  "now-24h": ["18:00", "00:00", "06:00", "12:00"],
  "now-7d": ["Mon", "Wed", "Fri", "Sun"],
  "now-30d": ["03/01", "03/09", "03/17", "03/25"],
};

/** A dashboard of Grafana as an SVG: its layout, titles, units and thresholds, with invented values. */
export function preview(dashboard) {
  const bottom = Math.max(...dashboard.panels.map(({ gridPos }) => gridPos.y + gridPos.h));
  const height = HEADER + bottom * UNIT + FOOTER;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeXml(`Preview of the dashboard ${dashboard.title}, with sample data`)}">`,
    STYLE,
    `<rect class="page" width="${WIDTH}" height="${height}"/>`,
    ...header(dashboard),
    ...dashboard.panels.flatMap((panel) => place(dashboard, panel)),
    text(
      MARGIN,
      height - 14,
      "muted",
      11,
      "Drawn from the dashboard's JSON. Layout, units and thresholds are real, all values are sample data.",
    ),
    "</svg>",
    "",
  ].join("\n");
}

function header({ title, description, templating, time, refresh }) {
  const badge = "SAMPLE DATA";
  let left = MARGIN;
  const choices = templating.list.map((variable) => {
    const name = variable.label ?? variable.name;
    const value = chosen(variable);
    const [nameWidth, valueWidth] = [name.length * 7 + 16, value.length * 7 + 16];
    const x = left;
    left += nameWidth + valueWidth + 10;
    return [
      `<g><rect class="field" x="${x}" y="66" width="${nameWidth + valueWidth}" height="24" rx="3"/>`,
      text(x + 8, 82, "muted", 11, cut(name, nameWidth - 8, 11)),
      `${text(x + nameWidth, 82, "ink", 11, cut(value, valueWidth - 8, 11))}</g>`,
    ].join("");
  });
  const shown = `${time.from} to ${time.to}, every ${refresh}`;
  return [
    text(MARGIN, 32, "ink bold", 21, cut(title, 700, 21)),
    text(MARGIN, 52, "muted", 13, cut(description, 1000, 13)),
    `<g><rect class="badge" x="${WIDTH - MARGIN - 112}" y="14" width="112" height="22" rx="11"/>`,
    `${text(WIDTH - MARGIN - 56, 29, "onbadge bold", 11, badge, "middle")}</g>`,
    ...choices,
    text(WIDTH - MARGIN, 82, "muted", 11, shown, "end"),
  ];
}

function chosen({ type, current, query }) {
  if (type === "datasource") {
    return query === "loki" ? "Loki" : "Prometheus";
  }
  return type === "textbox" ? "…" : String(current?.text ?? "All");
}

function place(dashboard, panel) {
  const { gridPos } = panel;
  const box = {
    x: MARGIN + gridPos.x * COLUMN,
    y: HEADER + gridPos.y * UNIT,
    width: gridPos.w * COLUMN - GUTTER,
    height: gridPos.h * UNIT - GUTTER,
  };
  if (panel.type === "row") {
    return [
      `<path class="muted-line" d="M${box.x + 2} ${box.y + 10}l4 4l4 -4"/>`,
      text(box.x + 18, box.y + 17, "ink bold", 14, cut(panel.title, box.width - 20, 14)),
    ];
  }
  const seed = createHash("sha256").update(`${dashboard.uid} ${panel.id} ${panel.title}`).digest();
  return [
    `<g class="p" data-panel="${panel.id}" data-box="${[box.x, box.y, box.width, box.height].map(round).join(" ")}">`,
    `<rect class="panel" x="${round(box.x)}" y="${round(box.y)}" width="${round(box.width)}" height="${round(box.height)}" rx="3"/>`,
    ...drawPanel(panel, box, seed, TICKS[dashboard.time.from] ?? TICKS["now-6h"]),
    "</g>",
  ];
}

/** Colours of Grafana's light theme, and of its dark one for those who read in the dark. */
const STYLE = `<style>
svg { --page: #f4f5f5; --panel: #ffffff; --edge: #dfe1e5; --ink: #24292e; --muted: #5f6670; --grid: #e9ebee;
  --green: #1a7f4b; --yellow: #b98900; --orange: #d9700b; --red: #d1263d; --blue: #2569c9; --purple: #8437b8; --teal: #0d8a8a;
  --badge: #e7eefb; --onbadge: #1f57a8; }
@media (prefers-color-scheme: dark) {
  svg { --page: #111217; --panel: #181b1f; --edge: #2c3037; --ink: #d8d9dc; --muted: #9aa0a9; --grid: #262a30;
    --green: #73bf69; --yellow: #f2cc0c; --orange: #ff9830; --red: #f2495c; --blue: #5794f2; --purple: #b877d9; --teal: #4fd1c5;
    --badge: #1f2c44; --onbadge: #8ab8ff; } }
text { font-family: Inter, "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans", sans-serif; }
.mono { font-family: "DejaVu Sans Mono", Menlo, Consolas, "Liberation Mono", monospace; }
.bold { font-weight: 600; }
.page { fill: var(--page); } .panel, .field { fill: var(--panel); stroke: var(--edge); }
.ink { fill: var(--ink); } .muted { fill: var(--muted); }
.badge { fill: var(--badge); } .onbadge { fill: var(--onbadge); }
.grid { stroke: var(--grid); fill: none; } .track { fill: var(--grid); }
.muted-line { stroke: var(--muted); fill: none; stroke-width: 1.5; }
.line { fill: none; stroke-width: 1.6; stroke-linejoin: round; } .area { stroke: none; opacity: 0.16; } .heat { stroke: none; }
.limit { fill: none; stroke-width: 1.2; stroke-dasharray: 6 4; }
${["green", "yellow", "orange", "red", "blue", "purple", "teal"]
  .map((name) => `.f-${name} { fill: var(--${name}); } .s-${name} { stroke: var(--${name}); }`)
  .join("\n")}
</style>`;
