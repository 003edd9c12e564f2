import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { ROOT } from "./project";

/** Like describe, but skipped, and counted as skipped, where jq is not installed: every runner of GitHub has it. */
export const describeWithJq =
  spawnSync("jq", ["--version"], { stdio: "ignore" }).status === 0 ? describe : describe.skip;

/** Writes a file, with its folders, and returns its path. */
export function writeFile(folder: string, name: string, text: string): string {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return file;
}

function environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // Those of a run of the tests in a workflow are not meant here.
  const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY, ...rest } = process.env;
  return { ...rest, SLIPWAY_CLI: path.join(ROOT, "dist", "lib", "cli.js"), ...env };
}

/** Runs a script of scripts/ci to its end. */
export function runScript(script: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd = ROOT) {
  const { status, stdout, stderr } = spawnSync(path.join(ROOT, "scripts", "ci", script), [...args], {
    cwd,
    encoding: "utf8",
    env: environment(env),
  });
  return { code: status, out: stdout, err: stderr };
}

/** Like run, for scripts that talk to a server of this process. */
export async function runScriptAsync(script: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(path.join(ROOT, "scripts", "ci", script), [...args], {
    cwd: ROOT,
    env: environment(env),
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  const code = await new Promise<number | null>((closed) => child.on("close", closed));
  return { code, out, err };
}
