import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { measure } from "./measure";

const COUNTS = [0, 250, 500, 1000, 2000] as const;
const RUNS = 3;

/** What scaled objects cost at synthesis, and whether twice as many cost twice as much. */
function main(): void {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-bench-"));
  try {
    const programs = Object.fromEntries(
      COUNTS.map((count) => [
        count,
        {
          script: "bench/scaled-objects-stack.js",
          env: { CDKTF_OUTDIR: path.join(outdir, String(count)), SLIPWAY_BENCH_OBJECTS: String(count) },
        },
      ]),
    );
    const costs = measure(programs, RUNS);
    const base = costs[0]?.cpuSeconds ?? Number.NaN;
    console.log(`Scaled objects, median of ${RUNS} runs, whole process of compiled code`);
    for (const count of COUNTS) {
      const { cpuSeconds = Number.NaN, megabytes = Number.NaN } = costs[count] ?? {};
      const each = count === 0 ? "" : `${(((cpuSeconds - base) / count) * 1000).toFixed(2)} ms each`;
      console.log(
        `${String(count).padStart(5)} objects ${cpuSeconds.toFixed(2).padStart(6)} CPU s ${megabytes.toFixed(0).padStart(5)} MB  ${each}`,
      );
    }
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

main();
