import * as fs from "node:fs";
import * as path from "node:path";

/** TypeScript files below the folders, relative to the root, with forward slashes, sorted. */
export function sourceFiles(root: string, folders: readonly string[]): string[] {
  return folders
    .filter((folder) => fs.existsSync(path.join(root, folder)))
    .flatMap((folder) =>
      fs
        .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts") && !file.includes("node_modules"))
        .map((file) => path.posix.join(folder, file.split(path.sep).join("/"))),
    )
    .sort();
}

/** Module specifiers a file imports from or re-exports. */
export function importsOf(root: string, file: string): string[] {
  const text = fs.readFileSync(path.join(root, file), "utf8");
  return [...text.matchAll(/(?:\bfrom|\bimport|\brequire\()\s*["']([^"']+)["']/g)].map(
    (match) => match[1] ?? "",
  );
}

/** Whether a file holds code that runs, a function or a class; files of types and of data hold none. */
export function doesSomething(root: string, file: string): boolean {
  const text = fs.readFileSync(path.join(root, file), "utf8");
  return /^(export )?(default )?(abstract )?(async )?(function|class)\b|^(export )?const \w+ = (async )?\(/m.test(
    text,
  );
}

/** Whether a file does nothing but re-export others. */
export function onlyReExports(root: string, file: string): boolean {
  const text = fs.readFileSync(path.join(root, file), "utf8");
  return text.replace(/export (type )?(\*|\{[^}]*\}) from "[^"]+";/g, "").trim() === "";
}

/** Names of the constructs a file exports. */
export function constructsOf(root: string, file: string): string[] {
  const text = fs.readFileSync(path.join(root, file), "utf8");
  return [...text.matchAll(/^export class (\w+) extends (?:Construct|TerraformStack)\b/gm)].map(
    (match) => match[1] ?? "",
  );
}
