import { changeList } from "./change-list.mjs";
import { constructTree } from "./construct-tree.mjs";
import { Filter } from "./filter.mjs";
import { graph } from "./graph.mjs";
import { stacks } from "./stacks.mjs";

/** @import { StackData } from "../report-shape" */

const all = /** @type {StackData[]} */ (JSON.parse(document.getElementById("data")?.textContent ?? "[]"));
const articles = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("article.stack")]);
/** @type {(Filter | undefined)[]} */
const filters = [];

/** Fills the parts of a stack, when it is first shown. */
stacks(articles, (index) => {
  const [article, stack] = [articles[index], all[index]];
  if (article === undefined || stack === undefined || filters[index] !== undefined) {
    return;
  }
  const filter = new Filter(stack);
  filters[index] = filter;
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement | null} */ (article.querySelector(`[data-part="${name}"]`));
  const [list, count, tree, picture] = [part("list"), part("count"), part("tree"), part("graph")];
  if (list && count) {
    changeList(list, count, stack, filter);
  }
  if (tree) {
    constructTree(tree, stack, filter);
  }
  if (picture) {
    graph(picture, filter);
  }
  jumps(article, list, stack, filter);
});

document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) {
    const search = articles.find((article) => !article.hidden)?.querySelector(".search");
    if (search instanceof HTMLElement) {
      event.preventDefault();
      search.focus();
    }
  }
});

for (const copy of document.querySelectorAll("button.copy")) {
  const text = copy.previousElementSibling?.textContent ?? "";
  copy.removeAttribute("hidden");
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text).then(
      () => {
        copy.textContent = "Copied";
      },
      () => getSelection()?.selectAllChildren(/** @type {Element} */ (copy.previousElementSibling)),
    );
  });
}

/**
 * Lets addresses in the upper part of the page lead to their change in the list.
 *
 * @param {HTMLElement} article
 * @param {HTMLElement | null} list
 * @param {StackData} stack
 * @param {Filter} filter
 */
function jumps(article, list, stack, filter) {
  const known = new Map(stack.changes.map(({ address }, index) => [address, index]));
  for (const jump of /** @type {NodeListOf<HTMLAnchorElement>} */ (article.querySelectorAll("a.jump"))) {
    const address = jump.dataset.address ?? "";
    const index = known.get(address);
    if (index === undefined || list === null) {
      continue;
    }
    jump.href = `#${article.id}`;
    jump.addEventListener("click", (event) => {
      event.preventDefault();
      filter.clear();
      filter.set({ query: address });
      const change = list.querySelector(`details[data-index="${index}"]`);
      if (change instanceof HTMLDetailsElement) {
        change.open = true;
        change.scrollIntoView({ block: "center" });
        change.querySelector("summary")?.focus({ preventScroll: true });
      }
    });
  }
}
