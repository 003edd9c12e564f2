import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { root } from "./lib.mjs";

// Keeps the schemas of custom resource definitions for tests: `node scripts/extract-crds.mjs <origin> <file>...`.
// Descriptions are left out; what remains is what an API server checks.
const [origin, ...files] = process.argv.slice(2);
const folder = join(root, "test", "fixtures", "crds");
mkdirSync(folder, { recursive: true });

for (const file of files) {
  for (const document of parseAllDocuments(readFileSync(file, "utf8"))) {
    const definition = document.toJS();
    if (definition?.kind === "CustomResourceDefinition") {
      const { group, names, scope, versions } = definition.spec;
      for (const { name: version, schema } of versions) {
        const target = join(folder, `${group}_${version}_${names.kind}.json`);
        const kept = { origin, scope, schema: withoutText(schema.openAPIV3Schema) };
        writeFileSync(target, `${JSON.stringify(kept)}\n`);
        console.log(target);
      }
    }
  }
}

function withoutText(schema) {
  if (Array.isArray(schema)) {
    return schema.map(withoutText);
  }
  if (typeof schema !== "object" || schema === null) {
    return schema;
  }
  return Object.fromEntries(
    Object.entries(schema)
      // A property may be called description as well: that one is an object.
      .filter(([key, value]) => !(key === "description" && typeof value === "string"))
      .map(([key, value]) => [key, withoutText(value)]),
  );
}
