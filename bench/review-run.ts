import * as fs from "node:fs";
import * as path from "node:path";
import { maskPlan } from "../lib/review/mask/mask-plan";
import { renderHtml } from "../lib/review/output/html/render-html";
import { renderReviewFile } from "../lib/review/output/json";
import { renderMarkdown } from "../lib/review/output/markdown/render-markdown";
import { readPlan } from "../lib/review/read/read-plan";
import { reviewPlan } from "../lib/review/review-plan";

/** Reviews the plan in the file SLIPWAY_BENCH_PLAN names as `slipway review` does, and prints what each step costs. */
const plan = process.env.SLIPWAY_BENCH_PLAN ?? "";
const started = process.cpuUsage();

function step<T>(name: string, run: () => T): T {
  const before = process.cpuUsage();
  const made = run();
  const { user, system } = process.cpuUsage(before);
  const { heapUsed } = process.memoryUsage();
  print(name, user + system, `${megabytes(heapUsed)} MB of heap`);
  return made;
}

function print(name: string, microseconds: number, memory: string): void {
  console.log(
    `  ${name.padEnd(10)} ${(microseconds / 1e6).toFixed(2).padStart(6)} CPU s  ${memory.padStart(18)}`,
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

const read = step("read", () => readPlan(plan));
const masked = step("mask", () => maskPlan(read));
const review = step("review", () =>
  reviewPlan(masked, undefined, { stack: "bench", basis: "plan", now: new Date("2026-11-21T00:00:00Z") }),
);
const texts = {
  markdown: step("markdown", () => renderMarkdown([review], {})),
  html: step("html", () => renderHtml([review])),
  json: step("json", () => renderReviewFile([review])),
};
step("write", () => {
  for (const [name, text] of Object.entries(texts)) {
    fs.writeFileSync(path.join(path.dirname(plan), `review.${name}`), text);
  }
});
const { user, system } = process.cpuUsage(started);
print("all", user + system, `${megabytes(process.resourceUsage().maxRSS * 1024)} MB at most`);
console.log(
  `  ${review.changes.length} changes, ${review.risk}; ${Object.entries(texts)
    .map(([name, text]) => `${name} ${megabytes(text.length)} MB`)
    .join(", ")}`,
);
