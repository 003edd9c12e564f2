import * as fc from "fast-check";
import { matchesPattern } from "../../../../lib/review/risk/patterns";

describe("matchesPattern", () => {
  it.each([
    ["shop/Data", "shop/Data", true],
    ["shop/Data", "shop/Data/Orders", false],
    ["shop/*/Orders", "shop/Data/Orders", true],
    ["shop/*", "shop/Data/Orders", false],
    ["shop/**", "shop/Data/Orders", true],
    ["**/Orders", "shop/Data/Orders", true],
    ["aws_db_*.orders", "aws_db_instance.orders", true],
    ["aws_db_*", "aws_s3_bucket.orders", false],
    ["a*b*c", "axxbxxc", true],
    ["a*b*c", "axxbxx", false],
    ["a.c", "abc", false],
    ["", "", true],
    ["", "a", false],
    ["*", "", true],
  ])("%j on %j: %s", (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  it("matches every text by itself, and by two stars", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }).filter((text) => !text.includes("*")),
        (text) => {
          expect([matchesPattern(text, text), matchesPattern("**", text)]).toEqual([true, true]);
        },
      ),
    );
  });

  it("says no at once where many stars could match in many ways", () => {
    const started = Date.now();
    expect(matchesPattern(`${"*a".repeat(200)}b`, "a".repeat(5_000))).toBe(false);
    expect(Date.now() - started).toBeLessThan(3_000);
  });
});
