import * as fc from "fast-check";
import { shown, visible } from "../../../../lib/review/output/visible";

describe("visible", () => {
  it.each([
    ["a\nb\r\tc", "a\\nb\\r\\tc"],
    ["\u001b[31mred", "\\u001b[31mred"],
    ["\u202egnp.exe", "\\u202egnp.exe"],
    ["a\u200bb\ufeff", "a\\u200bb\\ufeff"],
    ["a\u00a0b\u3000", "a\\u00a0b\\u3000"],
    ["\ud83d", "\\ud83d"],
    ["tag \u{e0041}", "tag \\u{e0041}"],
    ["blank \u3164\u2800", "blank \\u3164\\u2800"],
  ])("writes %j so that all of it is seen", (text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  it("leaves ordinary text of any script alone", () => {
    const text = "größe 数量 עברית \u{1f600} {\"a\": 'b'}";
    expect(visible(text)).toBe(text);
  });

  it("leaves nothing unseen in any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|[^\S ]/u);
      }),
    );
  });
});

describe("shown", () => {
  it("keeps a text that fits and says how long one is that does not", () => {
    expect(shown("abc", 3)).toBe("abc");
    expect(shown("x".repeat(1_200), 3)).toBe("xxx... (1,200 characters)");
  });

  it("counts characters, not the halves of them", () => {
    expect(shown("\u{1f600}".repeat(3), 3)).toBe("\u{1f600}".repeat(3));
    expect(shown("\u{1f600}".repeat(4), 3)).toBe(`${"\u{1f600}".repeat(3)}... (8 characters)`);
  });

  it("is bounded in bytes and well formed for any text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 100 }),
        fc.integer({ min: 1, max: 50 }),
        (text, max) => {
          const short = shown(text, max);
          expect(Buffer.byteLength(short)).toBeLessThanOrEqual(4 * max + 30);
          expect(short).not.toMatch(/\p{Cs}/u);
        },
      ),
    );
  });
});
