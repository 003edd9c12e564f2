import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Least Terraform that Slipway's S3 state locking needs. */
const LEAST_TERRAFORM = "1.10";

/** Runs a program in the project folder, showing what it prints; ends this process when it fails. */
export function run(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: "inherit", ...options });
  if (error) {
    console.error(`${program}: ${error.message}`);
    process.exit(1);
  }
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

/** Installs dependencies when node_modules is missing or belongs to another lock file. */
export function ensureInstalled() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = join(root, "node_modules", ".slipway-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) {
    return;
  }
  console.log("Installing dependencies (about half a minute) ...");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { shell: process.platform === "win32" });
  writeFileSync(stamp, lock);
}

/** Builds dist/. */
export function build() {
  run(process.execPath, [join(root, "scripts", "build.mjs")]);
}

/** Says plainly what is missing and what works without it, when terraform is absent or too old. */
export function reportTerraform() {
  for (const program of ["terraform", "tofu"]) {
    const version = versionOf(program);
    if (version !== undefined) {
      const enough = compare(version, LEAST_TERRAFORM) >= 0;
      if (!enough) {
        console.log(`${program} ${version} is too old: deploying needs ${LEAST_TERRAFORM} or newer.`);
      }
      return enough;
    }
  }
  console.log(
    `terraform is not on the PATH. Deploying needs terraform ${LEAST_TERRAFORM} or newer, or OpenTofu ` +
      `${LEAST_TERRAFORM} or newer. Synthesis works without it; tests that need it are skipped and counted as skipped.`,
  );
  return false;
}

function versionOf(program) {
  try {
    const output = execFileSync(program, ["version", "-json"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      env: { ...process.env, CHECKPOINT_DISABLE: "1" },
    });
    return JSON.parse(output.slice(output.indexOf("{"))).terraform_version;
  } catch {
    return undefined;
  }
}

function compare(one, other) {
  const [a, b] = [one, other].map((version) => version.split(/[.-]/).map(Number));
  return a[0] - b[0] || a[1] - b[1];
}
