import { flag, json, list, record, text } from "../../../../lib/review/read/shape";

const SHAPES = [undefined, null, true, 0, "text", [1], { a: 1 }];

describe("shapes of a document nobody guarantees", () => {
  it.each([
    ["record", record, [{}, {}, {}, {}, {}, {}, { a: 1 }]],
    ["list", list, [[], [], [], [], [], [1], []]],
    ["text", text, [undefined, undefined, undefined, undefined, "text", undefined, undefined]],
    ["flag", flag, [undefined, undefined, true, undefined, undefined, undefined, undefined]],
    ["json", json, [undefined, undefined, true, 0, "text", [1], { a: 1 }]],
  ] as const)("are what %s takes them for", (_, read, expected) => {
    expect(SHAPES.map((shape) => (read as (value: unknown) => unknown)(shape))).toEqual(expected);
  });
});
