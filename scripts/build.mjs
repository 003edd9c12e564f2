import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, root, run } from "./lib.mjs";

ensureInstalled();
rmSync(join(root, "dist"), { recursive: true, force: true });
run(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.build.json"]);
// tsc copies neither YAML nor JSON, nor what runs in a browser.
for (const asset of [
  join("constructs", "helm", "manifests-chart"),
  join("constructs", "keda", "scalers", "scaler-table.json"),
  join("constructs", "observability", "dashboards", "dashboards.generated.json"),
  join("lib", "review", "output", "html", "page"),
]) {
  cpSync(join(root, asset), join(root, "dist", asset), {
    recursive: true,
    filter: (source) => !source.endsWith("tsconfig.json"),
  });
}
