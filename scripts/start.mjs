import { join } from "node:path";
import { build, ensureInstalled, reportTerraform, root, run } from "./lib.mjs";

/** The environment that is rehearsed, unless only another one was synthesized. */
const REHEARSED = process.env.SLIPWAY_ENVIRONMENT || "staging";

ensureInstalled();
console.log("Building ...");
build();
console.log("Synthesizing ...\n");
// A small young generation: 20 MB less at the same speed.
run(process.execPath, ["--max-semi-space-size=4", join(root, "dist", "stacks", "main.js")]);

if (reportTerraform()) {
  console.log(`\nRehearsing ${REHEARSED}: the real terraform, simulated providers, no network ...\n`);
  const slipway = join(root, "dist", "lib", "cli.js");
  run(process.execPath, [slipway, "rehearse", REHEARSED]);
  const report = join("cdktf.out", "review", `${REHEARSED}.html`);
  console.log(`\nReviewing ${REHEARSED}: what a first deployment makes, planned offline ...\n`);
  run(process.execPath, [slipway, "review-change", REHEARSED, "--format", "summary", "--html", report]);
  console.log(`\nThe whole review, as a page:\n${report}`);
}
