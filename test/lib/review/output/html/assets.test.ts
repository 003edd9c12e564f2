import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import * as path from "node:path";
import { Script } from "node:vm";
import { assets, joined } from "../../../../../lib/review/output/html/assets";
import { ROOT } from "../../../../support/project";

describe("assets", () => {
  it("are a style and a script that parses, with their hashes", () => {
    const { style, script, styleSource, scriptSource } = assets();
    expect(() => new Script(script)).not.toThrow();
    expect(style).toContain("prefers-color-scheme: dark");
    for (const [text, source] of [
      [style, styleSource],
      [script, scriptSource],
    ] as const) {
      expect(source).toBe(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
    }
  });

  it("ask for nothing, parse no HTML and make no code of text", () => {
    const { style, script } = assets();
    expect(style).not.toMatch(/url\(|@import|<\//);
    expect(script).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|fetch\(|XMLHttpRequest|<\/script/,
    );
  });

  it("type-check as pages of a browser", () => {
    const tsc = path.join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const project = path.join(ROOT, "lib", "review", "output", "html", "page");
    expect(() => execFileSync(process.execPath, [tsc, "-p", project], { stdio: "pipe" })).not.toThrow();
  });
});

describe("joined", () => {
  it("puts modules into one scope, without imports and exports", () => {
    const script = joined([
      { name: "one", text: "export const a = 1;\n" },
      { name: "two", text: 'import { a } from "./one.mjs";\n\nexport function b() {\n  return a + 1;\n}\n' },
      { name: "three", text: 'import { b } from "./two.mjs";\n\nresult.push(b());\n' },
    ]);
    const result: number[] = [];
    new Script(script).runInNewContext({ result });
    expect(result).toEqual([2]);
  });

  it.each([
    [
      "what stands behind it",
      'import { a } from "./later.mjs";\n',
      "imports later.mjs, which stands behind it",
    ],
    ["a package", 'import { a } from "package";\n', "cannot stand in one script"],
    ["itself again", 'export { a } from "./one.mjs";\n', "cannot stand in one script"],
  ])("refuses a module that names %s", (_what, text, message) => {
    expect(() => joined([{ name: "one", text }])).toThrow(message);
  });

  it("refuses a module that ends its element", () => {
    expect(() => joined([{ name: "one", text: 'const a =\n  "</script>";\n' }])).toThrow(
      "cannot stand in one script",
    );
  });
});
