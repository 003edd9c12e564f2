import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./lib.mjs";

// Writes the props and factories of the scalers without a file of their own from the table of all scalers.
// `npm run generate` writes into the source; a test names another folder and compares.
const target = process.argv[2] ?? join(root, "constructs", "keda", "scalers");

/** Scalers with props made by hand, each in a file of its own. */
const BY_HAND = new Set([
  "aws-cloudwatch",
  "aws-dynamodb",
  "aws-dynamodb-streams",
  "aws-kinesis-stream",
  "aws-sqs-queue",
  "cpu",
  "cron",
  "github-runner",
  "kafka",
  "loki",
  "memory",
  "mongodb",
  "nats-jetstream",
  "postgresql",
  "prometheus",
  "rabbitmq",
  "redis",
  "redis-streams",
]);

const table = JSON.parse(
  readFileSync(join(root, "constructs", "keda", "scalers", "scaler-table.json"), "utf8"),
);
const scalers = table.filter(({ type }) => !BY_HAND.has(type));

const folder = join(target, "long-tail");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const scaler of scalers) {
  writeFileSync(join(folder, `${scaler.type}.ts`), propsFile(scaler));
}
writeFileSync(join(target, "long-tail.ts"), factoriesFile(scalers));
run(process.execPath, [
  join(root, "node_modules", "@biomejs", "biome", "bin", "biome"),
  "check",
  "--write",
  "--log-level=error",
  `--config-path=${root}`,
  "--vcs-enabled=false",
  folder,
  join(target, "long-tail.ts"),
]);

function propsName({ factory }) {
  return `${factory[0].toUpperCase()}${factory.slice(1)}ScalerProps`;
}

function propsFile(scaler) {
  const props = scaler.params.filter(({ deprecated }) => deprecated === undefined);
  const references = props.some((parameter) => takesReference(parameter));
  return [
    `import type { TableScalerProps } from "../table-scaler";`,
    ...(references ? [`import type { SecretReference } from "../../secret-reference";`] : []),
    "",
    `/** ${scaler.summary}. Made from scaler-table.json by \`npm run generate\`. */`,
    `export interface ${propsName(scaler)} extends TableScalerProps {`,
    ...props.flatMap(prop),
    "}",
    "",
  ].join("\n");
}

function prop(parameter) {
  const optional = !parameter.required || parameter.in.includes("auth");
  const lines = [`${parameter.doc}.${onlyReference(parameter) ? " Never the value itself." : ""}`];
  if (optional) {
    lines.push(`@default ${parameter.default === undefined ? "not set" : parameter.default}`);
  }
  return [...comment(lines), `  readonly ${parameter.prop}${optional ? "?" : ""}: ${typeOf(parameter)};`];
}

function typeOf(parameter) {
  if (onlyReference(parameter)) {
    return "SecretReference";
  }
  const literals = parameter.enum?.map((value) => JSON.stringify(value)).join(" | ");
  const plain = {
    string: literals ?? "string",
    integer: "number",
    number: "number",
    duration: "number",
    boolean: "boolean",
    "string-list": `readonly ${literals === undefined ? "string" : `(${literals})`}[]`,
    map: "{ readonly [key: string]: string }",
  }[parameter.type];
  return takesReference(parameter) ? `${plain} | SecretReference` : plain;
}

function takesReference({ in: places }) {
  return places.includes("auth") || places.includes("env");
}

function onlyReference({ in: places }) {
  return !places.includes("metadata");
}

function factoriesFile(scalers) {
  return [
    ...scalers.map((scaler) => `import type { ${propsName(scaler)} } from "./long-tail/${scaler.type}";`),
    `import type { ScalerValue } from "../scaler-value";`,
    `import { tableScaler } from "./table-scaler";`,
    "",
    "/** Scalers whose props are KEDA's own parameters. Made from scaler-table.json by `npm run generate`. */",
    "export const LONG_TAIL = {",
    ...scalers.flatMap((scaler) => [
      ...comment([
        `${scaler.summary}. https://keda.sh/docs/2.20/scalers/${scaler.page}/`,
        ...(scaler.deprecated === undefined ? [] : [`@deprecated ${scaler.deprecated}`]),
      ]),
      `  ${scaler.factory}: (props: ${propsName(scaler)}): ScalerValue => tableScaler("${scaler.type}", props),`,
      "",
    ]),
    "} as const;",
    "",
  ].join("\n");
}

function comment(lines) {
  const text = lines.map((line) => line.replaceAll("*/", "*\\/"));
  return text.length === 1
    ? [`  /** ${text[0]} */`]
    : ["  /**", ...text.map((line) => `   * ${line}`), "   */"];
}
