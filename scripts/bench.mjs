import { join } from "node:path";
import { build, ensureInstalled, reportTerraform, root, run } from "./lib.mjs";

ensureInstalled();
build();
// `npm run bench -- synth` runs one of them alone; all types at once take more than a minute.
const wanted = process.argv.slice(2);
const synthesis = ["synth", "scaled-objects", "services"];
const benches = reportTerraform() ? [...synthesis, "rehearsal", "all-types"] : synthesis;
for (const bench of benches.filter((name) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n== ${bench}`);
  run(process.execPath, [join(root, "dist", "bench", `${bench}.js`)]);
}
