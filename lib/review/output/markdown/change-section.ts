import type { AttributeDiff, DiffLine, DocumentDiff, ReviewedChange } from "../../review";
import { shown } from "../visible";
import { capital, dependWords, happensTo, number, plural, RISK_MARKS } from "../words";
import type { Detail } from "./detail";
import { code, fenced, htmlCode, prose, table } from "./escape";
import { MAX_ADDRESS } from "./gone";
import { folded } from "./page";

const MAX_DEPENDENTS = 10;
const MAX_NOTES = 30;
const MAX_SOURCES = 3;
/** Longest line of a diff; longer ones are base64 or minified and nobody reads them. */
const MAX_LINE = 500;

/** One change, folded: facts, arguments before and after, documents as diffs. */
export function changeSection(change: ReviewedChange, detail: Detail): Iterable<string> {
  const summary = `${RISK_MARKS[change.risk]} ${htmlCode(change.address, MAX_ADDRESS)} ${happensTo(change, htmlCode)}`;
  return folded(summary, inside(change, detail));
}

function* inside(change: ReviewedChange, detail: Detail): Generator<string> {
  const facts = factsOf(change);
  if (facts.length > 0) {
    yield facts.map((fact) => `- ${fact}`).join("\n");
  }
  if (change.attributes.length > 0) {
    yield attributeTable(change, detail);
  }
  for (const document of change.documents) {
    yield* documentBlocks(document, detail);
  }
}

function factsOf(change: ReviewedChange): string[] {
  const rules = change.findings.map((finding) => code(finding.rule));
  const { dependents } = change;
  const more = dependents.length - MAX_DEPENDENTS;
  const hidden = Object.entries(change.hidden).map(([rule, count]) => `${number(count)} by ${code(rule)}`);
  return [
    ...(change.constructPath === undefined ? [] : [`Construct: ${code(change.constructPath)}`]),
    ...(change.reason === undefined ? [] : [`Why: ${prose(change.reason)}`]),
    ...(change.previousAddress === undefined ? [] : [`Was at: ${code(change.previousAddress)}`]),
    ...(change.importId === undefined ? [] : [`Imported as: ${code(change.importId)}`]),
    ...(rules.length === 0 ? [] : [`Findings: ${rules.join(", ")}`]),
    ...(dependents.length === 0
      ? []
      : [
          `${capital(dependWords(change))}: ${[
            ...dependents.slice(0, MAX_DEPENDENTS).map((address) => code(address)),
            ...(more > 0 ? [`${number(more)} more`] : []),
          ].join(", ")}`,
        ]),
    ...(hidden.length === 0 ? [] : [`Differences hidden as noise: ${hidden.join(", ")}`]),
  ];
}

function attributeTable(change: ReviewedChange, detail: Detail): string {
  const listed = change.attributes.slice(0, detail.attributes);
  const left = change.attributes.length - listed.length;
  const name = (attribute: AttributeDiff) =>
    `${code(attribute.path)}${attribute.forcesReplacement ? " **forces replacement**" : ""}`;
  const oneSided = SINGLE_SIDES.find(({ kind }) => kind === change.kind);
  const rows = oneSided
    ? listed.map((attribute) => [name(attribute), valueCell(oneSided.value(attribute), attribute)])
    : listed.map((attribute) => [
        name(attribute),
        valueCell(attribute.before, undefined),
        valueCell(attribute.after, attribute),
      ]);
  const head = oneSided ? ["Argument", "Value"] : ["Argument", "Before", "After"];
  return [table(head, rows), ...(left > 0 ? [`\n${plural(left, "more argument")} left out here.`] : [])].join(
    "\n",
  );
}

/** Kinds with a value on one side only. */
const SINGLE_SIDES = [
  { kind: "create", value: (attribute: AttributeDiff) => attribute.after },
  { kind: "delete", value: (attribute: AttributeDiff) => attribute.before },
  { kind: "forget", value: (attribute: AttributeDiff) => attribute.before },
] as const;

function valueCell(value: string | undefined, attribute: AttributeDiff | undefined): string {
  if (value === undefined) {
    return "not set";
  }
  const sources = attribute?.sources ?? [];
  const from = sources.slice(0, MAX_SOURCES).map((source) => code(source));
  const told = value === "(known after apply)" ? "known after apply" : code(value);
  return from.length === 0 ? told : `${told}, from ${from.join(", ")}`;
}

/** A document made of several arguments has no path of its own. */
function headingOf({ path, title }: DocumentDiff): string {
  if (path === "") {
    return `${prose(title)}:`;
  }
  return `Inside ${code(path)}:${title === path ? "" : ` ${prose(title)}`}`;
}

function* documentBlocks(document: DocumentDiff, detail: Detail): Generator<string> {
  const notes = document.notes.slice(0, MAX_NOTES);
  const more = document.notes.length - notes.length;
  yield [
    headingOf(document),
    "",
    ...notes.map((note) => `- ${prose(note)}`),
    ...(more > 0 ? [`- ${plural(more, "more note")} left out here`] : []),
  ]
    .join("\n")
    .trim();
  const lines = document.lines.slice(0, Math.min(detail.lines, document.lines.length));
  if (lines.length > 0) {
    yield fenced("diff", lines.map(diffLine));
  }
  const left = document.lines.length - lines.length;
  if (left > 0) {
    yield `${plural(left, "more line")} of this diff left out here.`;
  }
}

function diffLine({ sign, text }: DiffLine): string {
  return sign === "@" ? `@@ ${shown(text, MAX_LINE)} @@` : `${sign} ${shown(text, MAX_LINE)}`;
}
