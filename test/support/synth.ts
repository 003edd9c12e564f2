import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { ConfigError, type Problem } from "../../lib/core/errors";

// biome-ignore lint/suspicious/noExplicitAny: tests reach freely into synthesized JSON
export type Attributes = Record<string, any>;

/** What a stack synthesizes to, with accessors that demand exactly one. */
export class Synthesized {
  constructor(readonly json: Attributes) {}

  /** The one resource of a type, or the one whose address ends with `name`. Fails on none and on several. */
  one(type: string, name?: string): Attributes {
    const found = Object.entries(this.all(type)).filter(([id]) => name === undefined || matches(id, name));
    if (found.length !== 1 || found[0] === undefined) {
      throw new Error(
        `expected one ${type}${name ? ` named ${name}` : ""}, found ${found.length} of ${
          Object.keys(this.all(type)).join(", ") || "none"
        }`,
      );
    }
    return found[0][1];
  }

  /** All resources of a type by the name in their address; empty if there is none. */
  all(type: string): Record<string, Attributes> {
    return this.json.resource?.[type] ?? {};
  }

  /** The one data source of a type. */
  data(type: string): Attributes {
    const found: Attributes[] = Object.values(this.json.data?.[type] ?? {});
    if (found.length !== 1 || found[0] === undefined) {
      throw new Error(`expected one data ${type}, found ${found.length}`);
    }
    return found[0];
  }

  /** Addresses of all resources, sorted. */
  addresses(): string[] {
    return Object.entries(this.json.resource ?? {})
      .flatMap(([type, resources]) => Object.keys(resources as Attributes).map((id) => `${type}.${id}`))
      .sort();
  }
}

/** Ids below a stack carry an eight digit hash; a name is matched without it. */
function matches(id: string, name: string): boolean {
  const plain = id.replace(/_[0-9A-F]{8}$/, "");
  return plain === name || plain.endsWith(`_${name}`);
}

/** Builds a stack with an AWS provider, synthesizes it with all validations, and reads the result. */
export function synth(build: (stack: TerraformStack) => void, stackId = "test"): Synthesized {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-"));
  try {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, stackId);
    new AwsProvider(stack, "Aws", { region: "eu-central-1" });
    build(stack);
    app.synth();
    const file = path.join(outdir, "stacks", stackId, "cdk.tf.json");
    return new Synthesized(JSON.parse(fs.readFileSync(file, "utf8")));
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

/** The problems of the ConfigError that building throws; fails when it throws nothing or something else. */
export function problemsOf(build: (stack: TerraformStack) => void): readonly Problem[] {
  try {
    synth(build);
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.problems;
    }
    throw error;
  }
  throw new Error("expected a ConfigError, but the stack was built");
}

/** Code and prop path of each problem: what tests of bad input assert. */
export function codes(problems: readonly Problem[]): string[] {
  return problems.map((problem) => `${problem.prop} ${problem.code}`);
}
