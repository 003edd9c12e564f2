import * as fc from "fast-check";
import { renderHtml } from "../../../../../lib/review/output/html/render-html";
import { letsGo } from "../../../../../lib/review/output/words";
import { changeOf, reviewOf, someReviews } from "../../../../support/reviews";
import { CALM_REVIEW, DANGEROUS_REVIEW } from "../../../../support/sample-reviews";

/** Elements the page is made of; anything else came out of a value. */
const ELEMENTS = new Set(
  (
    "!doctype html head meta title style body a header div p strong span code h1 svg rect g path text ul li section h2 h3 h4 " +
    "table thead tbody tr th td pre dl dt dd button details summary figure figcaption noscript main article nav footer script"
  ).split(" "),
);

describe("renderHtml", () => {
  it("lets nothing act but its own style and script", () => {
    const page = renderHtml([CALM_REVIEW]);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^ ]+'; script-src 'sha256-[^ ]+'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'$/,
    );
    expect(page).not.toMatch(/ (?:style|on\w+|src)=/);
  });

  it("is one page with the verdict as its title", () => {
    expect(renderHtml([DANGEROUS_REVIEW])).toContain(
      "<title>production-eu · Critical risk: 2 objects are destroyed</title>",
    );
    expect(renderHtml([DANGEROUS_REVIEW], { title: "<x>" })).toContain("<title>&#60;x&#62;</title>");
  });

  it("tells how the review came about where it is no ordinary plan", () => {
    expect(renderHtml([{ ...CALM_REVIEW, basis: "configuration" }])).toContain(
      "configuration diff, not a plan",
    );
    expect(renderHtml([{ ...CALM_REVIEW, errored: true }])).toContain("ended in an error");
  });

  it("gives the same bytes for the same reviews, in the order they come", () => {
    const reviews = [DANGEROUS_REVIEW, CALM_REVIEW];
    expect(renderHtml(reviews)).toBe(renderHtml(structuredClone(reviews)));
    expect(renderHtml(reviews).indexOf("production-eu")).toBeLessThan(renderHtml(reviews).indexOf("staging"));
  });

  it("makes no element of a value, and names every destroyed object without its script", () => {
    fc.assert(
      fc.property(someReviews(), (reviews) => {
        const page = renderHtml(reviews);
        const body = page.slice(page.indexOf("<body>"), page.indexOf('<script type="application/json"'));
        const elements = [...body.matchAll(/<\/?([^\s/>]+)/g)].map((match) => match[1] ?? "");
        expect(elements.filter((name) => !ELEMENTS.has(name))).toEqual([]);
        expect(page.match(/<script/g)).toHaveLength(2);
        expect(page.match(/<\/script/g)).toHaveLength(2);
        const gone = reviews.flatMap((review) => review.changes.filter(letsGo));
        expect(
          (body.match(/class="kind kind-(?:delete|replace|forget|replace-and-forget)"/g) ?? []).length,
        ).toBeGreaterThanOrEqual(gone.length);
      }),
      { numRuns: 40 },
    );
  });

  it("stays small enough for 10,000 changes", () => {
    const changes = Array.from({ length: 10_000 }, (_, index) =>
      changeOf({
        address: `aws_iam_role.r${index}`,
        kind: index % 100 === 0 ? "delete" : "update",
        constructPath: `staging/Team${index % 40}/Service${index}/Role`,
        attributes: Array.from({ length: 10 }, (_, number) => ({
          path: `tags.t${number}`,
          before: "x".repeat(200),
          after: "y".repeat(200),
          forcesReplacement: false,
          sources: [],
        })),
      }),
    );
    const started = performance.now();
    const page = renderHtml([reviewOf(changes)]);
    expect(performance.now() - started).toBeLessThan(8_000);
    expect(page.length).toBeLessThan(16_000_000);
    expect(page).toContain("aws_iam_role.r9999");
  });
});
