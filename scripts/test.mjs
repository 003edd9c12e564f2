import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build, ensureInstalled, reportTerraform, root, run } from "./lib.mjs";

ensureInstalled();
// Examples, the package and the bench are tested as they ship: compiled.
build();
reportTerraform();
if (spawnSync("promtool", ["--version"], { stdio: "ignore" }).status !== 0) {
  console.log(
    "promtool is not on the PATH (Debian package prometheus): whether alert rules parse and fire is not tested; " +
      "those tests are skipped and counted as skipped.",
  );
}
run(process.execPath, [join(root, "node_modules", "jest", "bin", "jest.js"), ...process.argv.slice(2)]);
