import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { App } from "cdktf";
import { EnvironmentStack } from "../../stacks/environment-stack";
import type { Environment } from "../../stacks/environments/types";
import { Synthesized } from "./synth";

/** Synthesizes one environment with all validations. */
export function synthEnvironment(environment: Environment): Synthesized {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-"));
  try {
    const app = new App({ outdir });
    new EnvironmentStack(app, environment);
    app.synth();
    const file = path.join(outdir, "stacks", environment.name, "cdk.tf.json");
    return new Synthesized(JSON.parse(fs.readFileSync(file, "utf8")));
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

/** A copy of an environment with some of it changed. */
export function changed(environment: Environment, change: (copy: Environment) => unknown): Environment {
  const copy = structuredClone(environment) as Environment;
  change(copy);
  return copy;
}
