import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { measure } from "./measure";

const RUNS = 3;

/** A program that makes as many of something as an environment variable says. */
export type Growth = {
  /** What is made, as a plural: `services`. */
  readonly unit: string;
  readonly script: string;
  /** Environment variable with the number. */
  readonly variable: string;
  /** Numbers to measure; the first, 0, is what all of them cost before. */
  readonly counts: readonly [0, ...number[]];
};

/** Prints what a growing stack costs at synthesis, and whether twice as many cost twice as much. */
export function printGrowth({ unit, script, variable, counts }: Growth): ReadonlyMap<number, number> {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-bench-"));
  try {
    const programs = Object.fromEntries(
      counts.map((count) => [
        count,
        { script, env: { CDKTF_OUTDIR: path.join(outdir, String(count)), [variable]: String(count) } },
      ]),
    );
    const costs = measure(programs, RUNS);
    const base = costs[0]?.cpuSeconds ?? Number.NaN;
    console.log(
      `${unit.charAt(0).toUpperCase()}${unit.slice(1)}, median of ${RUNS} runs, whole process of compiled code`,
    );
    for (const count of counts) {
      const { cpuSeconds = Number.NaN, megabytes = Number.NaN } = costs[count] ?? {};
      const each = count === 0 ? "" : `${(((cpuSeconds - base) / count) * 1000).toFixed(2)} ms each`;
      console.log(
        `${String(count).padStart(5)} ${unit} ${cpuSeconds.toFixed(2).padStart(6)} CPU s ${megabytes.toFixed(0).padStart(5)} MB  ${each}`,
      );
    }
    return new Map(counts.map((count) => [count, costs[count]?.cpuSeconds ?? Number.NaN]));
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}
