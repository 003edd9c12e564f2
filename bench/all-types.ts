import { parseArgs } from "node:util";
import { findProviderPackages, loadProviderSchema } from "../lib/rehearsal/schema/load";
import type { ProviderSchema } from "../lib/rehearsal/schema/types";
import { argumentsFor, type Mode } from "./arguments";
import { type SliceResult, type TypeToTry, trySlice } from "./type-slice";

const MODES: readonly Mode[] = ["minimal", "maximal", "other maximal"];
const PROVIDERS = ["aws", "helm", "kubernetes"];

/**
 * Every resource type and data source of the simulated providers, through the whole life of a configuration, with
 * the real terraform: once with the arguments that are required, once with all there are, and types with arguments that exclude
 * each other a third time, with those left out before. Options: `--only aws_s3` (types that begin so), `--mode minimal`,
 * `--slice 400` (at most so many types in one configuration).
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: "string", default: "" },
      mode: { type: "string" },
      slice: { type: "string", default: "0" },
    },
  });
  const schemas = findProviderPackages(process.cwd())
    .filter(({ name }) => PROVIDERS.includes(name))
    .map(({ directory }) => loadProviderSchema(directory));
  const types = schemas.flatMap(typesOf).filter(({ type }) => type.startsWith(values.only));
  let wrong = false;
  for (const mode of MODES.filter((one) => values.mode === undefined || values.mode === one)) {
    const tried =
      mode !== "other maximal"
        ? types
        : types.filter(({ type, schema }) => argumentsFor(type, schema, mode).excluded.length > 0);
    const results: SliceResult[] = [];
    for (const slice of slices(tried, Number(values.slice) || tried.length)) {
      results.push(await trySlice(schemas, slice, mode));
    }
    report(mode, tried, results);
    wrong ||= results.some(({ errors, notEmpty }) => errors.length + notEmpty.length > 0);
  }
  console.log(`node peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
  process.exitCode = wrong ? 1 : 0;
}

function typesOf({ name: provider, resources, dataSources }: ProviderSchema): TypeToTry[] {
  return [
    ...Object.entries(resources).map(
      ([type, schema]): TypeToTry => ({ kind: "resource", type, provider, schema }),
    ),
    ...Object.entries(dataSources).map(
      ([type, schema]): TypeToTry => ({ kind: "data", type, provider, schema }),
    ),
  ];
}

function slices<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

function report(mode: Mode, types: readonly TypeToTry[], results: readonly SliceResult[]): void {
  const sum = (of: (result: SliceResult) => number): number =>
    results.reduce((total, result) => total + of(result), 0);
  const count = (kind: TypeToTry["kind"]): number => types.filter((each) => each.kind === kind).length;
  const errors = results.flatMap((result) => result.errors);
  const notEmpty = results.flatMap((result) => result.notEmpty);
  const steps = ["validate", "plan", "apply", "second plan", "destroy"] as const;
  const seconds = steps.map((step) => `${step} ${sum((result) => result.seconds[step] ?? 0).toFixed(1)}`);
  const peak = Math.max(...results.map(({ terraformPeakMib }) => terraformPeakMib));
  console.log(
    [
      `${mode}: ${count("resource")} resource types, ${count("data")} data sources in ${results.length} configurations`,
      `  created ${sum(({ created }) => created)}, destroyed ${sum(({ destroyed }) => destroyed)}`,
      `  seconds: ${seconds.join(", ")}; terraform peak ${Math.round(peak)} MiB`,
      `  arguments and blocks set ${sum(({ set }) => set)}, excluded by rules ${sum(({ excluded }) => excluded)}`,
      `  errors: ${errors.length}`,
      ...errors.map((error) => `    ${error}`),
      `  second plan not empty: ${notEmpty.length}`,
      ...notEmpty.map((type) => `    ${type}`),
    ].join("\n"),
  );
}

main();
