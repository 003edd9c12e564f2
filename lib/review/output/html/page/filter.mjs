/** @import { StackData } from "../report-shape" */

/** What the list of a stack shows. Parts of the page change it, and are told when it changed. */
export class Filter {
  query = "";
  /** @type {Set<string>} */
  kinds = new Set();
  /** @type {Set<string>} */
  risks = new Set();
  type = "";
  /** Path of a construct, or what a picture calls an object without one. */
  place = "";
  /** @type {(() => void)[]} */
  #listeners = [];
  /** @type {string[]} */
  #texts = [];
  #stack;

  /** @param {StackData} stack */
  constructor(stack) {
    this.#stack = stack;
  }

  /** @param {() => void} listener */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** @param {Partial<Pick<Filter, "query" | "type" | "place">>} parts */
  set(parts) {
    Object.assign(this, parts);
    this.changed();
  }

  changed() {
    for (const listener of this.#listeners) {
      listener();
    }
  }

  clear() {
    this.kinds.clear();
    this.risks.clear();
    this.set({ query: "", type: "", place: "" });
  }

  isOpen() {
    return (
      this.query.trim() === "" &&
      this.type === "" &&
      this.place === "" &&
      this.kinds.size === 0 &&
      this.risks.size === 0
    );
  }

  /** Indices of the changes that match, in their order. */
  matches() {
    const terms = this.query.toLowerCase().split(/\s+/).filter(Boolean);
    /** @type {number[]} */
    const found = [];
    this.#stack.changes.forEach((change, index) => {
      if (
        (this.kinds.size === 0 || this.kinds.has(change.kind)) &&
        (this.risks.size === 0 || this.risks.has(change.risk)) &&
        (this.type === "" || this.type === change.type) &&
        (this.place === "" || isAt(change, this.place)) &&
        terms.every((term) => this.#text(index).includes(term))
      ) {
        found.push(index);
      }
    });
    return found;
  }

  /** @param {number} index */
  #text(index) {
    this.#texts[index] ??= textOf(this.#stack, index);
    return this.#texts[index];
  }
}

/**
 * @param {StackData["changes"][number]} change
 * @param {string} place
 */
function isAt(change, place) {
  if (change.path === undefined) {
    // What no construct is known for counts for the stack.
    return (
      !place.includes("/") &&
      (change.type === place || bare(change.address) === place || !place.includes("."))
    );
  }
  return change.path === place || change.path.startsWith(`${place}/`);
}

/** @param {string} address */
function bare(address) {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
}

/**
 * Everything of a change that can be searched, in small letters.
 *
 * @param {StackData} stack
 * @param {number} index
 */
function textOf(stack, index) {
  const change = stack.changes[index];
  const detail = stack.details[index];
  return [
    change?.address,
    change?.type,
    change?.path,
    change?.happens,
    change?.previous,
    change?.reason,
    ...(change?.findings ?? []).flatMap(({ rule, title, evidence, fix }) => [rule, title, evidence, fix]),
    ...(detail?.attributes ?? []).flatMap(({ path, before, after, sources }) => [
      path,
      before,
      after,
      ...sources,
    ]),
    ...(detail?.documents ?? []).flatMap(({ path, title, notes, lines }) => [
      path,
      title,
      ...notes,
      ...lines,
    ]),
  ]
    .join("\n")
    .toLowerCase();
}
