import { renderHtml } from "../lib/review/output/html/render-html";
import { Browser, type Page } from "./support/browser";
import { describeWithChromium } from "./support/chromium";
import { centerOf, click, listed } from "./support/page-gestures";
import { DANGEROUS_REVIEW } from "./support/sample-reviews";

describeWithChromium("the picture of the constructs in a browser", () => {
  let browser: Browser;
  beforeAll(() => {
    browser = new Browser();
  });
  afterAll(() => browser.close());

  const zoomOf = (page: Page) =>
    page.call(() => {
      const picture = document.querySelector<SVGSVGElement>(".picture:not(.other)");
      const { x, y, width } = picture?.viewBox.baseVal ?? { x: 0, y: 0, width: 0 };
      return { x, y, width };
    });

  it("zooms around the pointer with Ctrl and wheel, and lets the page scroll without", async () => {
    const page = await browser.open(renderHtml([DANGEROUS_REVIEW]));
    const { x, y } = await centerOf(page, ".picture:not(.other)");
    const before = await zoomOf(page);
    await page.mouse("Wheel", x, y, { deltaX: 0, deltaY: -400, modifiers: 2 });
    await page.until(
      (width) =>
        (document.querySelector<SVGSVGElement>(".picture:not(.other)")?.viewBox.baseVal.width ?? width) <
        width,
      before.width,
    );
    const closer = await zoomOf(page);
    const middle = (box: typeof closer) => box.x + box.width / 2;
    expect(Math.abs(middle(closer) - middle(before))).toBeLessThan(2);
    const scrolled = await page.call(() => scrollY);
    await page.mouse("Wheel", x, y, { deltaX: 0, deltaY: -200 });
    await page.until((from) => scrollY < from, scrolled);
    expect(await zoomOf(page)).toEqual(closer);
    await click(page, ".tools button:last-child");
    expect(await zoomOf(page)).toEqual(before);
  });

  it("moves with the mouse, and a drag chooses nothing", async () => {
    const page = await browser.open(renderHtml([DANGEROUS_REVIEW]));
    const before = await zoomOf(page);
    const { x, y } = await centerOf(page, ".picture:not(.other) .node");
    await page.mouse("Moved", x, y);
    await page.mouse("Pressed", x, y);
    for (const step of [10, 30, 50]) {
      await page.mouse("Moved", x + step, y, { buttons: 1 });
    }
    await page.mouse("Released", x + 50, y);
    expect((await zoomOf(page)).x).toBeLessThan(before.x - 20);
    expect(await page.call(() => document.querySelectorAll(".node.chosen").length)).toBe(0);
  });

  it("filters the list by the construct that is clicked, and lights it up with its neighbours", async () => {
    const page = await browser.open(renderHtml([DANGEROUS_REVIEW]));
    await click(page, '.picture:not(.other) .node[data-id="production-eu/data/logs"]');
    expect((await listed(page)).sort()).toEqual([
      "aws_s3_bucket.data_logs_0001",
      "aws_s3_bucket.data_logs_0002",
    ]);
    expect(await page.call(() => document.querySelector(".node.chosen")?.getAttribute("aria-pressed"))).toBe(
      "true",
    );
    await click(page, ".chip.place");
    expect(await listed(page)).toHaveLength(5);
  });

  it("is walked through, chosen from and zoomed with keys", async () => {
    const page = await browser.open(renderHtml([DANGEROUS_REVIEW]));
    const focused = () => page.call(() => (document.activeElement as SVGElement | null)?.dataset.id);
    await page.call(() =>
      document.querySelector<SVGElement>('.picture:not(.other) .node[tabindex="0"]')?.focus(),
    );
    const first = await focused();
    await page.key("ArrowRight");
    const second = await focused();
    expect(second).not.toBe(first);
    await page.key("Enter");
    expect(
      await page.call(
        () => document.querySelector<SVGElement>(".picture:not(.other) .node.chosen")?.dataset.id,
      ),
    ).toBe(second);
    const before = await zoomOf(page);
    await page.key("+");
    expect((await zoomOf(page)).width).toBeLessThan(before.width);
    await page.key("0");
    expect(await zoomOf(page)).toEqual(before);
    expect(
      await page.call(() => document.querySelectorAll('.picture:not(.other) .node[tabindex="0"]').length),
    ).toBe(1);
  });

  it("has coarser and finer levels", async () => {
    const page = await browser.open(renderHtml([DANGEROUS_REVIEW]));
    const nodes = () => page.call(() => document.querySelectorAll(".picture:not(.other) .node").length);
    const finer = await nodes();
    await click(page, ".tools button:first-child");
    expect(await nodes()).toBeLessThan(finer);
  });
});
