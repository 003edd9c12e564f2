/**
 * Makes an element. Texts become text nodes: nothing of a plan is ever parsed as HTML.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean | undefined>} attributes false and undefined are left out, true is empty
 * @param {...(Node | string | undefined | false)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(
    ...children.filter(
      /** @returns {child is Node | string} */ (child) => child !== undefined && child !== false,
    ),
  );
  return made;
}

/**
 * @param {string} label
 * @param {Record<string, string | boolean | undefined>} attributes
 * @param {(event: MouseEvent) => void} act
 */
export function button(label, attributes, act) {
  const made = element("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}

/** From dangerous to harmless. */
export const RISKS = ["critical", "high", "medium", "review", "low", "none"];

const RISK_WORDS = /** @type {Record<string, string>} */ ({ review: "look at it", none: "no finding" });

/** @param {string} risk */
export function riskWord(risk) {
  return RISK_WORDS[risk] ?? risk;
}

/** @param {string} risk */
export function riskBadge(risk) {
  return element("span", { class: `badge risk-${risk}` }, riskWord(risk));
}

/** @param {number} count */
export function number(count) {
  return count.toLocaleString("en-US");
}

/**
 * @param {number} count
 * @param {string} noun
 */
export function plural(count, noun) {
  return `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
}
