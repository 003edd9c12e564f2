/// <reference lib="dom" />

/**
 * Texts of a page that are hard to read on what lies behind them: below 4.5 to 1, or 3 to 1 for large letters, as WCAG 2.2
 * asks at level AA. Runs in the page.
 */
export function lowContrast(): string[] {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: readonly number[]) =>
    color
      .slice(0, 3)
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, index) => sum + value * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0);
  const backdrop = (element: Element | null): readonly number[] => {
    for (let at = element; at; at = at.parentElement) {
      const color = channels(getComputedStyle(at).backgroundColor);
      if ((color[3] ?? 1) > 0) {
        return color;
      }
    }
    return [255, 255, 255];
  };
  const found = new Set<string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (
      !element ||
      !node.textContent?.trim() ||
      element.closest("script, style, noscript, .unseen, .skip, :disabled")
    ) {
      continue;
    }
    if (element.getClientRects().length === 0) {
      continue;
    }
    const style = getComputedStyle(element);
    const box = element.closest("g.node")?.querySelector("rect");
    const ink = channels(box ? style.fill : style.color);
    const paper = box ? channels(getComputedStyle(box).fill) : backdrop(element);
    const [light = 0, dark = 0] = [luminance(ink), luminance(paper)].sort((one, other) => other - one);
    const size = Number.parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < (isLarge ? 3 : 4.5)) {
      found.add(
        `${element.tagName} ${element.className}: ${ratio.toFixed(2)} (${node.textContent.trim().slice(0, 30)})`,
      );
    }
  }
  return [...found];
}

/**
 * What a reader of the screen cannot tell: controls without a name, ids that come twice, headings that skip a level, regions
 * without a main part, tables without headers. Runs in the page.
 */
export function nameless(): string[] {
  const found: string[] = [];
  const nameOf = (element: Element) =>
    element.getAttribute("aria-label") ?? element.getAttribute("title") ?? element.textContent?.trim();
  for (const control of document.querySelectorAll(
    "button, a[href], input, select, summary, [role=button], [tabindex]",
  )) {
    if (!control.closest("[hidden]") && !nameOf(control)) {
      found.push(`no name: ${control.outerHTML.slice(0, 100)}`);
    }
  }
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  found.push(...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `id twice: ${id}`));
  let level = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
    const next = Number(heading.tagName.slice(1));
    if (next > level + 1) {
      found.push(`heading skips a level: ${heading.textContent}`);
    }
    level = next;
  }
  for (const [what, selector, count] of [
    ["main", "main", 1],
    ["h1", "h1", 1],
    ["language", "html[lang]", 1],
  ] as const) {
    if (document.querySelectorAll(selector).length !== count) {
      found.push(`not one ${what}`);
    }
  }
  for (const table of document.querySelectorAll("table")) {
    if (table.querySelector("th[scope]") === null) {
      found.push("table without headers");
    }
  }
  return found;
}
