import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ENVIRONMENTS } from "../stacks/environments";
import { type Cost, measure } from "./measure";

const RUNS = 7;

/**
 * What synthesis costs: `staging` as Slipway builds it, the same resources written with the bare provider classes,
 * and every environment at once.
 */
function main(): void {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-bench-"));
  try {
    const folder = (name: string) => ({ CDKTF_OUTDIR: path.join(outdir, name) });
    const stagingFile = path.join(outdir, "staging", "stacks", "staging", "cdk.tf.json");
    const { staging, byHand, all } = measure(
      {
        staging: { script: "stacks/main.js", env: { ...folder("staging"), SLIPWAY_ENVIRONMENT: "staging" } },
        byHand: {
          script: "bench/by-hand.js",
          env: { ...folder("by-hand"), SLIPWAY_BENCH_STACK: stagingFile },
        },
        all: { script: "stacks/main.js", env: folder("all") },
      },
      RUNS,
    );
    refuseDifference(stagingFile, path.join(outdir, "by-hand", "stacks", "by-hand", "cdk.tf.json"));
    const further = (all.cpuSeconds - staging.cpuSeconds) / (ENVIRONMENTS.length - 1);
    console.log(`Synthesis, median of ${RUNS} runs, whole process of compiled code`);
    console.log(line("staging", staging));
    console.log(line("same resources by hand", byHand));
    console.log(line(`all ${ENVIRONMENTS.length} environments`, all));
    console.log(
      `staging / by hand           ${ratio(staging.cpuSeconds, byHand.cpuSeconds)} CPU   ${ratio(staging.megabytes, byHand.megabytes)} memory`,
    );
    console.log(`each further environment  ${further.toFixed(3)} CPU s`);
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

/** The comparison means nothing unless both sides write the same arguments of the same resources. */
function refuseDifference(one: string, other: string): void {
  const [ours, theirs] = [one, other].map((file) => resourcesOf(file));
  for (const [address, text] of Object.entries(ours ?? {})) {
    if (theirs?.[address] !== text) {
      throw new Error(`by hand, ${address} is\n${theirs?.[address]}\nin place of\n${text}`);
    }
  }
}

function resourcesOf(file: string): Record<string, string> {
  const { resource } = JSON.parse(fs.readFileSync(file, "utf8"));
  return Object.fromEntries(
    Object.entries(resource as Record<string, Record<string, Record<string, unknown>>>).flatMap(
      ([type, byId]) =>
        Object.entries(byId).map(([id, { "//": _, provider: _provider, lifecycle: _lifecycle, ...rest }]) => [
          `${type}.${id}`,
          JSON.stringify(rest),
        ]),
    ),
  );
}

function line(name: string, { cpuSeconds, megabytes }: Cost): string {
  return `${name.padEnd(26)}${cpuSeconds.toFixed(3)} CPU s ${megabytes.toFixed(0).padStart(5)} MB`;
}

function ratio(one: number, other: number): string {
  return `${(one / other).toFixed(2)}x`;
}

main();
