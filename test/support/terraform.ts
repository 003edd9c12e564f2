import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** The first of terraform and tofu that runs, undefined where neither is installed. */
export const TERRAFORM = ["terraform", "tofu"].find((program) => {
  try {
    execFileSync(program, ["version"], { stdio: "ignore", env: terraformEnv() });
    return true;
  } catch {
    return false;
  }
});

/** Like describe, but skipped, and counted as skipped, where neither terraform nor tofu is installed. */
export const describeWithTerraform = TERRAFORM === undefined ? describe.skip : describe;

/** Environment in which terraform asks nobody: no user configuration, no update check, no plugin download. */
export function terraformEnv(): NodeJS.ProcessEnv {
  return { ...process.env, TF_CLI_CONFIG_FILE: os.devNull, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };
}

/** Runs terraform and returns what it printed on standard output; throws with its errors. */
export function terraform(args: readonly string[], cwd: string): string {
  if (TERRAFORM === undefined) {
    throw new Error("neither terraform nor tofu is installed");
  }
  return execFileSync(TERRAFORM, [...args], {
    cwd,
    encoding: "utf8",
    env: terraformEnv(),
    stdio: "pipe",
    maxBuffer: 256 * 1024 * 1024,
  });
}

/** Applies a configuration in a folder of its own and returns the values of its outputs. */
export function applyOutputs(config: object): Record<string, unknown> {
  const cwd = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-tf-"));
  try {
    fs.writeFileSync(path.join(cwd, "main.tf.json"), JSON.stringify(config));
    terraform(["init", "-no-color"], cwd);
    terraform(["apply", "-auto-approve", "-no-color"], cwd);
    const outputs: Record<string, { value: unknown }> = JSON.parse(terraform(["output", "-json"], cwd));
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  } finally {
    fs.rmSync(cwd, { recursive: true, force: true });
  }
}
