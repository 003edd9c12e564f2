import { verdict } from "../../../../../lib/review/output/html/verdict";
import { changeOf, reviewOf } from "../../../../support/reviews";
import { CALM_REVIEW, DANGEROUS_REVIEW } from "../../../../support/sample-reviews";

/** What is read of a piece of HTML. */
function read({ html }: { html: string }): string {
  return html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
}

describe("verdict", () => {
  it("answers what a reader asks first", () => {
    const text = read(verdict([DANGEROUS_REVIEW]));
    expect(text).toContain("Is anything destroyed? Yes: 2 objects aws_db_instance data/orders replaced");
    expect(text).toContain("What is risky? 2 critical, 1 high critical database is replaced");
    expect(text).toContain("What does it touch? 4 constructs, 2 dependents");
  });

  it("says so where there is nothing to fear", () => {
    const text = read(verdict([CALM_REVIEW]));
    expect(text).toContain("Is anything destroyed? No");
    expect(text).toContain("What is risky? Nothing found");
    expect(text).toContain("~ 1 updated + 1 created → 1 moved");
  });

  it("counts what it does not name", () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      changeOf({ address: `aws_vpc.v${index}`, kind: "delete" }),
    );
    expect(read(verdict([reviewOf(many)]))).toContain("and 26 more");
  });
});
