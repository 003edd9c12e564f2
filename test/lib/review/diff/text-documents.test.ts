import type { Json } from "../../../../lib/core/render";
import { parseBudget } from "../../../../lib/review/diff/parsing";
import { UNKNOWN } from "../../../../lib/review/diff/settled";
import { keyNotes, placedLines, textDocument } from "../../../../lib/review/diff/text-documents";
import { placeText } from "../../../../lib/review/diff/yaml-lines";
import { policyText } from "../../../support/planned-objects";

function documentOf(before: Json | undefined, after: Json | undefined) {
  const found = textDocument({ path: ["body"], before, after }, parseBudget());
  return found && "document" in found ? found.document : found;
}

const POLICY = policyText({ Effect: "Allow", Action: ["b:B", "a:A"], Resource: "*" });

describe("textDocument", () => {
  it("shows a policy by what it means", () => {
    const after = policyText({ Effect: "Allow", Action: ["b:B"], Resource: "*" });
    expect(documentOf(POLICY, after)).toEqual({
      path: "body",
      title: "body",
      language: "yaml",
      notes: ["no longer allows a:A on *"],
      lines: [
        { sign: "@", text: "Statement[0].Action" },
        { sign: " ", text: "Statement:" },
        { sign: "-", text: "  - Action:" },
        { sign: "-", text: "      - a:A" },
        { sign: "-", text: "      - b:B" },
        { sign: "+", text: "  - Action: b:B" },
        { sign: " ", text: "    Effect: Allow" },
        { sign: " ", text: '    Resource: "*"' },
        { sign: " ", text: 'Version: "2012-10-17"' },
      ],
    });
    const reordered = policyText({ Effect: "Allow", Action: ["a:A", "b:B"], Resource: "*" });
    expect(documentOf(POLICY, reordered)).toEqual({ hidden: "reordered" });
    expect(documentOf(undefined, POLICY)).toMatchObject({ notes: ["newly allows b:B, a:A on *"] });
  });

  it("shows JSON by its keys", () => {
    const body = (size: number) => JSON.stringify({ size, name: "x".repeat(150) });
    expect(documentOf(body(1), body(2))).toMatchObject({
      title: "body (JSON)",
      language: "yaml",
      notes: ["size 1 -> 2"],
    });
  });

  it("shows YAML as it is written, with the keys above", () => {
    const body = (level: string) => `# head\nlog:\n  level: ${level}\n`;
    expect(documentOf(body("info"), body("debug"))).toMatchObject({
      title: "body (YAML)",
      lines: [
        { sign: "@", text: "log.level" },
        { sign: " ", text: "# head" },
        { sign: " ", text: "log:" },
        { sign: "-", text: "  level: info" },
        { sign: "+", text: "  level: debug" },
        { sign: " ", text: "" },
      ],
    });
  });

  it("shows other texts by lines", () => {
    expect(documentOf("#!/bin/sh\necho a\n", "#!/bin/sh\necho b")).toMatchObject({
      title: "body (text)",
      language: "text",
      notes: ["loses the line break at its end"],
    });
  });

  it.each<[string, Json | undefined, Json | undefined]>([
    ["short texts", "a", "b"],
    ["what is unknown", "a\nb", UNKNOWN],
    ["what is no text", "a\nb", { c: 1 }],
  ])("leaves %s to the table", (_, before, after) => {
    expect(documentOf(before, after)).toBeUndefined();
  });
});

describe("keyNotes", () => {
  it("names a few keys, and none where there are many", () => {
    expect(keyNotes({ a: { b: 1 } }, { a: { b: 2 }, c: [1] })).toEqual(["a.b 1 -> 2", "c none -> [1]"]);
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`k${index}`, index]));
    expect(keyNotes({}, many)).toEqual([]);
  });
});

describe("placedLines", () => {
  it("reads places off the indentation", () => {
    const places = placedLines("a:\n  b:\n  - c: 2\n    d: 3\n  - c: 4\n\ne:").map(({ place }) =>
      placeText(place),
    );
    expect(places).toEqual(["a", "a.b", "a.b.c", "a.b.d", "a.b.c", "a.b.c", "e"]);
  });
});
