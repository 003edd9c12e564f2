import { shown, visible } from "../visible";

/** A piece of HTML in which every value is escaped already: only `html` makes one. */
export interface Markup {
  readonly html: string;
}

export type Filling = Markup | readonly Markup[] | string | number | false | undefined;

/** HTML around values. Texts become visible and escaped, in content and in quoted attributes; undefined and false nothing. */
export function html(strings: TemplateStringsArray, ...fillings: readonly Filling[]): Markup {
  const parts = [strings[0] ?? ""];
  fillings.forEach((filling, index) => {
    parts.push(filled(filling), strings[index + 1] ?? "");
  });
  return { html: parts.join("") };
}

export const NOTHING: Markup = { html: "" };

/** Longest value shown in the parts of the page that stand without its script. */
const MAX_CHARACTERS = 400;

/** A technical word: an address, a path, an id. */
export function code(value: string, maxCharacters = MAX_CHARACTERS): Markup {
  return html`<code>${shown(value, maxCharacters)}</code>`;
}

/** A sentence that may hold values, cut to a bearable length. */
export function words(text: string): string {
  return shown(text, 2 * MAX_CHARACTERS);
}

/** A text of several lines, each of them visible. */
export function visibleLines(text: string, maxCharacters: number): string {
  const cut = text.length > maxCharacters ? text.slice(0, maxCharacters) : text;
  const left = text.length - cut.length;
  const lines = cut.split("\n").map(visible).join("\n");
  return left === 0 ? lines : `${lines}\n... (${left.toLocaleString("en-US")} more characters)`;
}

/** A link, where the address is one of http or https; otherwise the address as text. */
export function link(label: string, url: string): Markup {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  const plain =
    (address?.protocol === "https:" || address?.protocol === "http:") &&
    address.username === "" &&
    address.password === "";
  return plain
    ? html`<a href="${address.href}" rel="noopener noreferrer">${label}</a>`
    : html`${label}: ${code(url)}`;
}

function filled(filling: Filling): string {
  if (filling === undefined || filling === false) {
    return "";
  }
  if (typeof filling === "string" || typeof filling === "number") {
    return escaped(visible(String(filling)));
  }
  return "html" in filling ? filling.html : filling.map((markup) => markup.html).join("");
}

function escaped(text: string): string {
  return text.replace(/[&<>"'`]/g, (char) => `&#${char.charCodeAt(0)};`);
}
