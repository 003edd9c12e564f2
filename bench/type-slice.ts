import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { withAddresses } from "../lib/rehearsal/harness/location";
import { findTerraform } from "../lib/rehearsal/harness/program";
import type { StepName } from "../lib/rehearsal/harness/rehearsal";
import { type StateHome, stateInMemory } from "../lib/rehearsal/harness/state-home";
import { stepOf } from "../lib/rehearsal/harness/steps";
import { parseValidation } from "../lib/rehearsal/harness/terraform-output";
import { runTerraform } from "../lib/rehearsal/harness/terraform-run";
import { terraformEnvironment } from "../lib/rehearsal/harness/workspace";
import { SimulatedProvider } from "../lib/rehearsal/provider/provider";
import type { ProviderSchema, ResourceSchema } from "../lib/rehearsal/schema/types";
import { serve } from "../lib/rehearsal/wire/server";
import { World } from "../lib/rehearsal/world/world";
import { argumentsFor, type Json, type Mode } from "./arguments";

/** One type to put into a configuration. */
export type TypeToTry = {
  readonly kind: "resource" | "data";
  readonly type: string;
  readonly provider: string;
  readonly schema: ResourceSchema;
};

/** What became of a configuration of some types. */
export type SliceResult = {
  readonly seconds: Readonly<Partial<Record<StepName, number>>>;
  /** `step type: message`, one for each error. */
  readonly errors: readonly string[];
  /** Types that the second plan would change. */
  readonly notEmpty: readonly string[];
  readonly created: number;
  readonly destroyed: number;
  /** Arguments and blocks that were set, those inside blocks included. */
  readonly set: number;
  /** Arguments and blocks that rules of their type did not let in. */
  readonly excluded: number;
  readonly terraformPeakMib: number;
};

/** Name of every object: one of each type is made. */
const NAME = "One";

/** Lets the real terraform validate, plan, apply, plan again and destroy one configuration of the given types. */
export async function trySlice(
  schemas: readonly ProviderSchema[],
  types: readonly TypeToTry[],
  mode: Mode,
): Promise<SliceResult> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "all-types-"));
  const world = new World({ rules: false });
  const served = schemas
    .map((schema) => onlyTypes(schema, types))
    .filter(({ resources, dataSources }) => Object.keys({ ...resources, ...dataSources }).length > 0);
  const server = await serve(served.map((schema) => new SimulatedProvider(schema, world)));
  const stateHome = await stateInMemory();
  try {
    const { config, ...counts } = configurationOf(served, types, mode, stateHome);
    const text = JSON.stringify(config, undefined, 2);
    fs.writeFileSync(path.join(directory, "main.tf.json"), text);
    const run = new Run(directory, (await findTerraform()).command, server.reattach, text);
    await run.all();
    if (!world.isEmpty()) {
      run.errors.push(...world.objects().map(({ type }) => `empty world ${type}: left behind`));
    }
    const { seconds, errors, notEmpty, terraformPeakMib } = run;
    const count = (action: string): number =>
      world.events().filter((event) => event.action === action).length;
    return {
      ...{ seconds, errors, notEmpty, terraformPeakMib },
      ...counts,
      created: count("create"),
      destroyed: count("delete"),
    };
  } finally {
    await stateHome.close();
    await server.close();
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

class Run {
  readonly seconds: Partial<Record<StepName, number>> = {};
  readonly errors: string[] = [];
  readonly notEmpty: string[] = [];
  terraformPeakMib = 0;
  private readonly env: NodeJS.ProcessEnv;

  constructor(
    private readonly directory: string,
    private readonly command: string,
    reattach: string,
    private readonly text: string,
  ) {
    this.env = terraformEnvironment({ reattach });
    // Every provider is served; a file of the user's that is missing would be a warning in every step.
    delete this.env.TF_CLI_CONFIG_FILE;
  }

  /** Takes every step as long as the one before left something to go on with. */
  async all(): Promise<void> {
    const changing = ["-json", "-input=false", "-lock=false"];
    if (
      (await this.step("init", ["init", "-input=false", "-no-color"])) &&
      (await this.step("validate", ["validate", "-json"])) &&
      (await this.step("plan", ["plan", ...changing, "-out=plan"]))
    ) {
      if (await this.step("apply", ["apply", ...changing, "plan"])) {
        await this.step("second plan", ["plan", ...changing, "-detailed-exitcode"]);
      }
      await this.step("destroy", ["destroy", ...changing, "-auto-approve"]);
    }
  }

  private async step(name: StepName, args: readonly string[]): Promise<boolean> {
    const result = await runTerraform(this.command, args, { cwd: this.directory, env: this.env });
    const differs = name === "second plan" && result.code === 2;
    const validation = name === "validate" ? parseValidation(result.stdout) : [];
    const step = stepOf(name, differs ? { ...result, code: 0 } : result, validation);
    this.seconds[name] = step.seconds;
    this.terraformPeakMib = Math.max(this.terraformPeakMib, step.peakMib ?? 0);
    this.notEmpty.push(...(differs ? step.planned.map(({ type, action }) => `${type} (${action})`) : []));
    this.errors.push(
      ...withAddresses(step.diagnostics, this.text, step.changes)
        .filter(({ severity }) => severity === "error")
        .map(
          ({ address = "-", summary, detail }) =>
            `${name} ${address.replace(`.${NAME}`, "")}: ${summary}: ${detail.replace(/\s+/g, " ")}`,
        ),
    );
    return step.ok;
  }
}

function onlyTypes(schema: ProviderSchema, types: readonly TypeToTry[]): ProviderSchema {
  const pick = (kind: TypeToTry["kind"]) =>
    Object.fromEntries(
      types
        .filter((each) => each.kind === kind && each.provider === schema.name)
        .map((each) => [each.type, each.schema]),
    );
  return { ...schema, resources: pick("resource"), dataSources: pick("data") };
}

function configurationOf(
  providers: readonly ProviderSchema[],
  types: readonly TypeToTry[],
  mode: Mode,
  state: StateHome,
): { readonly config: Json; readonly set: number; readonly excluded: number } {
  const generated = types.map((each) => ({ ...each, ...argumentsFor(each.type, each.schema, mode) }));
  const section = (kind: TypeToTry["kind"]) =>
    Object.fromEntries(
      generated.filter((each) => each.kind === kind).map(({ type, values }) => [type, { [NAME]: values }]),
    );
  const config = {
    terraform: {
      required_providers: Object.fromEntries(providers.map(({ name, source }) => [name, { source }])),
      backend: { [state.backend]: state.settings as Record<string, Json> },
    },
    provider: Object.fromEntries(
      providers.map(({ name, config: block }) => [
        name,
        argumentsFor(name, { block, forceNew: [], rules: [] }, mode).values,
      ]),
    ),
    ...nonEmpty("resource", section("resource")),
    ...nonEmpty("data", section("data")),
  };
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  return {
    config,
    set: sum(generated.map(({ values }) => membersOf(values))),
    excluded: sum(generated.map(({ excluded }) => excluded.length)),
  };
}

function membersOf(value: Json): number {
  if (typeof value !== "object" || value === null) {
    return 0;
  }
  const inside: readonly Json[] = Object.values(value);
  return inside.reduce<number>(
    (total, one) => total + membersOf(one),
    Array.isArray(value) ? 0 : inside.length,
  );
}

function nonEmpty(name: string, section: Record<string, Json>): Record<string, Json> {
  return Object.keys(section).length === 0 ? {} : { [name]: section };
}
