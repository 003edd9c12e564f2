import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build, ensureInstalled, reportTerraform, root, run } from "./lib.mjs";

ensureInstalled();
// Examples, the package and the bench are tested as they ship: compiled.
build();
reportTerraform();
for (const [program, source, untested] of [
  ["promtool", "Debian package prometheus", "whether alert rules parse and fire"],
  ["amtool", "Debian package prometheus-alertmanager", "whether alerts reach their receivers"],
  [
    "chromium",
    "Debian package chromium",
    "whether pictures of dashboards and the page of a review open and fit",
  ],
  ["jq", "Debian package jq", "what the scripts of the workflows do"],
]) {
  if (spawnSync(program, ["--version"], { stdio: "ignore" }).status !== 0) {
    console.log(
      `${program} is not on the PATH (${source}): ${untested} is not tested; those tests are skipped and counted as ` +
        "skipped.",
    );
  }
}
const jest = join(root, "node_modules", "jest", "bin", "jest.js");
// Many tests wait for terraform or a browser: jest's own choice leaves one core idle.
run(process.execPath, [jest, "--maxWorkers=100%", ...process.argv.slice(2)]);
