import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { transformSync } from "@swc/core";
import { preview } from "./dashboard-preview.mjs";
import { root } from "./lib.mjs";

// Draws every dashboard into docs/dashboards and lists them there, from the TypeScript sources as they are.
// A test names another folder and compares.
const target = process.argv[2] ?? join(root, "docs", "dashboards");

const require = createRequire(import.meta.url);
require.extensions[".ts"] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, "utf8"), {
    filename,
    swcrc: false,
    module: { type: "commonjs" },
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
  });
  module._compile(code, filename);
};

const { sampleDashboards } = require(join(root, "test", "support", "sample-dashboards.ts"));
const catalog = require(join(root, "constructs", "observability", "dashboards", "metric-catalog.ts"));
const dashboards = sampleDashboards();

mkdirSync(target, { recursive: true });
for (const name of readdirSync(target).filter((file) => file.endsWith(".svg"))) {
  rmSync(join(target, name));
}
for (const dashboard of dashboards) {
  writeFileSync(join(target, `${dashboard.uid}.svg`), preview(dashboard));
}
writeFileSync(join(target, "README.md"), overview(dashboards));

function overview(all) {
  return [
    "# Dashboards",
    "",
    "What `standardDashboards()` brings to Grafana, and what each dashboard answers. The pictures are drawn from the",
    "dashboards themselves by `node scripts/render-dashboards.mjs`: layout, titles, units and thresholds are those of",
    "Grafana, the values are invented.",
    "",
    "| Dashboard | Answers | Asks |",
    "| --- | --- | --- |",
    ...all.map(
      (dashboard) =>
        `| [${dashboard.title}](#${anchor(dashboard.title)}) | ${dashboard.description} | ${sources(dashboard).join(", ")} |`,
    ),
    ...all.flatMap((dashboard) => [
      "",
      `## ${dashboard.title}`,
      "",
      `${dashboard.description} In Grafana at \`/d/${dashboard.uid}\`.`,
      "",
      `![${dashboard.title}](${dashboard.uid}.svg)`,
    ]),
    "",
  ].join("\n");
}

/** Who has to bring metrics or logs. */
function sources({ panels }) {
  const targets = panels.flatMap(({ targets = [] }) => targets);
  const names = targets.flatMap(({ datasource, expr }) =>
    datasource.type === "loki"
      ? ["Loki"]
      : catalog
          .metricsOf(expr)
          .map((metric) => catalog.metricNamed(metric)?.exporter ?? "metrics you declare"),
  );
  return [...new Set(names)];
}

function anchor(title) {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");
}
