import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, root, run } from "./lib.mjs";

ensureInstalled();
rmSync(join(root, "dist"), { recursive: true, force: true });
run(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.build.json"]);
// The one asset: tsc copies no YAML.
const chart = join("constructs", "helm", "manifests-chart");
cpSync(join(root, chart), join(root, "dist", chart), { recursive: true });
