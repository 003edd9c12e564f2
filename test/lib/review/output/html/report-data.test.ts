import * as fc from "fast-check";
import { reportData } from "../../../../../lib/review/output/html/report-data";
import type { StackData } from "../../../../../lib/review/output/html/report-shape";
import { letsGo, TOLD_KINDS } from "../../../../../lib/review/output/words";
import type { Review } from "../../../../../lib/review/review";
import { changeOf, reviewOf, someReviews } from "../../../../support/reviews";
import { DANGEROUS_REVIEW } from "../../../../support/sample-reviews";

function read(reviews: readonly Review[], maxBytes = 1e7): StackData[] {
  return JSON.parse(reportData(reviews, maxBytes));
}

function update(index: number, text: string) {
  return changeOf({
    address: `aws_iam_role.r${index}`,
    kind: "update",
    attributes: [{ path: "description", before: "a", after: text, forcesReplacement: false, sources: [] }],
  });
}

describe("reportData", () => {
  it("lists changes from the most dangerous one, with their details in the same place", () => {
    const [stack] = read([DANGEROUS_REVIEW]);
    expect(stack?.changes[0]).toMatchObject({
      address: "aws_db_instance.data_orders_9C41D2E7",
      happens: "replaced, old one deleted first",
      sign: "±",
      risk: "critical",
      path: "production-eu/data/orders",
    });
    expect(stack?.details[0]?.attributes[0]).toEqual({
      path: "storage_encrypted",
      before: "false",
      after: "true",
      forces: true,
      sources: [],
    });
  });

  it("drops details first, then harmless rows, and never what is destroyed", () => {
    const gone = Array.from({ length: 20 }, (_, index) =>
      changeOf({ address: `aws_s3_bucket.b${index}`, kind: "delete" }),
    );
    const updates = Array.from({ length: 200 }, (_, index) => update(index, "x".repeat(3_000)));
    const review = reviewOf([...updates, ...gone]);
    const [all] = read([review]);
    expect(all?.omitted).toBe(0);
    expect(all?.details).not.toContain(null);

    const [some] = read([review], 150_000);
    expect(some?.changes).toHaveLength(220);
    expect(some?.details.filter((detail) => detail === null).length).toBeGreaterThan(100);
    expect(some?.changes.find(({ kind }) => kind === "update")).toMatchObject({ attributeCount: 1 });

    const [few] = read([review], 10_000);
    expect(few?.changes.filter(({ kind }) => kind === "delete")).toHaveLength(20);
    expect((few?.changes.length ?? 0) + (few?.omitted ?? 0)).toBe(220);
    expect(few?.omitted).toBeGreaterThan(100);
  });

  it("cuts long texts and lists, and says so", () => {
    const change = {
      ...update(0, "y".repeat(10_000)),
      dependents: Array.from({ length: 250 }, (_, index) => `a.b${index}`),
      documents: [
        {
          path: "values",
          title: "values",
          language: "yaml" as const,
          notes: [],
          lines: Array.from({ length: 5_000 }, () => ({ sign: "+" as const, text: "a: 1" })),
        },
      ],
    };
    const [stack] = read([reviewOf([change])]);
    const detail = stack?.details[0];
    expect(detail?.attributes[0]?.after).toMatch(/y\n\.\.\. \(6,000 more characters\)$/);
    expect(detail).toMatchObject({ moreDependents: 150, documents: [{ moreLines: 3_000 }] });
  });

  it("holds every destroyed object, stays near its size, and can stand in an element", () => {
    fc.assert(
      fc.property(someReviews(), fc.constantFrom(0, 2_000, 1e7), (reviews, maxBytes) => {
        const json = reportData(reviews, maxBytes);
        expect(json).not.toContain("<");
        const stacks: StackData[] = JSON.parse(json);
        reviews.forEach((review, index) => {
          const gone = review.changes.filter(letsGo);
          expect(
            stacks[index]?.changes.filter(({ kind }) => gone.some((change) => change.kind === kind)),
          ).toHaveLength(gone.length);
          const told = review.changes.filter(({ kind }) => TOLD_KINDS.includes(kind));
          expect((stacks[index]?.changes.length ?? 0) + (stacks[index]?.omitted ?? 0)).toBe(told.length);
          expect(stacks[index]?.details).toHaveLength(stacks[index]?.changes.length ?? 0);
        });
      }),
      { numRuns: 50 },
    );
  });
});
