import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build, root } from "./lib.mjs";

// Writes what compiled code tells: the JSON of the standard dashboards, and the table of what tells environments apart.
build();
const require = createRequire(import.meta.url);

const { standardDashboards } = require(
  join(root, "dist", "constructs", "observability", "dashboards", "index.js"),
);
const { dashboardJson } = require(
  join(root, "dist", "constructs", "observability", "dashboards", "dashboard-json.js"),
);
const texts = standardDashboards().map((dashboard) => ({
  uid: dashboard.uid,
  json: dashboardJson(dashboard),
}));
writeFileSync(
  join(root, "constructs", "observability", "dashboards", "dashboards.generated.json"),
  `[\n${texts.map((text) => JSON.stringify(text)).join(",\n")}\n]\n`,
);

const { differenceTable } = require(join(root, "dist", "stacks", "environments", "difference.js"));
const { ENVIRONMENTS } = require(join(root, "dist", "stacks", "environments", "index.js"));
const page = join(root, "docs", "environments.md");
const text = readFileSync(page, "utf8");
writeFileSync(page, `${text.slice(0, text.indexOf("| setting |"))}${differenceTable(ENVIRONMENTS)}\n`);
