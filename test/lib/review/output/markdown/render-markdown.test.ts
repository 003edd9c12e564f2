import * as fc from "fast-check";
import { renderMarkdown } from "../../../../../lib/review/output/markdown/render-markdown";
import { visible } from "../../../../../lib/review/output/visible";
import { destroys } from "../../../../../lib/review/output/words";
import { inCell, parseComment } from "../../../../support/markdown";
import { changeOf, reviewOf, someReviews } from "../../../../support/reviews";
import { CALM_REVIEW, DANGEROUS_REVIEW } from "../../../../support/sample-reviews";

describe("renderMarkdown", () => {
  it("says in three lines how bad it is, how much happens and what is destroyed", () => {
    const [marker, ...lines] = renderMarkdown([DANGEROUS_REVIEW]).split("\n");
    expect(marker).toMatch(/^<!-- slipway-review .* -->$/);
    expect(lines.slice(0, 3)).toEqual([
      "## 🔴 Critical risk: 2 objects are destroyed",
      "- **Changes**: 1 deleted, 1 replaced, 2 updated, 1 created in `production-eu`",
      "- **Destroyed**: `aws_db_instance.data_orders_9C41D2E7` (replaced), `aws_s3_bucket.data_logs_0001` (deleted)",
    ]);
  });

  it("is calm about a calm change", () => {
    const text = renderMarkdown([CALM_REVIEW]);
    expect(text.split("\n")[1]).toBe("## 🟢 Low risk: nothing is destroyed");
    expect(text).not.toMatch(/\b0 /);
    expect(text).not.toContain("Findings");
  });

  it("shows the stacks in the order given, behind a table of them", () => {
    const text = renderMarkdown([DANGEROUS_REVIEW, CALM_REVIEW]);
    expect(text.indexOf("| `production-eu` |")).toBeLessThan(text.indexOf("| `staging` |"));
    expect(text.indexOf("| `staging` |")).toBeLessThan(text.indexOf("### Stack `production-eu`"));
    expect(text.indexOf("### Stack `production-eu`")).toBeLessThan(text.indexOf("### Stack `staging`"));
  });

  it("links the report where there is one, and names it where something is left out", () => {
    const reportUrl = "https://github.com/acme/platform/actions/runs/42/artifacts/7";
    expect(parseComment(renderMarkdown([CALM_REVIEW], { reportUrl })).links).toContain(reportUrl);
    expect(renderMarkdown([CALM_REVIEW])).not.toContain("HTML report");
    expect(renderMarkdown([longReview(2_000)])).toContain(
      "what was left out above stands in the HTML report",
    );
    const hostile = "javascript:alert(1)";
    expect(parseComment(renderMarkdown([CALM_REVIEW], { reportUrl: hostile })).links).not.toContain(hostile);
  });

  it("drops the differences of harmless changes before those of dangerous ones", () => {
    const text = renderMarkdown([longReview(400)]);
    expect(text).toContain("danger-value");
    expect(text).not.toContain("harmless-value");
    expect(text).toContain("The differences of 400 changes are left out here.");
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
  });

  it("keeps every destroyed object in the open however long the rest is", () => {
    const deleted = Array.from({ length: 400 }, (_, index) =>
      changeOf({ address: `aws_s3_bucket.gone_${index}`, kind: index % 2 ? "delete" : "replace" }),
    );
    const harmless = longReview(8_000).changes;
    const text = renderMarkdown([reviewOf([...harmless, ...deleted])]);
    const { openCode, problems } = parseComment(text);
    expect(problems).toEqual([]);
    expect(openCode).toEqual(expect.arrayContaining(deleted.map(({ address }) => address)));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
  });

  it("counts the destroyed objects that no comment has room for", () => {
    const changes = Array.from({ length: 5_000 }, (_, index) =>
      changeOf({ address: `aws_s3_bucket.gone_${index}`, kind: "delete" }),
    );
    const text = renderMarkdown([reviewOf(changes)]);
    const listed = new Set(
      parseComment(text).openCode.filter((code) => code.startsWith("aws_s3_bucket.gone_")),
    );
    const [, left = ""] = /\*\*([\d,]+) more objects destroyed or let go than fit here\*\*/.exec(text) ?? [];
    expect(listed.size).toBeGreaterThan(500);
    expect(listed.size + Number(left.replace(",", ""))).toBe(5_000);
    expect(text.split("\n")[1]).toBe("## ⚪ No risk found: 5,000 objects are destroyed");
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
  });

  it("refuses a limit no comment can have", () => {
    for (const limitBytes of [0, 15_999, 65_537, Number.NaN]) {
      expect(() => renderMarkdown([], { limitBytes })).toThrow(
        expect.objectContaining({
          problems: [expect.objectContaining({ prop: "limitBytes", code: "limit-out-of-range" })],
        }),
      );
    }
  });

  it("never becomes more than it is, shows all that is destroyed and closes what it opens", () => {
    fc.assert(
      fc.property(someReviews(), (reviews) => {
        const text = renderMarkdown(reviews);
        const { problems, openCode, links } = parseComment(text);
        expect(problems).toEqual([]);
        const gone = reviews.flatMap(({ changes }) => changes.filter(destroys));
        const expected = gone.map(({ address }) => inCell(visible(address)));
        expect(openCode).toEqual(expect.arrayContaining(expected));
        expect(links.filter((url) => url !== "https://github.com/acme/platform/actions/runs/42")).toEqual([]);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
        expect(/\p{Cs}/u.test(text)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it("keeps every limit", () => {
    fc.assert(
      fc.property(
        someReviews({ maxChanges: 40 }),
        fc.integer({ min: 16_000, max: 65_536 }),
        (reviews, limitBytes) => {
          const text = renderMarkdown(reviews, { limitBytes });
          expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limitBytes);
          expect(parseComment(text).problems).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("keeps the smallest limit with the longest names", () => {
    const wide = "\u{e0001}".repeat(2_000);
    const changes = Array.from({ length: 50 }, (_, index) =>
      changeOf({
        address: `aws_x.y["${index}${wide}"]`,
        type: wide,
        kind: "delete",
        constructPath: `${wide}/${index}${wide}`,
        findings: [
          {
            rule: wide,
            level: "critical",
            address: wide,
            title: "@ ".repeat(500),
            evidence: wide,
            fix: wide,
          },
        ],
      }),
    );
    const reviews = Array.from({ length: 300 }, (_, index) =>
      reviewOf(
        changes.map((change) => ({ ...change })),
        {
          stack: `${index}${wide}`,
          runUrl: `https://x.example/${"a".repeat(5_000)}`,
          commit: wide,
        },
      ),
    );
    const text = renderMarkdown(reviews, { limitBytes: 16_000, reportUrl: wide, key: wide });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(16_000);
    expect(text).toMatch(/\n## 🔴 Critical risk: 15,000 objects are destroyed\n/);
    expect(text).toMatch(/\*\*14,9\d\d more objects destroyed or let go than fit here\*\*/);
    expect(parseComment(text).problems).toEqual([]);
  });

  it("gives the same text for the same reviews", () => {
    expect(renderMarkdown([DANGEROUS_REVIEW, CALM_REVIEW])).toBe(
      renderMarkdown([DANGEROUS_REVIEW, CALM_REVIEW]),
    );
  });
});

/** One dangerous update among many harmless ones. */
function longReview(count: number) {
  const attribute = (after: string) => ({
    path: "description",
    before: "a",
    after,
    forcesReplacement: false,
    sources: [],
  });
  return reviewOf([
    ...Array.from({ length: count }, (_, index) =>
      changeOf({
        address: `aws_sns_topic.harmless_${index}`,
        kind: "update",
        risk: "low",
        attributes: [attribute("harmless-value")],
      }),
    ),
    changeOf({
      address: "aws_iam_role.danger",
      kind: "update",
      risk: "high",
      attributes: [attribute("danger-value")],
    }),
  ]);
}
