import type { Environment } from "./types";

/** A setting whose value is not the same in all environments. */
export interface Difference {
  /** `metrics.storage.sizeGib` */
  readonly path: string;
  /** The value in each environment, in their order; undefined where it is not set. */
  readonly values: readonly unknown[];
}

/** What tells environments apart, setting by setting, sorted. Lists are compared as a whole. */
export function differences(environments: readonly Environment[]): readonly Difference[] {
  const settings = environments.map((environment) => new Map(leaves(environment, "")));
  const paths = [...new Set(settings.flatMap((all) => [...all.keys()]))].sort();
  return paths
    .map((path) => ({ path, values: settings.map((all) => all.get(path)) }))
    .filter(({ values }) => new Set(values.map((value) => JSON.stringify(value))).size > 1);
}

/** The differences as a Markdown table with a column for each environment. */
export function differenceTable(environments: readonly Environment[]): string {
  const rows = differences(environments).map(
    ({ path, values }) => `| \`${path}\` | ${values.map(cell).join(" | ")} |`,
  );
  return [
    `| setting | ${environments.map(({ name }) => name).join(" | ")} |`,
    `| --- | ${environments.map(() => "---").join(" | ")} |`,
    ...rows,
  ].join("\n");
}

function leaves(value: unknown, path: string): readonly (readonly [string, unknown])[] {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, member]) =>
      leaves(member, path === "" ? key : `${path}.${key}`),
    );
  }
  return value === undefined ? [] : [[path, value]];
}

function cell(value: unknown): string {
  if (value === undefined) {
    return "";
  }
  return Array.isArray(value) ? value.join(", ") : String(value);
}
