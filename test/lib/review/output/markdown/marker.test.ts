import * as fc from "fast-check";
import { readMarker, renderMarker } from "../../../../../lib/review/output/markdown/marker";
import { reviewOf, someText } from "../../../../support/reviews";

const FINGERPRINT = `sha256:${"ab".repeat(32)}`;

describe("the hidden first line", () => {
  it("names key, stacks and, of one stack, its own fingerprint", () => {
    const line = renderMarker("review", [reviewOf([], { stack: "staging", fingerprint: FINGERPRINT })]);
    expect(line).toBe(`<!-- slipway-review key=review fingerprint=${FINGERPRINT} stacks=staging -->`);
    expect(readMarker(`${line}\r\nrest`)).toEqual({
      key: "review",
      fingerprint: FINGERPRINT,
      stacks: ["staging"],
    });
  });

  it("changes with the plan of any stack and with their order", () => {
    const one = reviewOf([], { stack: "a", fingerprint: FINGERPRINT });
    const two = reviewOf([], { stack: "b", fingerprint: FINGERPRINT });
    const fingerprints = [[one, two], [two, one], [one, { ...two, fingerprint: "sha256:00" }], [one]].map(
      (reviews) => readMarker(renderMarker("review", reviews))?.fingerprint,
    );
    expect(new Set(fingerprints).size).toBe(4);
  });

  it("is read back whatever the names, and never ends before its end", () => {
    fc.assert(
      fc.property(
        someText,
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 30 }), { maxLength: 5 }),
        (key, stacks) => {
          const line = renderMarker(
            key,
            stacks.map((stack) => reviewOf([], { stack })),
          );
          expect(line.slice(4, -3)).not.toMatch(/--|[<>\n]/);
          const { key: readKey, stacks: readStacks } = readMarker(line) ?? {};
          expect(readStacks).toEqual(stacks);
          expect(readKey).toBe(key.slice(0, 100).replace(/\p{Cs}/gu, "\ufffd"));
        },
      ),
    );
  });

  it("leaves names out where they would eat the room", () => {
    const reviews = Array.from({ length: 500 }, (_, index) => reviewOf([], { stack: `production-${index}` }));
    const line = renderMarker("review", reviews);
    expect(line.length).toBeLessThan(200);
    expect(readMarker(line)?.stacks).toBeUndefined();
  });

  it("reads no comment of others, and none that only quotes one", () => {
    expect(readMarker("<!-- other -->\n")).toBeUndefined();
    expect(readMarker(`> ${renderMarker("review", [])}`)).toBeUndefined();
    expect(readMarker(`${renderMarker("review", [])} text`)).toBeUndefined();
  });

  it("reads what a hand has broken without failing", () => {
    expect(readMarker("<!-- slipway-review key=%E0%A4%A fingerprint=x stacks=a -->")?.key).toBe("%E0%A4%A");
  });
});
