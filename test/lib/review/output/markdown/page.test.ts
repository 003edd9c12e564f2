import { fittingPage, folded, Page } from "../../../../../lib/review/output/markdown/page";

describe("Page", () => {
  it("takes a block whole or not at all, by bytes", () => {
    const page = new Page(10);
    expect(page.add("äää")).toBe(true);
    expect(page.add("a")).toBe(false);
    expect(page.toString()).toBe("äää\n");
  });

  it("parts blocks by blank lines, within its limit", () => {
    const page = new Page(9);
    expect([page.add("ab"), page.add("cd"), page.add("e")]).toEqual([true, true, false]);
    expect(page.toString()).toBe("ab\n\ncd\n");
  });
});

describe("fittingPage", () => {
  it("gives up at the first block without room, and draws no more of them", () => {
    let drawn = 0;
    const blocks = (function* () {
      for (;;) {
        drawn++;
        yield "x".repeat(40);
      }
    })();
    expect(fittingPage(blocks, 100)).toBeUndefined();
    expect(drawn).toBe(3);
  });

  it("is the page where all fits", () => {
    expect(fittingPage(["a", "b"], 100)).toBe("a\n\nb\n");
  });
});

describe("folded", () => {
  it("opens and closes around its blocks", () => {
    expect([...folded("More", ["a", "b"])]).toEqual([
      "<details><summary>More</summary>",
      "a",
      "b",
      "</details>",
    ]);
  });
});
