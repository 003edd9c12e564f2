import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { KubernetesManifest } from "../../constructs/helm";

const ROOT = path.join(__dirname, "..", "..");

/**
 * What is wrong with objects of Kubernetes' own kinds, by kubernetes-models: its schemas find values an API server
 * refuses, its types the unknown keys that one drops without a word. Empty where all is right.
 */
export function coreProblems(manifests: readonly KubernetesManifest[]): string[] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-core-kinds-"));
  try {
    fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
    fs.writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
    return [...typeProblems(folder, manifests), ...schemaProblems(folder, manifests)];
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function typeProblems(folder: string, manifests: readonly KubernetesManifest[]): string[] {
  const file = path.join(folder, "manifests.ts");
  const lines = manifests.map((manifest, index) => {
    const kind = `import("${moduleOf(manifest)}").I${manifest.kind}`;
    return `export const object${index}: ${kind} = ${JSON.stringify(manifest)};`;
  });
  fs.writeFileSync(file, `${lines.join("\n")}\n`);
  const tsc = path.join(ROOT, "node_modules", ".bin", "tsc");
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--types", "", file];
  const { status, stdout } = spawnSync(tsc, options, { cwd: folder, encoding: "utf8" });
  if (status === 0) {
    return [];
  }
  return stdout
    .split(/\n(?=manifests\.ts\()/)
    .map((text) => /^manifests\.ts\((\d+),\d+\): error (?<message>.*)/s.exec(text.trim()))
    .map((match) => `${nameOf(manifests[Number(match?.[1]) - 1])}: ${match?.groups?.message ?? stdout}`);
}

/** The package is ESM only, which jest cannot load: a process of its own runs the validators. */
function schemaProblems(folder: string, manifests: readonly KubernetesManifest[]): string[] {
  const program = `
    import { readFileSync } from "node:fs";
    const problems = [];
    for (const [name, module, manifest] of JSON.parse(readFileSync(0, "utf8"))) {
      try {
        const Kind = (await import(module))[manifest.kind];
        new Kind(manifest).validate();
      } catch (error) {
        problems.push(name + ": " + error.message);
      }
    }
    process.stdout.write(JSON.stringify(problems));`;
  const input = JSON.stringify(manifests.map((one) => [nameOf(one), moduleOf(one), one]));
  const options = ["--input-type=module", "--eval", program];
  const { status, stdout, stderr } = spawnSync(process.execPath, options, {
    cwd: folder,
    encoding: "utf8",
    input,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return JSON.parse(stdout);
}

function moduleOf({ apiVersion, kind }: KubernetesManifest): string {
  return `kubernetes-models/${apiVersion}/${kind}`;
}

function nameOf(manifest: KubernetesManifest | undefined): string {
  return `${manifest?.kind}/${manifest?.metadata.name}`;
}
