import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib.mjs";

// Writes the table of scalers into constructs/keda/README.md, from the compiled example and the table of all scalers.
// `npm run generate` writes; with --check it only says whether the page is as it would be written.
const page = join(root, "constructs", "keda", "README.md");
const BEGIN = "<!-- scalers: made by npm run generate -->";
const END = "<!-- /scalers -->";

const table = JSON.parse(
  readFileSync(join(root, "constructs", "keda", "scalers", "scaler-table.json"), "utf8"),
);
const uses = new Map(["most-used.ts", "others.ts"].flatMap((file) => [...usesOf(file)]));

const rows = table
  .map(({ type, title, summary, deprecated, page: name }) => {
    const note = deprecated === undefined ? "" : " (deprecated by KEDA)";
    return `| [${title}](https://keda.sh/docs/2.20/scalers/${name}/)${note} | ${summary} | \`${useOf(type)}\` |`;
  })
  .sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1));
const text = [
  BEGIN,
  "",
  "| scaler | scales on | smallest use |",
  "| --- | --- | --- |",
  ...rows,
  `| [HTTP add-on](https://github.com/kedacore/http-add-on) | Requests that wait or arrive | \`${useOf("http-add-on")}\` |`,
  "",
  END,
].join("\n");

const present = readFileSync(page, "utf8");
const written = present.replace(new RegExp(`${BEGIN}[sS]*${END}`), () => text);
if (process.argv.includes("--check")) {
  process.exitCode = written === present && present.includes(BEGIN) ? 0 : 1;
} else {
  writeFileSync(page, written);
}

function useOf(type) {
  const use = uses.get(type);
  if (use === undefined) {
    throw new Error(`examples/scalers has no use of ${type}`);
  }
  return use.replaceAll("|", "\\|");
}

/** The expression of each entry, on one line. The file is formatted, so an entry begins at two spaces. */
function usesOf(file) {
  const source = readFileSync(join(root, "examples", "scalers", file), "utf8");
  const entries = source.matchAll(/^ {2}"?([\w-]+)"?: \(\) =>\s([\s\S]*?),\n(?= {2}"?[\w-]+"?: \(\)|\};)/gm);
  const uses = new Map([...entries].map(([, type, expression]) => [type, oneLine(expression)]));
  const http = source.match(/return (Scaler\.http[\s\S]*?);\n/);
  return http ? uses.set("http-add-on", oneLine(http[1])) : uses;
}

function oneLine(expression) {
  return expression
    .replace(/\s*\n\s*/g, " ")
    .replace(/,? \}/g, " }")
    .replace(/, \)/g, ")")
    .trim();
}
