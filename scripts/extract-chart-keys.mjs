/**
 * Writes the list of keys a chart's values.yaml offers, for the tests that hold our values against it.
 *
 *     node scripts/extract-chart-keys.mjs <folder of charts> [chart...]
 *
 * The folder holds one folder for each chart with Chart.yaml and values.yaml, as `helm pull --untar` leaves them.
 * Without names, every chart that has a list already is read again. A list is dotted path -> type; a dot inside a
 * key is written `\.`. Types: map, open (an empty map, any key may stand below it), list, string, number, boolean,
 * null (any value).
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const LISTS = fileURLToPath(new URL("../test/fixtures/chart-keys", import.meta.url));

const [folder, ...names] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node scripts/extract-chart-keys.mjs <folder of charts> [chart...]");
  process.exit(2);
}
for (const name of names.length > 0 ? names : listed()) {
  extract(path.join(folder, name), name);
}

function extract(chart, name) {
  const { version } = parse(fs.readFileSync(path.join(chart, "Chart.yaml"), "utf8"));
  const values = parse(fs.readFileSync(path.join(chart, "values.yaml"), "utf8"));
  const keys = Object.fromEntries(paths(values, "").sort(([one], [other]) => (one < other ? -1 : 1)));
  fs.mkdirSync(LISTS, { recursive: true });
  for (const old of fs.readdirSync(LISTS).filter((file) => chartOf(file) === name)) {
    fs.rmSync(path.join(LISTS, old));
  }
  const file = path.join(LISTS, `${name}-${version}.json`);
  fs.writeFileSync(file, `${JSON.stringify({ chart: name, version, keys }, null, 2)}\n`);
  console.log(`${path.basename(file)}: ${Object.keys(keys).length} keys`);
}

function paths(map, prefix) {
  return Object.entries(map).flatMap(([key, value]) => {
    const here = prefix + key.replaceAll(".", "\\.");
    const type = typeOf(value);
    return [[here, type], ...(type === "map" ? paths(value, `${here}.`) : [])];
  });
}

function typeOf(value) {
  if (value === null || value === undefined) {
    return "null";
  }
  if (Array.isArray(value)) {
    return "list";
  }
  if (typeof value === "object") {
    return Object.keys(value).length === 0 ? "open" : "map";
  }
  return typeof value;
}

function listed() {
  return fs.existsSync(LISTS) ? fs.readdirSync(LISTS).map(chartOf) : [];
}

function chartOf(file) {
  return file.replace(/-v?\d+\.\d+\.\d+[^/]*\.json$/, "");
}
