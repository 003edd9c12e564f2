import * as fc from "fast-check";
import {
  alloyBlock,
  alloyList,
  alloyObject,
  alloyString,
} from "../../../constructs/observability/alloy-syntax";
import { parseAlloy } from "../../support/alloy-parser";

/** What Alloy reads where a text stands. */
function read(value: string) {
  return parseAlloy(alloyBlock('a.b "c"', [`x = ${value}`]))[0]?.attributes.x;
}

const TEXT = fc.string({ unit: "binary" });

describe("alloyString", () => {
  it("comes back as it went in", () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        expect(read(alloyString(text))).toBe(text);
      }),
    );
  });

  it("replaces halves of surrogate pairs, which Go refuses", () => {
    expect(alloyString("a\ud800b")).toBe('"a\ufffdb"');
    expect(alloyString("\u{1F600}")).toBe('"\u{1F600}"');
  });

  it("leaves a value known after apply alone", () => {
    expect(alloyString("${TfToken[TOKEN.5]}")).toBe('"${TfToken[TOKEN.5]}"');
  });
});

describe("alloyList", () => {
  it("comes back as it went in", () => {
    fc.assert(
      fc.property(fc.array(TEXT), (texts) => {
        expect(read(alloyList(texts))).toEqual(texts);
      }),
    );
  });
});

describe("alloyObject", () => {
  it("comes back as it went in, whatever its members are called", () => {
    fc.assert(
      fc.property(fc.dictionary(TEXT, TEXT), (members) => {
        expect(read(alloyObject(members))).toEqual({ members: { ...members } });
      }),
    );
  });

  it("quotes only names that need it", () => {
    expect(alloyObject({ level: "a", "b-c": "d" })).toBe('{\n  level = "a",\n  "b-c" = "d",\n}');
  });
});

describe("alloyBlock", () => {
  it("stands on one line where it is empty, and is indented otherwise", () => {
    expect(alloyBlock("stage.cri", [])).toBe("stage.cri { }");
    expect(alloyBlock("a", ["x = 1", alloyBlock("b", ["y = 2"])])).toBe(
      "a {\n  x = 1\n  b {\n    y = 2\n  }\n}",
    );
  });
});
