import { spawnSync } from "node:child_process";
import * as path from "node:path";

/** What one run of a program cost, the whole process from its start to its end. */
export type Cost = { readonly cpuSeconds: number; readonly megabytes: number };

/** A program to measure: a compiled script, its environment and arguments. */
export type Program = {
  readonly script: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Options of Node.js. @default those of cdktf.json */
  readonly options?: readonly string[];
};

/** Runs programs in turn, as cdktf.json runs them, A B A B, so that a machine that slows down slows all of them; gives each its median. */
export function measure<Name extends string>(
  programs: Record<Name, Program>,
  runs: number,
): Record<Name, Cost> {
  const costs = new Map<Name, Cost[]>();
  for (let run = 0; run <= runs; run++) {
    for (const [name, program] of Object.entries(programs) as [Name, Program][]) {
      const cost = runOnce(program);
      // The first run warms the file cache and does not count.
      if (run > 0) {
        costs.set(name, [...(costs.get(name) ?? []), cost]);
      }
    }
  }
  return Object.fromEntries(
    [...costs].map(([name, all]) => [
      name,
      {
        cpuSeconds: median(all.map(({ cpuSeconds }) => cpuSeconds)),
        megabytes: median(all.map(({ megabytes }) => megabytes)),
      },
    ]),
  ) as Record<Name, Cost>;
}

const OPTIONS = ["--max-semi-space-size=4"];

function runOnce({ script, env, args = [], options = OPTIONS }: Program): Cost {
  const { status, stderr, output } = spawnSync(
    process.execPath,
    [...options, "--require", path.join(__dirname, "usage.js"), path.join(__dirname, "..", script), ...args],
    { env: { ...process.env, ...env }, encoding: "utf8", stdio: ["ignore", "ignore", "pipe", "pipe"] },
  );
  if (status !== 0) {
    throw new Error(`${script} failed: ${stderr}`);
  }
  return JSON.parse(output[3] ?? "");
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
