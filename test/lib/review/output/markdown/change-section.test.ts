import { changeSection } from "../../../../../lib/review/output/markdown/change-section";
import { DETAILS, type Detail } from "../../../../../lib/review/output/markdown/detail";
import type { ReviewedChange } from "../../../../../lib/review/review";
import { changeOf } from "../../../../support/reviews";

const FULL = DETAILS[0] as Detail;
const render = (change: ReviewedChange, detail = FULL) => [...changeSection(change, detail)].join("\n\n");
const attribute = (path: string, before: string | undefined, after: string | undefined) => ({
  path,
  before,
  after,
  forcesReplacement: false,
  sources: [],
});

describe("changeSection", () => {
  it("says where a change comes from and what depends on it", () => {
    const text = render(
      changeOf({
        address: "aws_x.new",
        kind: "update",
        previousAddress: "aws_x.old",
        importId: "i-123",
        constructPath: "staging/shop",
        reason: "an argument changed",
        hidden: { "json-format": 2 },
        dependents: Array.from({ length: 12 }, (_, index) => `aws_y.z_${index}`),
      }),
    );
    expect(text).toContain("<summary>⚪ <code>aws_x.new</code> updated</summary>");
    expect(text).toContain("- Construct: `staging/shop`\n- Why: an argument changed\n- Was at: `aws_x.old`");
    expect(text).toContain("- Imported as: `i-123`");
    expect(text).toMatch(/- 12 objects depend on it: `aws_y.z_0`, .*`aws_y.z_9`, 2 more/);
    expect(text).toContain("- Differences hidden as noise: 2 by `json-format`");
  });

  it("shows arguments before and after, with what forces a replacement and where unknown ones come from", () => {
    const text = render(
      changeOf({
        address: "aws_x.y",
        kind: "replace",
        attributes: [
          { ...attribute("name", "a", "b"), forcesReplacement: true },
          attribute("gone", "a", undefined),
          { ...attribute("role", undefined, "(known after apply)"), sources: ["aws_iam_role.app.arn"] },
        ],
      }),
    );
    expect(text).toContain(
      [
        "| Argument | Before | After |",
        "| --- | --- | --- |",
        "| `name` **forces replacement** | `a` | `b` |",
        "| `gone` | `a` | not set |",
        "| `role` | not set | known after apply, from `aws_iam_role.app.arn` |",
      ].join("\n"),
    );
  });

  it("has one column of values where there is one side only", () => {
    const attributes = [attribute("name", "old", "new")];
    expect(render(changeOf({ address: "aws_x.y", kind: "create", attributes }))).toContain(
      "| `name` | `new` |",
    );
    expect(render(changeOf({ address: "aws_x.y", kind: "delete", attributes }))).toContain(
      "| `name` | `old` |",
    );
  });

  it("counts the arguments and lines a shorter form leaves out", () => {
    const detail = { ...FULL, attributes: 1, lines: 2 };
    const text = render(
      changeOf({
        address: "aws_x.y",
        kind: "update",
        attributes: ["a", "b", "c"].map((path) => attribute(path, "1", "2")),
        documents: [
          {
            path: "policy",
            title: "policy",
            language: "json",
            notes: ["adds s3:* on *"],
            lines: ["1", "2", "3"].map((line) => ({ sign: "+" as const, text: line })),
          },
        ],
      }),
      detail,
    );
    expect(text).toContain("2 more arguments left out here.");
    expect(text).toContain(
      "Inside `policy`:\n\n- adds `s3:*` on `*`\n\n```diff\n+ 1\n+ 2\n```\n\n1 more line of this diff left out here.",
    );
  });

  it("heads a document made of several arguments by what it is", () => {
    const document = {
      path: "",
      title: "network",
      language: "text" as const,
      notes: ["opens tcp 22"],
      lines: [],
    };
    const text = render(changeOf({ address: "aws_x.y", kind: "update", documents: [document] }));
    expect(text).toContain("network:\n\n- opens tcp 22");
    expect(text).not.toContain("(empty)");
  });
});
