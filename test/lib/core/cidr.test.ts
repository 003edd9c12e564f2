import * as fc from "fast-check";
import { containsCidr, isCidr, overlapsCidr, parseCidr, splitCidr } from "../../../lib/core/cidr";

/** First and last address of a block, computed without the library under test. */
function range(block: string): [number, number] {
  const [address = "", prefix = "0"] = block.split("/");
  const first = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return [first, first + 2 ** (32 - Number(prefix)) - 1];
}

const block = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 8, max: 30 }))
  .map(([address, prefix]) => {
    const size = 2 ** (32 - prefix);
    const first = Math.floor(address / size) * size;
    return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".")}/${prefix}`;
  });

describe("parseCidr", () => {
  it("reads a block", () => {
    expect(parseCidr("10.20.0.0/16")).toEqual({ text: "10.20.0.0/16", prefix: 16, size: 65536 });
  });

  it.each([
    ["10.0.0.0", "an IPv4 block is written a.b.c.d/n"],
    ["10.0.0.0/33", "octets go up to 255 and the prefix length up to 32"],
    ["10.0.300.0/16", "octets go up to 255 and the prefix length up to 32"],
    ["10.0.0.5/16", "the address has bits beyond the prefix length: the block is 10.0.0.0/16"],
    ["fd00::/8", "an IPv4 block is written a.b.c.d/n"],
    ["", "an IPv4 block is written a.b.c.d/n"],
  ])("fails on %j with the reason", (text, reason) => {
    expect(parseCidr(text)).toEqual({ reason });
  });

  it("accepts exactly the aligned blocks", () => {
    fc.assert(
      fc.property(
        block,
        (text) => isCidr(parseCidr(text)) && (parseCidr(text) as { text: string }).text === text,
      ),
    );
  });
});

describe("containsCidr and overlapsCidr", () => {
  it("agree with plain arithmetic on addresses", () => {
    fc.assert(
      fc.property(block, block, (one, other) => {
        const [a, b] = range(one);
        const [c, d] = range(other);
        expect(containsCidr(one, other)).toBe(a <= c && d <= b);
        expect(overlapsCidr(one, other)).toBe(a <= d && c <= b);
      }),
      { numRuns: 500 },
    );
  });
});

describe("splitCidr", () => {
  it("cuts blocks in order, each aligned to its size", () => {
    expect(splitCidr("10.0.0.0/16", [18, 18, 20, 24])).toEqual([
      "10.0.0.0/18",
      "10.0.64.0/18",
      "10.0.128.0/20",
      "10.0.144.0/24",
    ]);
  });

  it("says when they do not fit", () => {
    expect(splitCidr("10.0.0.0/24", [25, 25, 28])).toBeUndefined();
    expect(splitCidr("10.0.0.0/24", [16])).toBeUndefined();
  });

  it("never overlaps and never leaves the parent", () => {
    fc.assert(
      fc.property(block, fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 8 }), (parent, extra) => {
        const prefix = Number(parent.split("/")[1]);
        const wanted = extra.map((bits) => Math.min(32, prefix + bits));
        const blocks = splitCidr(parent, wanted);
        if (blocks === undefined) {
          const needed = wanted.reduce((sum, bits) => sum + 2 ** (32 - bits), 0);
          // Alignment gaps can waste space, but never more than half of what blocks in falling order would need.
          expect(needed * 2).toBeGreaterThan(2 ** (32 - prefix));
          return;
        }
        expect(blocks.map((text) => Number(text.split("/")[1]))).toEqual(wanted);
        blocks.forEach((text, index) => {
          expect(containsCidr(parent, text)).toBe(true);
          expect(blocks.slice(index + 1).filter((other) => overlapsCidr(text, other))).toEqual([]);
        });
      }),
    );
  });
});
