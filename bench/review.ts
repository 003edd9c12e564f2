import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { LARGE_PLANS, largePlan } from "./large-plan";
import { measure } from "./measure";

/** What the review of a plan of 10,000 objects and 100 MB may cost: Markdown, HTML and JSON. */
const BUDGET = { cpuSeconds: 8, megabytes: 1200 };
const RUNS = 3;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-bench-"));
try {
  for (const [name, plan] of Object.entries(LARGE_PLANS)) {
    const file = path.join(folder, `${name}.json`);
    const text = JSON.stringify(largePlan(plan));
    fs.writeFileSync(file, text);
    console.log(`${name}: ${plan.objects} objects, ${(text.length / 1e6).toFixed(0)} MB; one run in steps`);
    const { stdout, stderr, status } = spawnSync(process.execPath, [path.join(__dirname, "review-run.js")], {
      env: { ...process.env, SLIPWAY_BENCH_PLAN: file },
      encoding: "utf8",
    });
    if (status !== 0) {
      throw new Error(`review-run failed: ${stderr}`);
    }
    process.stdout.write(stdout);
    const { review } = measure(
      { review: { script: "lib/cli.js", args: reviewArguments(file), options: [] } },
      RUNS,
    );
    const kept = review.cpuSeconds <= BUDGET.cpuSeconds && review.megabytes <= BUDGET.megabytes;
    console.log(
      `  slipway review, median of ${RUNS} whole processes: ${review.cpuSeconds.toFixed(2)} of ${BUDGET.cpuSeconds} CPU s, ${review.megabytes.toFixed(0)} of ${BUDGET.megabytes} MB, ${kept ? "kept" : "MISSED"}`,
    );
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

function reviewArguments(file: string): readonly string[] {
  const outputs = (["markdown", "html", "json"] as const).flatMap((format) => [
    `--${format}`,
    path.join(folder, `slipway.${format}`),
  ]);
  return ["review", `bench=${file}`, "--app-out", folder, ...outputs];
}
