import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { type CommandCost, rehearseOnce } from "./cost";
import { growingStack } from "./growing-stack";
import { withoutAccount } from "./offline-aws";

const RUNS = 3;
const SIZES = [250, 500, 1000, 2000];

/** Folder laid out as terraform lays out filesystem mirrors, that holds hashicorp/aws. */
const MIRROR = process.env.SLIPWAY_PROVIDER_MIRROR;

/**
 * What a rehearsal costs, measured from outside on the command: `staging` from synthesized to destroyed, its plan with
 * the real aws provider beside it, and how the cost grows with the number of resources.
 */
async function main(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bench-rehearsal-"));
  try {
    const appOut = path.join(folder, "out");
    execFileSync(process.execPath, [path.join(__dirname, "..", "stacks", "main.js")], {
      env: { ...process.env, CDKTF_OUTDIR: appOut, SLIPWAY_ENVIRONMENT: "staging" },
      stdio: ["ignore", "ignore", "inherit"],
    });
    await staging(appOut);
    await realProvider(appOut, folder);
    await growth(path.join(folder, "growth"));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function staging(appOut: string): Promise<void> {
  // The first run warms the file cache and does not count.
  const costs = [];
  for (let run = 0; run <= RUNS; run++) {
    costs.push(checked(await rehearseOnce(appOut, "staging")));
  }
  const measured = costs.slice(1);
  const of = (pick: (cost: CommandCost) => number) => median(measured.map(pick));
  console.log(`Rehearsal of staging, ${measured[0]?.report.objects} objects, median of ${RUNS} runs`);
  console.log(`  whole command    ${of(({ seconds }) => seconds).toFixed(2)} s, in it:`);
  for (const { name } of measured[0]?.report.steps ?? []) {
    console.log(`    ${name.padEnd(14)} ${of((cost) => secondsOf(cost, name)).toFixed(2)} s`);
  }
  console.log(
    `  memory           ${of(({ treeMib }) => treeMib ?? Number.NaN).toFixed(0)} MiB, all processes at once ` +
      `(node peak ${of(({ nodeMib }) => nodeMib).toFixed(0)}, terraform peak ` +
      `${of(({ report }) => report.terraformPeakMib ?? Number.NaN).toFixed(0)})`,
  );
}

async function realProvider(appOut: string, folder: string): Promise<void> {
  if (MIRROR === undefined) {
    console.log("Plan with the real aws provider: SKIPPED, SLIPWAY_PROVIDER_MIRROR names no provider mirror");
    return;
  }
  const offline = path.join(folder, "offline");
  const stack = path.join("stacks", "staging");
  fs.cpSync(path.join(appOut, stack), path.join(offline, stack), { recursive: true });
  const file = path.join(offline, stack, "cdk.tf.json");
  fs.writeFileSync(file, JSON.stringify(withoutAccount(JSON.parse(fs.readFileSync(file, "utf8")))));
  const config = path.join(folder, "mirror.tfrc");
  fs.writeFileSync(
    config,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(MIRROR)}\n  }\n}\n`,
  );
  const real = checked(
    await rehearseOnce(offline, "staging", { args: ["--real", "aws"], env: { TF_CLI_CONFIG_FILE: config } }),
  );
  const simulated = checked(await rehearseOnce(offline, "staging"));
  console.log("Plan of staging, aws real and simulated, the rest simulated");
  for (const step of ["init", "validate", "plan"]) {
    console.log(
      `    ${step.padEnd(14)} ${secondsOf(real, step).toFixed(2)} s real   ${secondsOf(simulated, step).toFixed(2)} s simulated`,
    );
  }
  console.log(`    memory         ${memory(real)} real   ${memory(simulated)} simulated (whole life)`);
}

async function growth(appOut: string): Promise<void> {
  console.log("Growth, whole life of a configuration of so many resources");
  for (const size of SIZES) {
    const name = `resources-${size}`;
    const directory = path.join(appOut, "stacks", name);
    fs.mkdirSync(directory, { recursive: true });
    fs.writeFileSync(path.join(directory, "cdk.tf.json"), JSON.stringify(growingStack(size)));
    const cost = checked(await rehearseOnce(appOut, name));
    const each = (cost.seconds / size) * 1000;
    const steps = cost.report.steps
      .filter(({ seconds }) => seconds > 0)
      .map(({ name: step, seconds }) => `${step} ${seconds.toFixed(1)}`);
    console.log(
      `    ${String(size).padStart(5)}  ${cost.seconds.toFixed(1).padStart(6)} s  ${each.toFixed(1).padStart(5)} ms each  ` +
        `${memory(cost)}  (${steps.join(", ")})`,
    );
  }
}

/** A number means nothing if what was measured did not do its work. */
function checked(cost: CommandCost): CommandCost {
  if (cost.code !== 0) {
    const errors = (cost.report.steps ?? []).flatMap(({ name, diagnostics }) =>
      diagnostics
        .filter(({ severity }) => severity === "error")
        .map(({ address = "", summary, detail }) => `${name} ${address}: ${summary}: ${detail}`),
    );
    throw new Error([`code ${cost.code}`, cost.report.error ?? "", ...errors].join("\n"));
  }
  return cost;
}

function secondsOf({ report }: CommandCost, step: string): number {
  return report.steps.find(({ name }) => name === step)?.seconds ?? Number.NaN;
}

function memory({ treeMib = Number.NaN }: CommandCost): string {
  return `${treeMib.toFixed(0).padStart(4)} MiB`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

main();
