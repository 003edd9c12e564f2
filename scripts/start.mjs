import { join } from "node:path";
import { build, ensureInstalled, reportTerraform, root, run } from "./lib.mjs";

ensureInstalled();
console.log("Building ...");
build();
console.log("Synthesizing ...\n");
run(process.execPath, [join(root, "dist", "stacks", "main.js")]);
reportTerraform();
