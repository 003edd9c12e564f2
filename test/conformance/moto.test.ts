import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { awsHalf, PROVIDER_MIRROR } from "../support/aws-provider";
import { againstMoto, MOTO, type Moto, startMoto } from "../support/moto";
import { stacksOf, synthesizeProgram } from "../support/project";
import type { Attributes } from "../support/synth";
import { TERRAFORM, terraformEnv } from "../support/terraform";

const run = promisify(execFile);
const describeWithMoto =
  MOTO && PROVIDER_MIRROR !== undefined && TERRAFORM !== undefined ? describe : describe.skip;

/** Runs terraform without blocking this process, and returns its exit code with what it printed. */
async function terraform(cwd: string, ...args: readonly string[]): Promise<{ code: number; text: string }> {
  const options = { cwd, env: terraformEnv(), maxBuffer: 64 * 1024 * 1024 };
  return run(TERRAFORM ?? "", [...args, "-no-color"], options).then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    ({ code, stdout, stderr }) => ({ code, text: `${stdout}\n${stderr}` }),
  );
}

/** What terraform says beyond the progress of each resource. */
function withoutProgress(text: string): string {
  const progress = /: (Creating|Creation|Destroying|Destruction|Refreshing|Reading|Read |Still)/;
  return text
    .split("\n")
    .filter((line) => !progress.test(line))
    .map((line) => line.slice(0, 300))
    .join("\n");
}

describeWithMoto("the AWS half, through the real AWS provider against moto", () => {
  let moto: Moto;
  let stacks: Record<string, Attributes> = {};

  beforeAll(() => {
    const outdir = synthesizeProgram("stacks/main.js");
    stacks = stacksOf(outdir);
    fs.rmSync(outdir, { recursive: true, force: true });
  });

  // Each environment has an account of its own.
  beforeEach(async () => {
    moto = await startMoto();
  }, 60_000);

  afterEach(() => moto.stop());

  it.each(["staging", "production"])(
    "applies, plans nothing more, and destroys %s",
    async (id) => {
      const cwd = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-moto-"));
      const config = againstMoto(awsHalf(stacks[id] ?? {}), moto.url);
      fs.writeFileSync(path.join(cwd, "main.tf.json"), JSON.stringify(config));
      try {
        for (const [step, ...args] of [
          ["init", `-plugin-dir=${PROVIDER_MIRROR}`],
          ["apply", "-auto-approve"],
          ["plan", "-detailed-exitcode"],
          ["destroy", "-auto-approve"],
        ] as const) {
          const { code, text } = await terraform(cwd, step, ...args);
          expect({ step, code, text: code === 0 ? "" : withoutProgress(text) }).toEqual({
            step,
            code: 0,
            text: "",
          });
        }
        const state = JSON.parse(fs.readFileSync(path.join(cwd, "terraform.tfstate"), "utf8"));
        expect(state.resources).toEqual([]);
      } finally {
        fs.rmSync(cwd, { recursive: true, force: true });
      }
    },
    300_000,
  );
});
