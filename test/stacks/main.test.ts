import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ROOT } from "../support/project";

function run(environment: string | undefined, cwd = ROOT, more: NodeJS.ProcessEnv = {}) {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-out-"));
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    CDKTF_OUTDIR: outdir,
    SLIPWAY_ENVIRONMENT: environment,
    ...more,
  };
  const result = spawnSync(process.execPath, [path.join(ROOT, "dist/stacks/main.js")], {
    cwd,
    env,
    encoding: "utf8",
  });
  const files = filesBelow(outdir);
  fs.rmSync(outdir, { recursive: true, force: true });
  return { ...result, files, stacks: Object.keys(files).filter((file) => file.endsWith("cdk.tf.json")) };
}

/** Every file of a folder with its contents. */
function filesBelow(folder: string): Record<string, string> {
  return Object.fromEntries(
    fs
      .readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => fs.statSync(path.join(folder, file)).isFile())
      .sort()
      .map((file) => [file, fs.readFileSync(path.join(folder, file), "utf8")]),
  );
}

describe("stacks/main", () => {
  it("synthesizes every environment and prints a table of them", () => {
    const { status, stdout, stacks } = run(undefined);
    expect(status).toBe(0);
    expect(stacks).toEqual([
      "stacks/local/cdk.tf.json",
      "stacks/production/cdk.tf.json",
      "stacks/staging/cdk.tf.json",
    ]);
    expect(stdout).toMatch(/^stack +│ resources +│ Helm releases +│ +bytes │ seconds │ output folder$/m);
    expect(stdout).toMatch(/^staging +│ aws \d+ +│ \S+ \d+\.\d+\.\d+/m);
  });

  it("synthesizes the one environment that SLIPWAY_ENVIRONMENT names", () => {
    const { status, stacks } = run("staging");
    expect([status, stacks]).toEqual([0, ["stacks/staging/cdk.tf.json"]]);
  });

  it("fails on an unknown environment with the known ones and no stack trace", () => {
    const { status, stderr, stdout } = run("stagin");
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr.trim()).toBe(
      [
        "stacks/environments: 1 problem in SLIPWAY_ENVIRONMENT",
        '  - name [unknown-environment]: environment is not known, got "stagin"; use one of local, staging, production, or add a file to stacks/environments',
      ].join("\n"),
    );
  });

  it("needs no terraform, nor any other program", () => {
    const { status, stacks } = run("staging", ROOT, { PATH: "" });
    expect([status, stacks]).toEqual([0, ["stacks/staging/cdk.tf.json"]]);
  });

  it("writes the same bytes every time, wherever it runs", () => {
    const one = run(undefined);
    const other = run(undefined, os.tmpdir());
    expect(Object.keys(one.files).length).toBeGreaterThan(3);
    expect(other.files).toEqual(one.files);
    expect(JSON.stringify(one.files)).not.toContain(ROOT);
  });
});
