import * as fs from "node:fs";
import * as path from "node:path";
import Ajv from "ajv";
import { CHARTS, type ChartName } from "../../lib/core/charts";
import type { HelmValues } from "../../lib/core/helm-values";

const FOLDER = path.join(__dirname, "..", "fixtures", "chart-schemas");

/**
 * What a chart's values.schema.json has against values; empty where it has nothing. Schemas are kept by
 * `node scripts/extract-chart-schemas.mjs <folder of charts> <chart>`. What must be present is left out:
 * Helm checks after it has merged the chart's own values. Null takes a value of the chart away, so it is not seen.
 */
export function schemaProblems(chart: ChartName, values: HelmValues): string[] {
  const file = path.join(FOLDER, `${chart}-${CHARTS[chart].version}.json`);
  const schema = withoutRequired(JSON.parse(fs.readFileSync(file, "utf8"))) as object;
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
  const validate = ajv.compile(schema);
  return validate(withoutNull(values))
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
      );
}

function withoutRequired(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(withoutRequired);
  }
  if (typeof schema !== "object" || schema === null) {
    return schema;
  }
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(key === "required" && Array.isArray(value)))
      .map(([key, value]) => [key, withoutRequired(value)]),
  );
}

function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNull);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null && member !== undefined)
      .map(([key, member]) => [key, withoutNull(member)]),
  );
}
