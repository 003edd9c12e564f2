import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { SimulatedProvider } from "../../lib/rehearsal/provider/provider";
import type {
  AttributeSchema,
  BlockSchema,
  ProviderSchema,
  ResourceSchema,
} from "../../lib/rehearsal/schema/types";
import { type Serving, serve } from "../../lib/rehearsal/wire/server";
import type { Backend } from "../../lib/rehearsal/world/backend";
import { TERRAFORM, terraformEnv } from "./terraform";

/** What a run of terraform printed and how it ended. */
export type Run = { readonly code: number; readonly output: string };

/** A resource schema of attributes and blocks, without rules. */
export function resource(
  attributes: Record<string, AttributeSchema>,
  rest: Partial<BlockSchema & Omit<ResourceSchema, "block">> = {},
): ResourceSchema {
  return {
    block: { attributes, blocks: rest.blocks ?? {} },
    forceNew: rest.forceNew ?? [],
    rules: rest.rules ?? [],
  };
}

/** A provider `test` with the given types. */
export function providerSchema(parts: Partial<ProviderSchema>): ProviderSchema {
  return {
    name: "test",
    source: "registry.terraform.io/slipway/test",
    version: "1.2.3",
    config: { attributes: {}, blocks: {} },
    resources: {},
    dataSources: {},
    ...parts,
  };
}

/** Runs a program without blocking this process, which may be the one that serves its providers. */
export function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.once("error", reject).once("close", (code) => resolve({ code: code ?? -1, output }));
  });
}

/** terraform in a folder of its own, against a simulated provider that this process serves. */
export class Terraform {
  private constructor(
    readonly directory: string,
    private readonly serving: Serving,
  ) {}

  /** Serves the provider and initialises a folder that needs it. Call `close` in the end. */
  static async start(schema: ProviderSchema, backend: Backend): Promise<Terraform> {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-wire-"));
    const terraform = new Terraform(directory, await serve([new SimulatedProvider(schema, backend)]));
    const source = schema.source.replace("registry.terraform.io/", "");
    const required = { terraform: { required_providers: { [schema.name]: { source } } } };
    fs.writeFileSync(path.join(directory, "versions.tf.json"), JSON.stringify(required));
    const { code, output } = await terraform.run("init");
    if (code !== 0) {
      throw new Error(output);
    }
    return terraform;
  }

  /** Replaces the configuration. */
  write(config: object): void {
    fs.writeFileSync(path.join(this.directory, "main.tf.json"), JSON.stringify(config));
  }

  /** Runs a command of terraform. */
  run(...args: readonly string[]): Promise<Run> {
    return run(TERRAFORM ?? "terraform", [...args, "-no-color"], this.directory, {
      ...terraformEnv(),
      TF_REATTACH_PROVIDERS: this.serving.reattach,
    });
  }

  /** Applies the configuration and returns what terraform printed. */
  apply(...args: readonly string[]): Promise<Run> {
    return this.run("apply", "-auto-approve", ...args);
  }

  /** Attributes of a resource in the state, undefined where the state does not have it. */
  state(address: string): Record<string, unknown> | undefined {
    const file = path.join(this.directory, "terraform.tfstate");
    const { resources } = JSON.parse(fs.readFileSync(file, "utf8"));
    const [type, name] = address.split(".");
    return resources.find((each: { type: string; name: string }) => each.type === type && each.name === name)
      ?.instances[0]?.attributes;
  }

  async close(): Promise<void> {
    await this.serving.close();
    fs.rmSync(this.directory, { recursive: true, force: true });
  }
}
