import * as fc from "fast-check";
import { code, fenced, htmlCode, link, prose, table } from "../../../../../lib/review/output/markdown/escape";
import { parseComment } from "../../../../support/markdown";
import { HOSTILE_TEXTS, someText } from "../../../../support/reviews";

/** A comment around some Markdown, so that it can be read as one. */
const MARKER = "<!-- slipway-review key=a fingerprint=b -->";
const read = (markdown: string) => parseComment(`${MARKER}\n${markdown}\n`);

describe("code", () => {
  it.each([
    ["plain", "`plain`"],
    ["a`b", "``a`b``"],
    ["``", "``` `` ```"],
    [" a ", "`  a  `"],
    ["a\nb", "`a\\nb`"],
    ["", "(empty)"],
  ])("writes %j as %j", (value, expected) => {
    expect(code(value)).toBe(expected);
  });

  it("says how long a value was that it cuts", () => {
    expect(code("x".repeat(2_000), 5)).toBe("`xxxxx... (2,000 characters)`");
  });
});

describe("prose", () => {
  it("keeps words and makes code of what is none", () => {
    expect(prose("adds s3:GetObject on *, which 2 roles don't need (see R3).")).toBe(
      "adds `s3:GetObject` on `*`, which 2 roles don't need (see `R3`).",
    );
    expect(prose("min 2 -> 0, 12.5% less (20 %)")).toBe("min 2 → 0, 12.5% less (20 %)");
  });

  it("keeps the marks of masked values together", () => {
    expect(prose("password (sensitive #3), then")).toBe("password `(sensitive #3)` `,` then");
  });

  it("starts no list and hides no commit among words", () => {
    expect(prose("1. first")).toBe("`1.` first");
    expect(prose("deadbeef or bread")).toBe("`deadbeef` or bread");
  });
});

describe("texts anywhere in a comment", () => {
  const places: readonly [string, (text: string) => string][] = [
    ["a span", (text) => `Value ${code(text)} here`],
    ["a sentence", (text) => prose(text)],
    ["a sentence of a list", (text) => `- ${prose(text)}`],
    ["a cell", (text) => table(["A", "B"], [[code(text), prose(text)]])],
    ["a line of HTML", (text) => `<details><summary>${htmlCode(text)}</summary>\n\n</details>`],
    ["a fence", (text) => fenced("diff", [`+ ${text}`, text])],
  ];

  it.each(places)("stay text in %s", (_, place) => {
    for (const text of HOSTILE_TEXTS) {
      expect({ text, problems: read(place(text)).problems }).toEqual({ text, problems: [] });
      expect(read(place(text)).links).toEqual([]);
    }
    fc.assert(
      fc.property(someText, (text) => {
        expect(read(place(text)).problems).toEqual([]);
        expect(read(place(text)).links).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("are read as what they are in spans and in lines of HTML", () => {
    for (const text of ["a | b", "`", "<b>&amp;</b>", "x\\|y", "'\"", "  padded  "]) {
      expect(read(`See ${code(text)} here`).code).toEqual([text]);
      expect(read(`<details><summary>${htmlCode(text)}</summary>\n\n</details>`).code).toEqual([text]);
    }
  });
});

describe("fenced", () => {
  it("takes a fence longer than any run of backticks in it", () => {
    expect(fenced("diff", ["+ ```", "- `````"])).toBe("``````diff\n+ ```\n- `````\n``````");
    expect(read(fenced("diff", ["``````", "~~~"])).fences).toEqual(["``````\n~~~\n"]);
  });

  it("keeps a line one line", () => {
    expect(fenced("ts", ["a\n```\nb"])).toBe("````ts\na\\n```\\nb\n````");
  });
});

describe("table", () => {
  it("escapes bars and the backslashes before them", () => {
    expect(table(["A"], [["`a|b`"], ["`c\\|d`"]])).toBe("| A |\n| --- |\n| `a\\|b` |\n| `c\\\\\\|d` |");
  });
});

describe("link", () => {
  it.each([
    "https://github.com/acme/platform/actions/runs/42",
    "https://ci.example:8443/job/1/?tab=log&line=2#l-3",
    "http://localhost:3000",
  ])("links %s", (url) => {
    expect(read(`See ${link("the run", url)}`).links).toEqual([url]);
  });

  it.each([
    "javascript:alert(1)",
    "https://user:secret@evil.example",
    "https://evil.example/)[x](https://b.example",
    "https://evil.example/<script>",
    "//evil.example",
    `https://evil.example/${"a".repeat(500)}`,
  ])("does not link %s", (url) => {
    const comment = read(`See ${link("the run", url)}`);
    expect(comment.links).toEqual([]);
    expect(comment.problems).toEqual([]);
  });
});
