import { button, element, RISKS } from "./dom.mjs";

/** @import { StackData } from "../report-shape" */
/** @import { Filter } from "./filter.mjs" */

/** @typedef {StackData["constructs"][number]} Construct */

/** Rows unfolded at first, so that a small change is seen whole. */
const ROWS_AT_FIRST = 14;
/**
 * The constructs of a stack as a tree with what happens below each; choosing one filters the list.
 *
 * @param {HTMLElement} host
 * @param {StackData} stack
 * @param {Filter} filter
 */
export function constructTree(host, stack, filter) {
  const children = childrenOf(stack.constructs);
  const roots = children.get("") ?? [];
  const tree = element("ul", { class: "branch", "aria-label": "Constructs" });
  let budget = ROWS_AT_FIRST - roots.length;

  /**
   * @param {Construct} construct
   * @param {boolean} top
   */
  const branch = (construct, top) => {
    const below = children.get(construct.path) ?? [];
    const name = construct.path.slice(construct.path.lastIndexOf("/") + 1);
    const inner = element("ul", { class: "branch", hidden: true });
    const unfold = button(
      "",
      { class: "twist", "aria-label": `Unfold ${name}`, "aria-expanded": "false" },
      () => turn(inner.hidden === true),
    );
    const turn = (/** @type {boolean} */ open) => {
      if (open && inner.childElementCount === 0) {
        inner.append(...below.map((child) => branch(child, false)));
      }
      inner.hidden = !open;
      unfold.setAttribute("aria-expanded", String(open));
    };
    const pick = button(name, { class: "pick", "aria-pressed": "false", title: construct.path }, () =>
      filter.set({ place: filter.place === construct.path ? "" : construct.path }),
    );
    pick.append(
      element(
        "span",
        { class: "signs" },
        ...construct.signs.map(({ kind, text }) =>
          element("span", { class: `kind-${kind}`, title: kind }, text),
        ),
      ),
      element("span", { class: `dot risk-${construct.risk}`, title: `risk: ${construct.risk}` }),
      element("span", { class: "unseen" }, ` risk ${construct.risk}`),
    );
    filter.onChange(() => pick.setAttribute("aria-pressed", String(filter.place === construct.path)));
    if (top || (below.length > 0 && below.length <= budget)) {
      budget -= top ? 0 : below.length;
      turn(true);
    }
    return element(
      "li",
      {},
      element("div", { class: "row" }, below.length > 0 ? unfold : element("span", { class: "twist" }), pick),
      below.length > 0 && inner,
    );
  };
  tree.append(...roots.map((root) => branch(root, true)));
  host.append(tree);
}

/**
 * Children by the path of their parent, the riskiest first.
 *
 * @param {readonly Construct[]} constructs
 */
function childrenOf(constructs) {
  /** @type {Map<string, Construct[]>} */
  const children = new Map();
  for (const construct of constructs) {
    const parent = construct.path.slice(0, Math.max(0, construct.path.lastIndexOf("/")));
    const siblings = children.get(parent) ?? [];
    siblings.push(construct);
    children.set(parent, siblings);
  }
  for (const siblings of children.values()) {
    siblings.sort((one, other) => RISKS.indexOf(one.risk) - RISKS.indexOf(other.risk));
  }
  return children;
}
