import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { ROOT } from "./support/project";

const FOLDER = path.join(ROOT, "node_modules", ".cache", "slipway", "docs");
const DOCUMENTS = fs
  .readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .map((file) => file.split(path.sep).join("/"))
  .filter((file) => file.endsWith(".md") && !/(^|\/)(node_modules|dist|cdktf\.out|\.git)\//.test(file))
  .sort();

function read(document: string): string {
  return fs.readFileSync(path.join(ROOT, document), "utf8");
}

describe("documents", () => {
  it("are found", () => {
    expect(DOCUMENTS).toEqual(
      expect.arrayContaining(["README.md", "constructs/eks/README.md", "docs/dependencies.md"]),
    );
  });

  it("hold TypeScript that compiles against the public API", () => {
    fs.rmSync(FOLDER, { recursive: true, force: true });
    fs.mkdirSync(FOLDER, { recursive: true });
    const blocks = DOCUMENTS.flatMap((document) =>
      [...read(document).matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code], index) => ({
        name: `${document.replace(/\.md$/, "").replaceAll("/", "_")}_${index + 1}.ts`,
        code: code ?? "",
      })),
    );
    expect(blocks.length).toBeGreaterThan(5);
    for (const { name, code } of blocks) {
      fs.writeFileSync(path.join(FOLDER, name), `${code}\nexport {};\n`);
    }
    fs.writeFileSync(
      path.join(FOLDER, "tsconfig.json"),
      JSON.stringify({
        extends: path.join(ROOT, "tsconfig.json"),
        compilerOptions: {
          rootDir: ROOT,
          types: ["node"],
          noUnusedLocals: false,
          paths: {
            "cdktf-slipway/core": [path.join(ROOT, "lib/core/index.ts")],
            "cdktf-slipway/review": [path.join(ROOT, "lib/review/index.ts")],
            "cdktf-slipway/testing": [path.join(ROOT, "lib/rehearsal/index.ts")],
            "cdktf-slipway/dashboards": [path.join(ROOT, "constructs/observability/dashboards/index.ts")],
            "cdktf-slipway/*": [path.join(ROOT, "constructs/*/index.ts")],
          },
        },
        include: ["*.ts"],
      }),
    );
    const tsc = path.join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const errors = (() => {
      try {
        return execFileSync(process.execPath, [tsc, "-p", FOLDER], { encoding: "utf8" });
      } catch (error) {
        return (error as { stdout: string }).stdout;
      }
    })();
    expect(errors).toBe("");
  });

  it.each(DOCUMENTS)("%s links to files that exist", (document) => {
    const broken = [...read(document).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target]) => target ?? "")
      .filter((target) => !/^(https?:|#)/.test(target))
      .filter(
        (target) => !fs.existsSync(path.join(ROOT, path.dirname(document), target.replace(/#.*$/, ""))),
      );
    expect(broken).toEqual([]);
  });
});
