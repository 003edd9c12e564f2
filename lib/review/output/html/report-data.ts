import type { Review, ReviewedChange } from "../../review";
import { byDanger, happensTo, letsGo, riskRank } from "../words";
import { visibleLines } from "./markup";
import type { ChangeDetail, ChangeRow } from "./report-shape";
import { SIGNS, signsOf } from "./signs";

/** Longest texts of the list; what is cut says so. */
const MAX_ADDRESS = 1_000;
const MAX_VALUE = 4_000;
const MAX_ATTRIBUTES = 300;
const MAX_LINES = 2_000;
const MAX_LINE = 500;
const MAX_DEPENDENTS = 100;
const MAX_CONSTRUCTS = 20_000;

interface Entry {
  readonly stack: number;
  readonly change: ReviewedChange;
  readonly row: string;
}

/**
 * The lists of the page as JSON that may stand in an element of HTML, of at most about the given bytes. Where that is not
 * enough, the least dangerous changes lose their details first, then their rows, which are counted. What is destroyed or let
 * go never loses its row.
 */
export function reportData(reviews: readonly Review[], maxBytes: number): string {
  const entries = reviews
    .flatMap((review, stack) =>
      byDanger(review.changes).map((change): Entry => ({ stack, change, row: inert(rowOf(change)) })),
    )
    .sort(
      (one, other) =>
        Number(letsGo(other.change)) - Number(letsGo(one.change)) ||
        riskRank(other.change.risk) - riskRank(one.change.risk),
    );
  let left = maxBytes;
  const kept = entries.filter(({ change, row }) => {
    const fits = letsGo(change) || size(row) <= left;
    left -= fits ? size(row) : 0;
    return fits;
  });
  const details = new Map<ReviewedChange, string>();
  for (const { change } of kept) {
    const detail = left > 0 ? inert(detailOf(change)) : "";
    if (detail !== "" && size(detail) <= left) {
      details.set(change, detail);
      left -= size(detail);
    }
  }
  const byStack = reviews.map((): Entry[] => []);
  for (const entry of kept) {
    byStack[entry.stack]?.push(entry);
  }
  return `[${reviews.map((review, stack) => stackJson(review, inDanger(byStack[stack] ?? []), details)).join(",")}]`;
}

/** The order of the list on the page: by risk, whatever kind it is. */
function inDanger(entries: readonly Entry[]): readonly Entry[] {
  const order = new Map(
    byDanger(entries.map(({ change }) => change)).map((change, index) => [change, index]),
  );
  return [...entries].sort((one, other) => (order.get(one.change) ?? 0) - (order.get(other.change) ?? 0));
}

function stackJson(
  review: Review,
  entries: readonly Entry[],
  details: ReadonlyMap<ReviewedChange, string>,
): string {
  const constructs = review.constructs.slice(0, MAX_CONSTRUCTS).map(({ path, risk, counts }) => ({
    path: visibleLines(path, MAX_ADDRESS),
    risk,
    signs: signsOf(counts),
  }));
  const omitted = byDanger(review.changes).length - entries.length;
  const rows = entries.map(({ row }) => row).join(",\n");
  const unfolded = entries.map(({ change }) => details.get(change) ?? "null").join(",\n");
  return `{"name":${inert(visibleLines(review.stack, MAX_ADDRESS))},"omitted":${omitted},"constructs":${inert(constructs)},\n"changes":[${rows}],\n"details":[${unfolded}]}`;
}

function rowOf(change: ReviewedChange): ChangeRow {
  const text = (value: string | undefined, most = MAX_ADDRESS) =>
    value === undefined ? undefined : visibleLines(value, most);
  return {
    address: visibleLines(change.address, MAX_ADDRESS),
    type: visibleLines(change.type, MAX_ADDRESS),
    kind: change.kind,
    sign: SIGNS[change.kind],
    happens: visibleLines(happensTo(change, String), MAX_LINE),
    risk: change.risk,
    path: text(change.constructPath),
    previous: text(change.previousAddress),
    importId: text(change.importId),
    reason: text(change.reason),
    findings: change.findings.slice(0, 20).map(({ rule, level, title, evidence, fix, waiver }) => ({
      rule: visibleLines(rule, MAX_LINE),
      level,
      title: visibleLines(title, MAX_LINE),
      evidence: visibleLines(evidence, MAX_LINE),
      fix: visibleLines(fix, MAX_LINE),
      waiver: waiver && visibleLines(`${waiver.reason} (until ${waiver.expires})`, MAX_LINE),
    })),
    attributeCount: change.attributes.length,
    documentCount: change.documents.length,
  };
}

function detailOf(change: ReviewedChange): ChangeDetail {
  const value = (text: string | undefined) =>
    text === undefined ? undefined : visibleLines(text, MAX_VALUE);
  return {
    attributes: change.attributes.slice(0, MAX_ATTRIBUTES).map((attribute) => ({
      path: visibleLines(attribute.path, MAX_ADDRESS),
      before: value(attribute.before),
      after: value(attribute.after),
      forces: attribute.forcesReplacement,
      sources: attribute.sources.slice(0, 10).map((source) => visibleLines(source, MAX_ADDRESS)),
    })),
    moreAttributes: Math.max(0, change.attributes.length - MAX_ATTRIBUTES),
    documents: change.documents.slice(0, 50).map(({ path, title, notes, lines }) => ({
      path: visibleLines(path, MAX_ADDRESS),
      title: visibleLines(title, MAX_LINE),
      notes: notes.slice(0, 100).map((note) => visibleLines(note, MAX_LINE)),
      lines: lines
        .slice(0, MAX_LINES)
        .map(({ sign, text }) => sign + visibleLines(text.replace(/\n/g, "\\n"), MAX_LINE)),
      moreLines: Math.max(0, lines.length - MAX_LINES),
    })),
    dependents: change.dependents
      .slice(0, MAX_DEPENDENTS)
      .map((address) => visibleLines(address, MAX_ADDRESS)),
    moreDependents: Math.max(0, change.dependents.length - MAX_DEPENDENTS),
    hidden: Object.entries(change.hidden).map(([rule, count]) => visibleLines(`${rule} ${count}`, MAX_LINE)),
  };
}

/** JSON without the sign that could end the element it stands in. */
function inert(value: unknown): string {
  return JSON.stringify(value).replace(/</g, "\\u003c");
}

function size(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
