import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";

/** What of the page is the same for every review. */
export interface Assets {
  readonly style: string;
  readonly script: string;
  /** Sources of the content security policy: nothing but this style and this script may act. */
  readonly styleSource: string;
  readonly scriptSource: string;
}

/** Modules of the page, each behind those it imports. */
const MODULES = [
  "dom",
  "filter",
  "change-detail",
  "change-list",
  "construct-tree",
  "graph-view",
  "graph",
  "stacks",
  "main",
];

let loaded: Assets | undefined;

/** Reads the style and the script of the page, once. */
export function assets(): Assets {
  loaded ??= load(path.join(__dirname, "page"));
  return loaded;
}

function load(folder: string): Assets {
  const style = fs.readFileSync(path.join(folder, "report.css"), "utf8");
  const script = joined(
    MODULES.map((name) => ({ name, text: fs.readFileSync(path.join(folder, `${name}.mjs`), "utf8") })),
  );
  return { style, script, styleSource: source(style), scriptSource: source(script) };
}

/**
 * Modules as one script. A page without requests can import nothing, so imports go and names meet in one scope; two equal
 * names of different modules do not parse.
 */
export function joined(modules: readonly { readonly name: string; readonly text: string }[]): string {
  const before = new Set<string>();
  const bodies = modules.map(({ name, text }) => {
    const body = text
      .replace(/^import \{[^}]*\} from "\.\/([\w-]+)\.mjs";\n/gm, (_line, from: string) => {
        if (!before.has(from)) {
          throw new Error(`${name}.mjs imports ${from}.mjs, which stands behind it`);
        }
        return "";
      })
      .replace(/^export (?=(?:async )?function |const |class )/gm, "");
    if (/^(?:import|export)\b|<\/script|<!--/m.test(body)) {
      throw new Error(`${name}.mjs holds what cannot stand in one script of a page`);
    }
    before.add(name);
    return body.trim();
  });
  return `(() => {\n"use strict";\n${bodies.join("\n")}\n})();\n`;
}

function source(text: string): string {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}
