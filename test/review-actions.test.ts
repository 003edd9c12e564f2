import * as path from "node:path";
import { planChange } from "../lib/rehearsal/harness/plan-change";
import { maskPlan } from "../lib/review/mask/mask-plan";
import { renderMarkdown } from "../lib/review/output/markdown/render-markdown";
import { parsePlan } from "../lib/review/read/parse-plan";
import type { Review } from "../lib/review/review";
import { reviewPlan } from "../lib/review/review-plan";
import { removeTemporaryFolders, synthesized } from "./support/rehearsals";
import { describeWithTerraform } from "./support/terraform";

afterAll(removeTemporaryFolders);

const AWS = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
  provider: { aws: { region: "eu-central-1" } },
};

const createFirst = { lifecycle: { create_before_destroy: true } };

const BASE = {
  ...AWS,
  resource: {
    terraform_data: {
      stays: { input: "same" },
      changes: { input: "planted-old" },
      deleted_first: { input: 1, triggers_replace: ["1"] },
      created_first: { input: 1, triggers_replace: ["1"], ...createFirst },
      goes: { input: "bye" },
      forgotten: { input: "left running" },
      old_name: { input: "moved" },
    },
    aws_s3_bucket: { data: { bucket: "data" } },
  },
};

const HEAD = {
  ...AWS,
  resource: {
    terraform_data: {
      stays: { input: "same" },
      changes: { input: "planted-new" },
      deleted_first: { input: 1, triggers_replace: ["2"] },
      created_first: { input: 1, triggers_replace: ["2"], ...createFirst },
      new_name: { input: "moved" },
      comes: { input: "hello" },
      imported: { input: "from elsewhere" },
    },
    aws_s3_bucket: { data: { bucket: "data", tags: { read: "again" } } },
  },
  // What it depends on changes: terraform reads it during the apply.
  data: {
    aws_s3_bucket: { data: { bucket: "data", depends_on: ["aws_s3_bucket.data", "terraform_data.comes"] } },
  },
  moved: [{ from: "terraform_data.old_name", to: "terraform_data.new_name" }],
  removed: [{ from: "terraform_data.forgotten", lifecycle: { destroy: false } }],
  import: [{ to: "terraform_data.imported", id: "existing" }],
};

describeWithTerraform("the review of a plan that does everything", () => {
  let review: Review;

  beforeAll(async () => {
    const folder = (config: object) => path.join(synthesized({ shop: config }), "stacks", "shop");
    const { plan, steps } = await planChange(folder(BASE), folder(HEAD));
    const errors = steps.flatMap(({ diagnostics }) =>
      diagnostics.filter(({ severity }) => severity === "error"),
    );
    expect(errors).toEqual([]);
    review = reviewPlan(maskPlan(parsePlan(plan, "shop")), undefined, {
      stack: "shop",
      basis: "rehearsal",
      now: new Date("2026-11-21"),
    });
  }, 60_000);

  it("tells every kind of change from the others", () => {
    const kinds = review.changes.map(({ address, kind, replacement, importId, previousAddress }) => [
      address,
      [kind, replacement, importId, previousAddress].filter((part) => part !== undefined).join(" "),
    ]);
    expect(Object.fromEntries(kinds)).toEqual({
      "terraform_data.changes": "update",
      "terraform_data.deleted_first": "replace delete-first",
      "terraform_data.created_first": "replace create-first",
      "terraform_data.goes": "delete",
      "terraform_data.forgotten": "forget",
      "terraform_data.new_name": "move terraform_data.old_name",
      "terraform_data.comes": "create",
      "terraform_data.imported": "update existing",
      "aws_s3_bucket.data": "update",
      "data.aws_s3_bucket.data": "read",
    });
    expect(review.counts).toEqual({
      create: 1,
      update: 3,
      replace: 2,
      delete: 1,
      forget: 1,
      move: 1,
      read: 1,
      "no-op": 1,
    });
  });

  it("names in the comment what is destroyed, and what is only left running", () => {
    const [, verdict, changes, destroyed] = renderMarkdown([review]).split("\n");
    expect(verdict).toContain("3 objects are destroyed");
    expect(changes).toContain("1 forgotten");
    for (const name of ["goes", "deleted_first", "created_first"]) {
      expect(destroyed).toContain(`terraform_data.${name}`);
    }
  });
});
