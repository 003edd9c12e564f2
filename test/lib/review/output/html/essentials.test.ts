import { churn, findings, gone, waived } from "../../../../../lib/review/output/html/essentials";
import { changeOf, reviewOf } from "../../../../support/reviews";
import { CALM_REVIEW, DANGEROUS_REVIEW } from "../../../../support/sample-reviews";

function finding(level: "high" | "medium", title: string) {
  return { rule: "R1", level, address: "a.b", title, evidence: "evidence", fix: "fix" };
}

describe("gone", () => {
  it("lists what is destroyed with how, risk and why", () => {
    const { html } = gone(DANGEROUS_REVIEW);
    expect(html).toContain("aws_db_instance.data_orders_9C41D2E7");
    expect(html).toContain("Replaced, old one deleted first");
    expect(html).toContain("forced by <code>storage_encrypted</code>");
    expect(html).toContain('<span class="rule">waived</span>');
  });

  it("names every destroyed object, however many there are", () => {
    const many = Array.from({ length: 3_000 }, (_, index) =>
      changeOf({ address: `aws_vpc.v${index}_end`, kind: index % 2 === 0 ? "delete" : "replace" }),
    );
    const { html } = gone(reviewOf(many));
    expect(many.filter(({ address }) => !html.includes(address))).toEqual([]);
    expect(html.length).toBeLessThan(600_000);
  });

  it("is not there where nothing goes", () => {
    expect(gone(CALM_REVIEW).html).toBe("");
  });
});

describe("findings", () => {
  it("show evidence and way out, without those that are waived", () => {
    const { html } = findings(DANGEROUS_REVIEW);
    expect(html).toContain("<dt>Way out</dt><dd>name the roles it may pass</dd>");
    expect(html).not.toContain("bucket is deleted");
    expect(waived(DANGEROUS_REVIEW).html).toContain("logs were copied to the archive account");
  });

  it("fold away what is less urgent, where something is urgent", () => {
    const medium = Array.from({ length: 9 }, (_, index) => finding("medium", `medium ${index}`));
    const urgent = findings(reviewOf([], { findings: [finding("high", "urgent"), ...medium] })).html;
    expect(urgent.indexOf("urgent")).toBeLessThan(urgent.indexOf("9 findings of medium risk or less"));
    expect(findings(reviewOf([], { findings: medium })).html).not.toContain("<details");
  });
});

describe("churn", () => {
  it("shows the line to paste", () => {
    expect(churn(DANGEROUS_REVIEW).html).toContain("logs.moveFromId(&#34;aws_s3_bucket.data_logs_0001&#34;)");
    expect(churn(DANGEROUS_REVIEW).html).toContain("97% alike");
    expect(churn(CALM_REVIEW).html).toBe("");
  });
});
