import { join } from "node:path";
import { build, ensureInstalled, reportTerraform, root, run } from "./lib.mjs";

ensureInstalled();
// Examples, the package and the bench are tested as they ship: compiled.
build();
reportTerraform();
run(process.execPath, [join(root, "node_modules", "jest", "bin", "jest.js"), ...process.argv.slice(2)]);
