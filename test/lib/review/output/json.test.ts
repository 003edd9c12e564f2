import * as fc from "fast-check";
import { parseReviewFile, REVIEW_SCHEMA_VERSION, renderReviewFile } from "../../../../lib/review/output/json";
import { someReviews } from "../../../support/reviews";
import { CALM_REVIEW } from "../../../support/sample-reviews";

/** What JSON keeps of a value: members that are undefined go. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("renderReviewFile", () => {
  it("says which shape it has", () => {
    expect(JSON.parse(renderReviewFile([CALM_REVIEW]))).toEqual({
      schemaVersion: REVIEW_SCHEMA_VERSION,
      reviews: [plain(CALM_REVIEW)],
    });
  });

  it("is read back as it was, whatever the values", () => {
    fc.assert(
      fc.property(someReviews(), (reviews) => {
        const text = renderReviewFile(reviews);
        expect(plain(parseReviewFile(text))).toEqual(plain(reviews));
        expect(text).not.toMatch(/[\p{Cf}\p{Cs}\u007f-\u009f\u2028\u2029]/u);
      }),
      { numRuns: 100 },
    );
  });
});

describe("parseReviewFile", () => {
  const problem = (prop: string, code: string) =>
    expect.objectContaining({ problems: [expect.objectContaining({ prop, code })] });

  it.each([
    "",
    "[]",
    "null",
    "{}",
    '{"schemaVersion":1}',
    '{"schemaVersion":1,"reviews":[{"stack":"a"}]}',
    '{"schemaVersion":1,"reviews":[null]}',
  ])("refuses %j, which it did not write", (text) => {
    expect(() => parseReviewFile(text, "review.json")).toThrow(problem("", "not-a-review-file"));
  });

  it("refuses a shape of another version by its number", () => {
    expect(() => parseReviewFile('{"schemaVersion":2,"reviews":[]}', "review.json")).toThrow(
      problem("schemaVersion", "unsupported-review-version"),
    );
  });
});
