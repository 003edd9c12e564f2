import { essentialPage } from "../../../../../lib/review/output/markdown/essential";
import { changeOf, reviewOf } from "../../../../support/reviews";

describe("essentialPage", () => {
  const gone = (count: number, type: string, risk: "low" | "high") =>
    Array.from({ length: count }, (_, index) =>
      changeOf({ address: `${type}.y_${index}`, type, kind: "delete", risk }),
    );
  const page = (changes: ReturnType<typeof gone>, limit: number, stacks = 1) =>
    essentialPage(
      ["<!-- m -->", "## verdict"],
      Array.from({ length: stacks }, (_, index) =>
        reviewOf(
          changes.map((change) => ({ ...change })),
          { stack: `stack-${index}` },
        ),
      ),
      ["the end"],
      limit,
    );

  it("lists the riskiest first and counts the rest by type", () => {
    const text = page([...gone(200, "aws_low", "low"), ...gone(50, "aws_high", "high")], 6_000);
    expect(text).toMatch(/^<!-- m -->\n## verdict\n\n- 🟠 high `aws_high\.y_0` deleted\n/);
    const listed = text.match(/^- /gm)?.length ?? 0;
    expect(listed).toBeGreaterThan(20);
    expect(text).toContain(`**${250 - listed} more objects destroyed or let go than fit here**: `);
    expect(text).toContain(`: ${250 - listed} \`aws_low\`.`);
    expect(text.endsWith("the end\n")).toBe(true);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(6_000);
  });

  it("names the stack where there are several, and leaves out nothing that fits", () => {
    const text = page(gone(3, "aws_x", "low"), 20_000, 2);
    expect(text).toContain("- 🟢 low `aws_x.y_2` deleted in `stack-1`");
    expect(text).not.toContain("than fit here");
  });
});
