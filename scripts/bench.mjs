import { join } from "node:path";
import { build, ensureInstalled, reportTerraform, root, run } from "./lib.mjs";

ensureInstalled();
build();
// `npm run bench -- synth` runs one of them alone; all types at once take more than a minute.
const wanted = process.argv.slice(2);
const offline = ["synth", "scaled-objects", "services", "review"];
const benches = reportTerraform() ? [...offline, "rehearsal", "all-types"] : offline;
for (const bench of benches.filter((name) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n== ${bench}`);
  run(process.execPath, [join(root, "dist", "bench", `${bench}.js`)]);
}
