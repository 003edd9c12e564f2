import { DETAILS, type Detail } from "../../../../../lib/review/output/markdown/detail";
import { sideSections } from "../../../../../lib/review/output/markdown/side-sections";
import type { Review } from "../../../../../lib/review/review";
import { reviewOf } from "../../../../support/reviews";
import { CALM_REVIEW, DANGEROUS_REVIEW } from "../../../../support/sample-reviews";

const FULL = DETAILS[0] as Detail;
const render = (review: Review, detail = FULL) => [...sideSections(review, detail)].join("\n");

describe("sideSections", () => {
  it("is silent where there is nothing beside the changes", () => {
    expect(render(reviewOf([]))).toBe("");
  });

  it("shows outputs, drift and failed checks", () => {
    expect(render(CALM_REVIEW)).toContain("| `orders_url` | not set | `https://orders.staging.example` |");
    const text = render(DANGEROUS_REVIEW);
    expect(text).toContain("| `aws_db_instance.data_orders_9C41D2E7` | fail | backups must be on |");
    expect(text).toContain(
      "| `aws_security_group.data_7B` | updated | `description`: `managed` → `by hand` |",
    );
  });

  it("keeps side effects and what is put off in the open", () => {
    const text = render(
      reviewOf([], {
        invocations: [{ address: "action.aws_lambda_invoke.seed", trigger: "after create" }],
        deferred: [{ address: "aws_x.y", reason: "its count is not known" }],
      }),
    );
    expect(text).toContain("**Actions an apply invokes: 1**");
    expect(text).toContain("| `action.aws_lambda_invoke.seed` | after create |");
    expect(text).toContain("| `aws_x.y` | its count is not known |");
    expect(text).not.toContain("<details>");
  });

  it("says nothing of checks that pass, and counts rows it leaves out", () => {
    const check = { address: "check.a", kind: "check", status: "pass" as const, messages: [] };
    expect(render(reviewOf([], { checks: [check] }))).toBe("");
    const outputs = ["a", "b", "c"].map((name) => ({
      name,
      kind: "create" as const,
      before: undefined,
      after: "1",
    }));
    const text = render(reviewOf([], { outputs }), { ...FULL, rows: 1 });
    expect(text).toContain("<summary>Outputs: 3</summary>");
    expect(text).toContain("2 more rows left out here.");
  });
});
