import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { root } from "./lib.mjs";

// Keeps the values.schema.json of charts for tests: `node scripts/extract-chart-schemas.mjs <folder of charts> <chart>...`.
// Texts are left out; what remains is what Helm checks.
const [folder, ...charts] = process.argv.slice(2);
const target = path.join(root, "test", "fixtures", "chart-schemas");
fs.mkdirSync(target, { recursive: true });

const TEXTS = new Set(["title", "description", "default", "examples"]);

for (const chart of charts) {
  const { version } = parse(fs.readFileSync(path.join(folder, chart, "Chart.yaml"), "utf8"));
  const { $schema: _, ...schema } = JSON.parse(
    fs.readFileSync(path.join(folder, chart, "values.schema.json"), "utf8"),
  );
  for (const old of fs.readdirSync(target).filter((file) => file.replace(/-v?\d+\..*$/, "") === chart)) {
    fs.rmSync(path.join(target, old));
  }
  const file = path.join(target, `${chart}-${version}.json`);
  fs.writeFileSync(file, `${JSON.stringify(withoutText(schema))}\n`);
  console.log(path.basename(file));
}

function withoutText(schema) {
  if (Array.isArray(schema)) {
    return schema.map(withoutText);
  }
  if (typeof schema !== "object" || schema === null) {
    return schema;
  }
  return Object.fromEntries(
    Object.entries(schema)
      // A property may be called title as well: that one is an object.
      .filter(([key, value]) => !(TEXTS.has(key) && (typeof value !== "object" || Array.isArray(value))))
      .map(([key, value]) => [key, withoutText(value)]),
  );
}
