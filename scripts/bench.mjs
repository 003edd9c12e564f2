import { join } from "node:path";
import { build, ensureInstalled, root, run } from "./lib.mjs";

ensureInstalled();
build();
run(process.execPath, [join(root, "dist", "bench", "synth.js")]);
