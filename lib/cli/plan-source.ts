import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { ConfigError } from "../core/errors";
import { findTerraform } from "../rehearsal/harness/program";
import type { Plan } from "../review/plan";
import { parsePlanText, readPlan } from "../review/read/read-plan";

/** A plan as it was named on the command line. */
export type PlanSource = {
  /** Stack it belongs to. */
  readonly stack: string;
  /** File with the plan, in JSON or as terraform saved it; `-` is standard input. */
  readonly file: string;
};

const MOST_PLAN_BYTES = 512 * 1024 * 1024;
const run = promisify(execFile);

/**
 * Reads `staging=plan.json`, `cdktf.out/stacks/staging/plan` or, with `--stack`, the file alone.
 *
 * @throws ConfigError `stack-not-named`, `one-stack-only`, `duplicate-stack`
 */
export function planSources(plans: readonly string[], stack: string | undefined): readonly PlanSource[] {
  if (stack !== undefined && plans.length > 1) {
    throw wrong(
      stack,
      "one-stack-only",
      "--stack names the stack of one plan",
      "write <stack>=<file> for each",
    );
  }
  const sources = plans.map((plan) => sourceOf(plan, stack));
  for (const [index, source] of sources.entries()) {
    if (sources.findIndex((other) => other.stack === source.stack) !== index) {
      throw wrong(
        source.file,
        "duplicate-stack",
        `stack ${source.stack} is named twice`,
        "name each stack once",
      );
    }
  }
  return sources;
}

function sourceOf(plan: string, stack: string | undefined): PlanSource {
  if (stack !== undefined) {
    return { stack, file: plan };
  }
  const named = /^(?<name>[\w.-]+)=(?<file>.+)$/s.exec(plan)?.groups;
  if (named?.name !== undefined && named.file !== undefined) {
    return { stack: named.name, file: named.file };
  }
  const folder = /(?:^|[\\/])stacks[\\/](?<name>[^\\/]+)[\\/][^\\/]+$/.exec(plan)?.groups?.name;
  if (folder === undefined) {
    throw wrong(
      plan,
      "stack-not-named",
      "the path does not tell which stack the plan belongs to",
      `write <stack>=${plan}, or add --stack`,
    );
  }
  return { stack: folder, file: plan };
}

/**
 * Reads a plan, which is never written anywhere again. A plan as terraform saved it is printed by terraform, in the folder
 * of its file, where the providers are.
 *
 * @throws ConfigError `plan-missing`, `not-a-plan`, `plan-too-new`, `plan-not-shown`, `terraform-missing`
 */
export async function loadPlan({ file }: PlanSource, input: () => string): Promise<Plan> {
  if (file === "-") {
    return parsePlanText(input(), "standard input");
  }
  return isSavedPlan(file) ? parsePlanText(await show(file), file) : readPlan(file);
}

/** Terraform saves plans as zip archives. */
function isSavedPlan(file: string): boolean {
  try {
    const descriptor = fs.openSync(file, "r");
    try {
      const head = Buffer.alloc(2);
      fs.readSync(descriptor, head, 0, 2, 0);
      return head.toString("latin1") === "PK";
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

async function show(file: string): Promise<string> {
  const { command } = await findTerraform();
  try {
    const { stdout } = await run(command, ["show", "-json", "-no-color", path.basename(file)], {
      cwd: path.dirname(path.resolve(file)),
      maxBuffer: MOST_PLAN_BYTES,
    });
    return stdout;
  } catch (error) {
    // What terraform printed may hold values of the plan: only its errors are shown.
    const { stderr = "" } = error as { readonly stderr?: string };
    throw wrong(
      file,
      "plan-not-shown",
      `${command} show failed: ${stderr.trim().split("\n").slice(0, 5).join(" ")}`,
      "run terraform init in the folder of the plan, or print it yourself with terraform show -json",
    );
  }
}

function wrong(file: string, code: string, rule: string, fix: string): ConfigError {
  return new ConfigError("slipway review", "Arguments", [{ prop: "plan", code, rule, value: file, fix }]);
}
