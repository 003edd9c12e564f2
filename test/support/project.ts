import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Attributes } from "./synth";

export const ROOT = path.join(__dirname, "..", "..");

/** Runs a compiled program of this project and returns the folder it synthesized into; the caller removes it. */
export function synthesizeProgram(script: string, env: Record<string, string> = {}, cwd = ROOT): string {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-out-"));
  execFileSync(process.execPath, [path.join(ROOT, "dist", script)], {
    cwd,
    env: { ...process.env, CDKTF_OUTDIR: outdir, ...env },
    stdio: "pipe",
  });
  return outdir;
}

/** Every synthesized stack of an output folder by its id. */
export function stacksOf(outdir: string): Record<string, Attributes> {
  const folder = path.join(outdir, "stacks");
  return Object.fromEntries(
    fs
      .readdirSync(folder)
      .sort()
      .map((id) => [id, JSON.parse(fs.readFileSync(path.join(folder, id, "cdk.tf.json"), "utf8"))]),
  );
}
