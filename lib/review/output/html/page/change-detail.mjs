import { element, plural, riskBadge } from "./dom.mjs";

/** @import { ChangeDetail, ChangeRow } from "../report-shape" */

/**
 * What unfolds below a change.
 *
 * @param {ChangeRow} change
 * @param {ChangeDetail | null | undefined} detail
 */
export function detailOf(change, detail) {
  const body = element("div", { class: "detail" });
  const facts = element("dl", { class: "facts" });
  for (const [term, text] of /** @type {const} */ ([
    ["Why", change.reason],
    ["Construct", change.path],
    ["Moved from", change.previous],
    ["Imported by", change.importId],
  ])) {
    if (text !== undefined) {
      facts.append(element("dt", {}, term), element("dd", {}, text));
    }
  }
  if (facts.childElementCount > 0) {
    body.append(facts);
  }
  if (change.findings.length > 0) {
    body.append(element("ul", { class: "cards" }, ...change.findings.map(findingCard)));
  }
  if (!detail) {
    body.append(
      element(
        "p",
        { class: "more" },
        `${plural(change.attributeCount, "argument")} and ${plural(change.documentCount, "document")} differ. ` +
          "There was no room for them in this page: see the JSON of the review.",
      ),
    );
    return body;
  }
  if (detail.attributes.length > 0) {
    body.append(attributeTable(detail));
  }
  body.append(...detail.documents.map(documentDiff));
  if (detail.dependents.length > 0) {
    body.append(dependents(detail));
  }
  if (detail.hidden.length > 0) {
    body.append(element("p", { class: "more" }, `Hidden as noise: ${detail.hidden.join(", ")}.`));
  }
  if (body.childElementCount === 0) {
    body.append(element("p", { class: "more" }, "No argument differs."));
  }
  return body;
}

/** @param {ChangeRow["findings"][number]} finding */
function findingCard({ rule, level, title, evidence, fix, waiver }) {
  return element(
    "li",
    { class: `card risk-${level}` },
    element(
      "p",
      { class: "card-head" },
      riskBadge(level),
      " ",
      element("strong", {}, title),
      " ",
      element("span", { class: "rule" }, rule),
    ),
    element(
      "dl",
      {},
      element("dt", {}, "Evidence"),
      element("dd", {}, evidence),
      element("dt", {}, "Way out"),
      element("dd", {}, fix),
      waiver !== undefined && element("dt", {}, "Accepted"),
      waiver !== undefined && element("dd", {}, waiver),
    ),
  );
}

/** @param {ChangeDetail} detail */
function attributeTable({ attributes, moreAttributes }) {
  const isNew = attributes.every(({ before }) => before === undefined);
  const isOld = attributes.every(({ after }) => after === undefined);
  const columns = isNew ? ["Value"] : isOld ? ["Value that goes"] : ["Before", "After"];
  const head = ["Argument", ...columns].map((name) => element("th", { scope: "col" }, name));
  const rows = attributes.map(({ path, before, after, forces, sources }) =>
    element(
      "tr",
      { class: forces && "forces" },
      element(
        "th",
        { scope: "row" },
        element("code", {}, path),
        forces && element("span", { class: "badge forced" }, "forces replacement"),
      ),
      !isNew && value(before, "before"),
      !isOld && value(after, "after", sources),
    ),
  );
  return element(
    "div",
    { class: "scroll" },
    element(
      "table",
      { class: "attributes" },
      element("thead", {}, element("tr", {}, ...head)),
      element("tbody", {}, ...rows),
    ),
    moreAttributes > 0 && element("p", { class: "more" }, `And ${plural(moreAttributes, "more argument")}.`),
  );
}

/**
 * @param {string | undefined} text
 * @param {"before" | "after"} side
 * @param {readonly string[]} sources
 */
function value(text, side, sources = []) {
  return element(
    "td",
    { class: text === undefined ? "none" : side },
    text === undefined ? element("span", { class: "absent" }, "absent") : element("code", {}, text),
    sources.length > 0 && element("span", { class: "source" }, `from ${sources.join(", ")}`),
  );
}

const LINE_CLASSES = /** @type {Record<string, string>} */ ({ "+": "added", "-": "removed", "@": "place" });

/** @param {ChangeDetail["documents"][number]} document */
function documentDiff({ path, title, notes, lines, moreLines }) {
  const heading = path === title ? [element("code", {}, path)] : [title, " ", element("code", {}, path)];
  const diff = element("pre", {
    class: "diff",
    tabindex: "0",
    role: "group",
    "aria-label": `Difference of ${title}`,
  });
  for (const line of lines) {
    const sign = line.slice(0, 1);
    const kind = LINE_CLASSES[sign] ?? "same";
    diff.append(
      element(
        "span",
        { class: `line ${kind}` },
        element("span", { class: "sign" }, sign === "@" ? "" : sign),
        `${line.slice(1)}\n`,
      ),
    );
  }
  return element(
    "section",
    { class: "document" },
    element("h4", {}, ...heading),
    notes.length > 0 && element("ul", { class: "notes" }, ...notes.map((note) => element("li", {}, note))),
    lines.length > 0 && diff,
    moreLines > 0 && element("p", { class: "more" }, `And ${plural(moreLines, "more line")}.`),
  );
}

/** @param {ChangeDetail} detail */
function dependents({ dependents, moreDependents }) {
  const total = dependents.length + moreDependents;
  return element(
    "details",
    { class: "dependents" },
    element("summary", {}, `${plural(total, "object")} ${total === 1 ? "depends" : "depend"} on it`),
    element("ul", {}, ...dependents.map((address) => element("li", {}, element("code", {}, address)))),
    moreDependents > 0 && element("p", { class: "more" }, `And ${plural(moreDependents, "more")}.`),
  );
}
