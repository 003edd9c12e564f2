import * as fs from "node:fs";
import * as path from "node:path";
import { transformFileSync } from "@swc/core";
import { sourceFiles } from "./sources";

/**
 * Compiles folders of this repository into another one, for a process that node starts by itself. Imports of packages are
 * answered by this repository's node_modules.
 */
export function compileInto(directory: string, folders: readonly string[]): void {
  const root = path.join(__dirname, "..", "..");
  for (const file of sourceFiles(root, folders)) {
    const { code } = transformFileSync(path.join(root, file), {
      jsc: { target: "es2022", parser: { syntax: "typescript" } },
      module: { type: "commonjs" },
    });
    const target = path.join(directory, file.replace(/\.ts$/, ".js"));
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, code);
  }
  fs.symlinkSync(path.join(root, "node_modules"), path.join(directory, "node_modules"));
}
