import { DETAILS, type Detail, detailedChanges } from "../../../../../lib/review/output/markdown/detail";
import { stackSection, withRest } from "../../../../../lib/review/output/markdown/stack-section";
import type { Review } from "../../../../../lib/review/review";
import { changeOf, reviewOf } from "../../../../support/reviews";
import { CALM_REVIEW, DANGEROUS_REVIEW } from "../../../../support/sample-reviews";

const FULL = DETAILS[0] as Detail;
const LEAST = DETAILS.at(-1) as Detail;
const render = (review: Review, detail = FULL, heading = false) =>
  [...stackSection(review, detail, detailedChanges([review], detail), heading)].join("\n\n");

describe("stackSection", () => {
  it("shows what is destroyed, then findings, then the rest", () => {
    const text = render(DANGEROUS_REVIEW);
    const order = [
      "| Destroyed or let go",
      "**Findings**",
      "**Probably renamed**",
      "By construct",
      "<code>aws_db_instance",
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places[0]).toBe(0);
  });

  it("has a heading only where there are several stacks", () => {
    expect(render(CALM_REVIEW, FULL, true)).toMatch(
      /^### Stack `staging`: 🟢 low, 1 updated, 1 created, 1 moved\n/,
    );
    expect(render(CALM_REVIEW)).not.toContain("###");
  });

  it("lists moves and imports with where they come from, and nothing that stays as it is", () => {
    const text = render(
      reviewOf([
        changeOf({ address: "aws_x.new", previousAddress: "aws_x.old", kind: "move" }),
        changeOf({ address: "aws_x.taken", importId: "i-1", kind: "import" }),
        changeOf({ address: "aws_x.same", kind: "no-op" }),
      ]),
    );
    expect(text).toContain("| `aws_x.new` | moved, was at `aws_x.old` | ⚪ none |");
    expect(text).toContain("| `aws_x.taken` | imported, imported as `i-1` | ⚪ none |");
    expect(text).not.toContain("aws_x.same");
  });

  it("rolls up constructs", () => {
    expect(render(DANGEROUS_REVIEW)).toContain(
      "| `production-eu/data` | 1 deleted, 1 replaced, 1 updated, 1 created | 🔴 critical |",
    );
  });

  it("counts what the shortest form leaves out, and keeps what is destroyed", () => {
    const text = render(DANGEROUS_REVIEW, LEAST);
    expect(text).toContain("| `aws_s3_bucket.data_logs_0001` | deleted |");
    expect(text).toContain("3 changes left out here that destroy nothing.");
    expect(text).toContain("The differences of 3 changes are left out here.");
    expect(text).not.toContain("```diff");
  });

  it("counts hidden noise and masked values", () => {
    expect(render(CALM_REVIEW)).toContain("Also: 1 difference hidden as noise by `helm-metadata`.");
    expect(render(DANGEROUS_REVIEW)).toContain("Also: 2 secret values masked.");
  });
});

describe("withRest", () => {
  it("speaks only of rows that are left out", () => {
    expect(withRest("table", 0, "row")).toBe("table");
    expect(withRest("table", 2, "row")).toBe("table\n\n2 more rows left out here.");
  });
});
