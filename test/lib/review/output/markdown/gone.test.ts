import { goneTable } from "../../../../../lib/review/output/markdown/gone";
import { CHANGE_KINDS, changeOf } from "../../../../support/reviews";
import { CALM_REVIEW, DANGEROUS_REVIEW } from "../../../../support/sample-reviews";

describe("goneTable", () => {
  it("is left out where nothing goes", () => {
    expect(goneTable(CALM_REVIEW.changes)).toBeUndefined();
  });

  it("says why, riskiest first, and what a waiver covers", () => {
    const waived = DANGEROUS_REVIEW.changes
      .flatMap(({ findings }) => findings)
      .filter(({ waiver }) => waiver);
    const gone = { address: "aws_x.gone", kind: "delete" } as const;
    const rows = goneTable([changeOf({ ...gone, findings: waived }), ...DANGEROUS_REVIEW.changes])?.split(
      "\n",
    );
    expect(rows?.slice(2, 4)).toEqual([
      "| `aws_db_instance.data_orders_9C41D2E7` | replaced, old one deleted first | 🔴 critical | an argument cannot be changed in place; forced by `storage_encrypted`; 2 objects depend on it |",
      "| `aws_x.gone` | deleted | ⚪ none | waived: `R1` |",
    ]);
  });

  it("lists every kind that destroys or lets go", () => {
    const text = goneTable(CHANGE_KINDS.map((kind) => changeOf({ address: `aws_x.${kind}`, kind })));
    expect([...(text ?? "").matchAll(/`aws_x\.([\w-]+)`/g)].map(([, kind]) => kind)).toEqual([
      "delete",
      "replace",
      "replace-and-forget",
      "forget",
    ]);
  });

  it("cuts no address a program can have", () => {
    const address = `module.a.aws_x.y["${"k".repeat(900)}"]`;
    expect(goneTable([changeOf({ address, kind: "delete" })])).toContain(`\`${address}\``);
  });
});
