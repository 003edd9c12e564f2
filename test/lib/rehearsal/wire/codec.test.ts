import { decode, encode } from "@msgpack/msgpack";
import * as fc from "fast-check";
import type { BlockSchema } from "../../../../lib/rehearsal/schema/types";
import { decodeObject, decodeState, decodeValue, encodeValue } from "../../../../lib/rehearsal/wire/codec";
import { UNKNOWN, type Value } from "../../../../lib/rehearsal/world/backend";

const hex = (text: string) => ({ msgpack: Buffer.from(text, "hex") });

const VALUE: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.constant(UNKNOWN),
    fc.boolean(),
    fc.string({ unit: "grapheme" }),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter((key) => key !== "__proto__"),
      tie("value"),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
})).value;

describe("msgpack", () => {
  it("gives back whatever it was given", () => {
    fc.assert(fc.property(VALUE, (value) => expect(decodeValue(encodeValue(value))).toEqual(value)));
  });

  it("reads unknown values, plain and refined, and writes plain ones", () => {
    expect(decodeValue(hex("d40000"))).toBe(UNKNOWN);
    // Extension 12 with the refinement "is not null".
    expect(decodeValue(hex("c7030c8101c2"))).toBe(UNKNOWN);
    expect(Buffer.from(encodeValue(UNKNOWN).msgpack ?? []).toString("hex")).toBe("d40000");
  });

  it("keeps whole numbers exact: as numbers while JavaScript can, as text beyond", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), (number) => {
        const value = decodeValue({ msgpack: encode(number, { useBigInt64: true }) });
        expect(BigInt(value as string | number)).toBe(number);
        expect(typeof value).toBe(Number.isSafeInteger(Number(number)) ? "number" : "string");
      }),
    );
  });

  it("reads the type of a dynamic value as text and writes it so that terraform takes it", () => {
    const dynamic = encode([Buffer.from('"string"'), "x"]);
    expect(decodeValue({ msgpack: dynamic })).toEqual(['"string"', "x"]);
    expect(decode(encodeValue(['"string"', "x"]).msgpack ?? [])).toEqual(['"string"', "x"]);
  });

  it("takes no bytes for null", () => {
    expect([decodeValue(null), decodeValue({}), decodeValue({ msgpack: new Uint8Array() })]).toEqual([
      null,
      null,
      null,
    ]);
    expect(decodeObject(hex("90"))).toBeNull();
  });
});

describe("decodeState", () => {
  const inner: BlockSchema = { attributes: { port: { type: "number" } }, blocks: {} };
  const block: BlockSchema = {
    attributes: {
      name: { type: "string" },
      size: { type: "number" },
      tags: { type: ["map", "number"] },
      pairs: { type: ["list", ["object", { a: "string", b: "bool" }]] },
      anything: { type: "dynamic" },
    },
    blocks: {
      single: { nesting: "single", block: inner },
      list: { nesting: "list", block: inner },
      set: { nesting: "set", block: inner },
      map: { nesting: "map", block: inner },
    },
  };
  const read = (state: string) => decodeState(Buffer.from(state), block);

  it("fills in what an older state lacks and leaves out what it has too much", () => {
    expect(read('{"name": "n", "gone": 1, "pairs": [{"a": "x", "c": 1}], "list": [{"gone": 2}]}')).toEqual({
      name: "n",
      size: null,
      tags: null,
      pairs: [{ a: "x", b: null }],
      anything: null,
      single: null,
      list: [{ port: null }],
      set: [],
      map: {},
    });
  });

  it("keeps numbers as they are written", () => {
    const state =
      '{"size": 0.1, "tags": {"a": 12345678901234567890, "b": 7, "c": -1.5e3}, "single": {"port": 80}}';
    expect(read(state)).toMatchObject({
      size: "0.1",
      tags: { a: "12345678901234567890", b: 7, c: -1500 },
      single: { port: 80 },
    });
  });

  it("leaves digits inside text alone", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.double({ noNaN: true }), (text, number) => {
        const name = `${text}${number}"${number}`;
        expect(read(JSON.stringify({ name })).name).toBe(name);
      }),
    );
  });

  it("reads a dynamic value as its type and the value", () => {
    const state = { anything: { type: ["object", { a: "number" }], value: { a: 1 } } };
    expect(read(JSON.stringify(state)).anything).toEqual(['["object",{"a":"number"}]', { a: 1 }]);
  });
});
