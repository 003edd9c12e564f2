import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as semver from "semver";
import { ConfigError } from "../../core/errors";

/** A terraform, or its drop-in OpenTofu, that was found and asked for its version. */
export type TerraformProgram = {
  /** What to run: a name on PATH, or a path. */
  readonly command: string;
  readonly kind: "terraform" | "opentofu";
  /** `1.11.4` */
  readonly version: string;
};

/** Least versions: JSON output of every command used here, and the provider protocol with nested attributes. */
const LEAST: Readonly<Record<TerraformProgram["kind"], string>> = { terraform: "1.5.0", opentofu: "1.6.0" };

const run = promisify(execFile);

/**
 * Finds the program that will run the stack: `terraform`, or `tofu` where there is no terraform.
 *
 * @param wanted a name or a path, where not just any will do
 * @throws ConfigError `terraform-missing` or `terraform-too-old`, saying what to install
 */
export async function findTerraform(wanted?: string): Promise<TerraformProgram> {
  const candidates = wanted === undefined ? ["terraform", "tofu"] : [wanted];
  for (const command of candidates) {
    const program = await ask(command);
    if (program !== undefined) {
      return checkVersion(program);
    }
  }
  throw new ConfigError("rehearsal", "RehearseOptions", [
    {
      prop: "terraform",
      code: "terraform-missing",
      rule: `${candidates.join(" and ")} cannot be run`,
      fix:
        `install Terraform ${LEAST.terraform} or later (developer.hashicorp.com/terraform/install) or OpenTofu ` +
        `${LEAST.opentofu} or later (opentofu.org/docs/intro/install), so that it is on PATH`,
    },
  ]);
}

/** Reads what `terraform version -json` prints; undefined if it is something else. */
export function parseVersion(command: string, output: string): TerraformProgram | undefined {
  try {
    const { terraform_version: version, ...rest } = JSON.parse(output) as Record<string, unknown>;
    if (typeof version !== "string" || semver.valid(version) === null) {
      return undefined;
    }
    // OpenTofu answers under terraform's name, but never says that it is out of date.
    return { command, kind: "terraform_outdated" in rest ? "terraform" : "opentofu", version };
  } catch {
    return undefined;
  }
}

/**
 * Refuses a program that is too old to be understood.
 *
 * @throws ConfigError `terraform-too-old`
 */
export function checkVersion(program: TerraformProgram): TerraformProgram {
  const least = LEAST[program.kind];
  // A pre-release of the least version will do.
  if (semver.lt(program.version, `${least}-0`)) {
    throw new ConfigError("rehearsal", "RehearseOptions", [
      {
        prop: "terraform",
        code: "terraform-too-old",
        rule: `${program.command} must be ${program.kind} ${least} or later`,
        value: program.version,
        fix: "install a newer version, or name another program",
      },
    ]);
  }
  return program;
}

async function ask(command: string): Promise<TerraformProgram | undefined> {
  try {
    const { stdout } = await run(command, ["version", "-json"], {
      // Without it terraform asks the network whether it is out of date.
      env: { ...process.env, CHECKPOINT_DISABLE: "1" },
    });
    return parseVersion(command, stdout);
  } catch {
    return undefined;
  }
}
