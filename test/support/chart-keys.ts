import * as fs from "node:fs";
import * as path from "node:path";
import { CHARTS, type ChartName } from "../../lib/core/charts";
import type { HelmValues } from "../../lib/core/helm-values";

/** Keys a chart offers: dotted path to type, as scripts/extract-chart-keys.mjs writes them. */
export type ChartKeys = Readonly<Record<string, string>>;

/**
 * Keys that templates read or pass on without a default in values.yaml, by the version they were looked up in: a
 * bump makes the tests fail until somebody has looked again.
 */
const WITHOUT_DEFAULT: Readonly<Record<string, ChartKeys>> = {
  "grafana-12.11.1": { "persistence.storageClassName": "string" },
  "loki-18.11.0": {
    "loki.storage.bucketNames": "open",
    "loki.limits_config.retention_period": "string",
  },
};

const LISTS = path.join(__dirname, "..", "fixtures", "chart-keys");

/**
 * Keys of the version of a chart that the catalog pins. Fails after a bump of the catalog until the list is
 * extracted again, which is the moment to look at what changed.
 */
export function chartKeys(chart: ChartName): ChartKeys {
  const { version } = CHARTS[chart];
  const file = path.join(LISTS, `${chart}-${version}.json`);
  if (!fs.existsSync(file)) {
    throw new Error(
      `no key list for ${chart} ${version}: run node scripts/extract-chart-keys.mjs <folder of charts> ${chart}`,
    );
  }
  return { ...JSON.parse(fs.readFileSync(file, "utf8")).keys, ...WITHOUT_DEFAULT[`${chart}-${version}`] };
}

/** A parent's keys and those of its subchart below the subchart's name; an empty map of the parent hides none. */
export function withSubchart(parent: ChartKeys, name: string, subchart: ChartKeys): ChartKeys {
  const below = Object.fromEntries(Object.entries(subchart).map(([key, type]) => [`${name}.${key}`, type]));
  const own = Object.entries(parent).filter(([key, type]) => type !== "open" || below[key] === undefined);
  return { ...below, ...Object.fromEntries(own) };
}

/**
 * What values set that the chart does not offer: paths it does not know, and maps or lists where it has something
 * of another shape. An empty list means the values fit.
 */
export function misfits(values: HelmValues, keys: ChartKeys, prefix = ""): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    if (value === undefined) {
      return [];
    }
    const here = prefix + key.replaceAll(".", "\\.");
    const type = keys[here];
    if (type === undefined) {
      return [`${here} is unknown`];
    }
    if (value === null || type === "null") {
      return [];
    }
    const shape = shapeOf(value);
    if (shape !== (type === "open" ? "map" : type === "map" || type === "list" ? type : "scalar")) {
      return [`${here} is a ${shape}, the chart has ${type}`];
    }
    return type === "map" ? misfits(value as HelmValues, keys, `${here}.`) : [];
  });
}

function shapeOf(value: HelmValues[string]): "map" | "list" | "scalar" {
  return Array.isArray(value) ? "list" : typeof value === "object" ? "map" : "scalar";
}
