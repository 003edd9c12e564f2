import { DETAILS, type Detail } from "../../../../../lib/review/output/markdown/detail";
import {
  churnBlocks,
  findingList,
  waivedFindings,
} from "../../../../../lib/review/output/markdown/finding-list";
import { reviewOf } from "../../../../support/reviews";
import { CALM_REVIEW, DANGEROUS_REVIEW } from "../../../../support/sample-reviews";

const FULL = DETAILS[0] as Detail;
const LEAST = DETAILS.at(-1) as Detail;
const finding = (index: number) => ({
  rule: "R10",
  level: "high" as const,
  address: `aws_x.y_${index}`,
  title: "many objects are deleted",
  evidence: "20 of 30",
  fix: "split the change",
});

describe("findingList", () => {
  it("shows level, rule, object, evidence and way out, riskiest first", () => {
    const [text = ""] = findingList(DANGEROUS_REVIEW, FULL);
    expect(text.split("\n").slice(2, 5)).toEqual([
      "- 🔴 **critical** `R1` `aws_db_instance.data_orders_9C41D2E7`: database is replaced",
      "  - Seen: `storage_encrypted`: false → true forces it, and `deletion_protection`: true → false",
      "  - Way out: take a snapshot, restore it into an encrypted copy, and move the address",
    ]);
    expect(text).not.toContain("bucket is deleted");
  });

  it("is silent without findings and keeps the worst five however little room there is", () => {
    expect([...findingList(CALM_REVIEW, FULL)]).toEqual([]);
    const [text = ""] = findingList(
      reviewOf([], { findings: Array.from({ length: 8 }, (_, i) => finding(i)) }),
      LEAST,
    );
    expect(text.match(/\*\*high\*\*/g)).toHaveLength(5);
    expect(text).toContain("3 more findings left out here.");
  });
});

describe("waivedFindings", () => {
  it("folds them, with reason and end", () => {
    const text = [...waivedFindings(DANGEROUS_REVIEW, FULL)].join("\n");
    expect(text).toContain("<summary>Waived: 1 finding</summary>");
    expect(text).toContain("| bucket is deleted | logs were copied to the archive account | `2026-12-31` |");
    expect([...waivedFindings(CALM_REVIEW, FULL)]).toEqual([]);
  });
});

describe("churnBlocks", () => {
  it("names both ids, how alike they are and the line to paste", () => {
    const text = [...churnBlocks(DANGEROUS_REVIEW, FULL)].join("\n\n");
    expect(text).toContain("- `aws_s3_bucket.data_logs_0001` → `aws_s3_bucket.data_logs_0002` (97% alike)");
    expect(text).toContain('```ts\nlogs.moveFromId("aws_s3_bucket.data_logs_0001")\n```');
    expect([...churnBlocks(CALM_REVIEW, FULL)]).toEqual([]);
  });

  it("never calls objects the same that differ a little", () => {
    const [pair] = DANGEROUS_REVIEW.churn;
    const churn = pair ? [{ ...pair, likeness: 0.9999 }] : [];
    expect([...churnBlocks({ ...DANGEROUS_REVIEW, churn }, FULL)][0]).toContain("(99% alike)");
  });
});
