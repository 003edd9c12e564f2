/// <reference lib="dom" />

import type { Page } from "./browser";

/** Addresses in the list that is shown. */
export function listed(page: Page): Promise<string[]> {
  return page.call(() =>
    [...document.querySelectorAll("article:not([hidden]) .change .address")].map(
      (code) => code.textContent ?? "",
    ),
  );
}

/** The middle of an element, after the page is scrolled to it. */
export async function centerOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  return page.call((selector) => {
    const element = document.querySelector(selector);
    element?.scrollIntoView({ block: "center" });
    const box = element?.getBoundingClientRect();
    return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  }, selector);
}

/** Clicks with the mouse, as a reader does. */
export async function click(page: Page, selector: string): Promise<void> {
  const { x, y } = await centerOf(page, selector);
  await page.mouse("Moved", x, y);
  await page.mouse("Pressed", x, y);
  await page.mouse("Released", x, y);
}
