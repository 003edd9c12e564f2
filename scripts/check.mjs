import { join } from "node:path";
import { ensureInstalled, root, run } from "./lib.mjs";

ensureInstalled();
run(process.execPath, [
  join(root, "node_modules", "@biomejs", "biome", "bin", "biome"),
  "ci",
  "--error-on-warnings",
  ".",
]);
run(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "--noEmit"]);
