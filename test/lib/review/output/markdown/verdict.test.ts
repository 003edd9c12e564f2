import { riskWord, stackIndex, stackNotes, verdict } from "../../../../../lib/review/output/markdown/verdict";
import { changeOf, reviewOf } from "../../../../support/reviews";
import { CALM_REVIEW, DANGEROUS_REVIEW } from "../../../../support/sample-reviews";

const lines = (...reviews: Parameters<typeof verdict>[0]) => [...verdict(reviews)].join("\n").split("\n");

describe("verdict", () => {
  it("answers what is destroyed, what is risky and what it touches", () => {
    expect(lines(DANGEROUS_REVIEW).slice(3, 6)).toEqual([
      "- **Risky**: 🔴 critical, database is replaced (`aws_db_instance.data_orders_9C41D2E7`); 🔴 critical, port 22 opens to everybody (`aws_security_group_rule.data_ssh_10FE`); 🟠 high, policy grants more (`aws_iam_role_policy.shop_orders_3A3A`)",
      "- **Checks**: 1 check failed, see below",
      "- **Touches**: `production-eu/data`, `production-eu/shop`",
    ]);
  });

  it("has a line of its own for nothing at all", () => {
    expect(lines()[0]).toBe("## ⚪ No stack was reviewed");
    expect(lines(reviewOf([]))[0]).toBe("## ⚪ No changes");
    expect(lines(reviewOf([changeOf({ address: "aws_x.y", kind: "create" })]))[0]).toBe(
      "## ⚪ No risk found: nothing is destroyed",
    );
    expect(lines(reviewOf([], { risk: "review" }))[0]).toBe(
      "## 🔵 A person has to look: nothing is destroyed",
    );
  });

  it("says in its first line where it is not about real state, or only about a part", () => {
    expect(lines(reviewOf([], { basis: "rehearsal" }))[0]).toBe(
      "## ⚪ No changes (rehearsal, not on real state)",
    );
    expect(lines({ ...CALM_REVIEW, basis: "configuration" })[0]).toBe(
      "## 🟢 Low risk: nothing is removed, what is replaced is not known (configuration diff, not a plan)",
    );
    expect(lines(reviewOf([], { errored: true }))[0]).toBe(
      "## 🔴 The plan failed: as far as it went, nothing is destroyed",
    );
  });

  it("names five destroyed objects and counts the others", () => {
    const changes = Array.from({ length: 8 }, (_, index) =>
      changeOf({ address: `aws_x.y_${index}`, kind: "delete" }),
    );
    expect(lines(reviewOf(changes))[2]).toMatch(
      /^- \*\*Destroyed\*\*: .*`aws_x\.y_4` \(deleted\), 3 more, listed below$/,
    );
  });

  it("adds several stacks up and falls back to types where no construct is known", () => {
    const other = reviewOf([changeOf({ address: "aws_x.y", kind: "delete" })]);
    const text = lines(other, { ...other, stack: "other" });
    expect(text[1]).toBe("- **Changes**: 2 deleted in 2 stacks");
    expect(text[3]).toBe("- **Touches**: `aws_x`");
  });
});

describe("stackNotes", () => {
  it("names commit, version, run and fingerprint, each where it is known", () => {
    expect([...stackNotes(CALM_REVIEW)]).toEqual([
      "Commit `4f1c2d3e5a6b` · Terraform `1.11.4` · [Run](https://github.com/acme/platform/actions/runs/42) · Fingerprint `sha256:0123456789ab`",
    ]);
    const bare = { ...CALM_REVIEW, commit: undefined, terraformVersion: undefined, runUrl: undefined };
    expect([...stackNotes(bare)]).toEqual(["Fingerprint `sha256:0123456789ab`"]);
  });

  it("warns of what is no whole plan of real state", () => {
    expect([...stackNotes({ ...CALM_REVIEW, errored: true })][0]).toMatch(
      /^> \*\*Note\*\*: The plan ended in an error/,
    );
  });
});

describe("stackIndex", () => {
  it("has a row for each stack, up to a hundred", () => {
    expect(stackIndex([DANGEROUS_REVIEW, CALM_REVIEW]).split("\n").slice(2)).toEqual([
      "| `production-eu` | 🔴 critical | 1 deleted, 1 replaced, 2 updated, 1 created |",
      "| `staging` | 🟢 low | 1 updated, 1 created, 1 moved |",
    ]);
    expect(stackIndex(Array.from({ length: 103 }, () => CALM_REVIEW))).toMatch(/\n\nAnd 3 more stacks\.$/);
  });
});

describe("riskWord", () => {
  it("says the level beside its mark", () => {
    expect(riskWord("medium")).toBe("🟡 medium");
  });
});
