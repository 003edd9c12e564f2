import { detailOf } from "./change-detail.mjs";
import { button, element, number, plural, RISKS, riskBadge, riskWord } from "./dom.mjs";

/** @import { StackData } from "../report-shape" */
/** @import { Filter } from "./filter.mjs" */

/** Rows made at once: more are made as the reader comes near the end. */
const CHUNK = 100;

/**
 * The list of changes with its search and filters.
 *
 * @param {HTMLElement} host
 * @param {HTMLElement} count
 * @param {StackData} stack
 * @param {Filter} filter
 */
export function changeList(host, count, stack, filter) {
  const list = element("ul", { class: "rows" });
  const end = element("div", { class: "end" });
  const none = element("p", { class: "more", hidden: true }, "No change matches.");
  const status = element("p", { class: "status", role: "status" });
  /** @type {number[]} */
  let matching = [];
  let made = 0;

  const grow = () => {
    const chunk = matching.slice(made, made + CHUNK);
    list.append(...chunk.map((index) => row(stack, index)));
    made += chunk.length;
    end.hidden = made >= matching.length;
  };
  const show = () => {
    matching = filter.matches();
    made = 0;
    list.replaceChildren();
    grow();
    none.hidden = matching.length > 0;
    status.textContent = filter.isOpen()
      ? plural(stack.changes.length, "change")
      : `${number(matching.length)} of ${plural(stack.changes.length, "change")}`;
  };

  // A click stands for scrolling where a reader cannot scroll, such as with a screen reader.
  end.append(button("Show more", { class: "quiet" }, grow));
  new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting) && !end.hidden) {
        grow();
      }
    },
    { rootMargin: "800px" },
  ).observe(end);
  count.textContent = number(stack.changes.length + stack.omitted);
  host.append(
    controls(stack, filter),
    status,
    list,
    none,
    end,
    stack.omitted > 0
      ? element(
          "p",
          { class: "more" },
          `${plural(stack.omitted, "harmless change")} had no room in this page: see the JSON of the review.`,
        )
      : "",
  );
  filter.onChange(show);
  show();
}

/**
 * @param {StackData} stack
 * @param {Filter} filter
 */
function controls(stack, filter) {
  const search = element("input", {
    type: "search",
    class: "search",
    placeholder: "Search addresses, constructs, arguments",
    "aria-label": "Search changes",
    spellcheck: "false",
    autocomplete: "off",
  });
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => filter.set({ query: search.value }), 80);
  });
  const types = [...new Set(stack.changes.map(({ type }) => type))].sort();
  const type = element(
    "select",
    { "aria-label": "Type" },
    element("option", { value: "" }, "All types"),
    ...types.map((name) => element("option", { value: name }, name)),
  );
  type.addEventListener("change", () => filter.set({ type: type.value }));
  const place = button("", { class: "chip place", hidden: true }, () => filter.set({ place: "" }));
  const clear = button("Clear", { class: "quiet", hidden: true }, () => filter.clear());
  const kinds = [...new Map(stack.changes.map(({ kind, sign }) => [kind, sign]))];
  const risks = RISKS.filter((risk) => stack.changes.some((change) => change.risk === risk));
  const chips = [
    ...kinds.map(([kind, sign]) =>
      chip(`${sign} ${kind}`, `kind-${kind}`, filter.kinds, kind, filter, amount(stack, "kind", kind)),
    ),
    ...risks.map((risk) =>
      chip(riskWord(risk), `risk-${risk}`, filter.risks, risk, filter, amount(stack, "risk", risk)),
    ),
  ];
  filter.onChange(() => {
    if (search.value !== filter.query) {
      search.value = filter.query;
    }
    type.value = filter.type;
    place.hidden = filter.place === "";
    place.textContent = `in ${filter.place} ✕`;
    place.setAttribute("aria-label", `Only in ${filter.place}: show all`);
    clear.hidden = filter.isOpen();
  });
  return element(
    "div",
    { class: "controls", role: "search", "aria-label": "Filter changes" },
    element("div", { class: "line-of-controls" }, search, type, clear),
    element(
      "div",
      { class: "chips" },
      ...chips.slice(0, kinds.length),
      element("span", { class: "divider" }),
      ...chips.slice(kinds.length),
      place,
    ),
  );
}

/**
 * @param {StackData} stack
 * @param {"kind" | "risk"} part
 * @param {string} value
 */
function amount(stack, part, value) {
  return stack.changes.filter((change) => change[part] === value).length;
}

/**
 * A switch of a filter.
 *
 * @param {string} label
 * @param {string} look
 * @param {Set<string>} chosen
 * @param {string} value
 * @param {Filter} filter
 * @param {number} count
 */
function chip(label, look, chosen, value, filter, count) {
  const made = button(label, { class: `chip ${look}`, "aria-pressed": "false", "data-value": value }, () => {
    if (!chosen.delete(value)) {
      chosen.add(value);
    }
    filter.changed();
  });
  made.append(" ", element("span", { class: "times" }, number(count)));
  filter.onChange(() => made.setAttribute("aria-pressed", String(chosen.has(value))));
  return made;
}

/**
 * A change that unfolds; its details are made when they are wanted.
 *
 * @param {StackData} stack
 * @param {number} index
 */
function row(stack, index) {
  const change = stack.changes[index];
  if (change === undefined) {
    return "";
  }
  const forced = stack.details[index]?.attributes.some(({ forces }) => forces);
  const made = element(
    "details",
    { class: "change", "data-index": String(index) },
    element(
      "summary",
      {},
      element("span", { class: `sign kind-${change.kind}`, title: change.happens }, change.sign),
      element(
        "span",
        { class: "names" },
        element("code", { class: "address" }, change.address),
        element("span", { class: "path" }, change.path ?? ""),
      ),
      element("span", { class: `what kind-${change.kind}` }, change.happens, forced ? " (forced)" : ""),
      riskBadge(change.risk),
    ),
  );
  made.addEventListener("toggle", () => {
    if (made.open && made.childElementCount === 1) {
      made.append(detailOf(change, stack.details[index]));
    }
  });
  return element("li", {}, made);
}
