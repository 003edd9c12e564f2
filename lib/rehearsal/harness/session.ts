import { execFile } from "node:child_process";
import * as fs from "node:fs";
import { promisify } from "node:util";
import { World } from "../world/world";
import { compare } from "./agreement";
import { withAddresses } from "./location";
import { findTerraform, type TerraformProgram } from "./program";
import type { Disagreement, Step, StepName } from "./rehearsal";
import { type Simulation, simulate } from "./simulation";
import { hasModules, readStackFolder, type StackFolder, usedByAny } from "./stack-folder";
import { parseState, type StateObject } from "./state";
import { type StateHome, stateInFile, stateInMemory } from "./state-home";
import { stepOf, withErrors } from "./steps";
import { type Diagnostic, parseValidation } from "./terraform-output";
import { type RunOptions, type RunResult, runTerraform } from "./terraform-run";
import { makeWorkspace, terraformEnvironment, type Workspace } from "./workspace";

/** What a session is opened with; the parts of `RehearseOptions` that concern all of its steps. */
export type SessionOptions = {
  readonly world?: World;
  readonly real?: readonly string[];
  readonly parallelism?: number;
  readonly signal?: AbortSignal;
  readonly variables?: Readonly<Record<string, unknown>>;
  /**
   * Where terraform keeps the state: `memory` saves it at the end and every 20 seconds, as remote backends do; `file`
   * after each object, which is much slower with many objects, but survives a terraform that is killed.
   *
   * @default memory
   */
  readonly state?: "memory" | "file";
  /** A state that is there already, and stays when the session is closed. @default a new one, as `state` says */
  readonly stateHome?: StateHome;
  /** Folder of the stack whose objects are in that state: their types may be in the state only. @default none */
  readonly formerly?: string;
  /** States to read instead of remote ones, by the name of the data source. */
  readonly remoteStates?: ReadonlyMap<string, StateHome>;
  readonly terraform?: string;
  readonly packagesFrom?: string;
};

/** Called with what terraform says while a step runs; `kill` sends terraform a signal. */
export type Listener = RunOptions["onEvent"];

const PLAN_FILE = "plan";
const MOST_PLAN_BYTES = 512 * 1024 * 1024;
const run = promisify(execFile);

/**
 * A stack, the simulated providers it needs and one world, for rehearsals that choose their own steps. `rehearse` takes
 * the usual ones.
 *
 * A session must be closed, also after an error: it holds sockets and a temporary folder.
 */
export class Session {
  /** Name of the stack. */
  readonly stack: string;
  private planned = false;
  private readonly keysBefore: ReadonlySet<string>;

  private constructor(
    readonly folder: StackFolder,
    readonly world: World,
    readonly program: TerraformProgram,
    readonly workspace: Workspace,
    /** Where terraform keeps the state. */
    readonly stateHome: StateHome,
    private readonly simulation: Simulation,
    private readonly env: NodeJS.ProcessEnv,
    private readonly options: SessionOptions,
  ) {
    this.stack = folder.name;
    this.keysBefore = new Set(world.objects().map(({ key }) => key));
  }

  /**
   * Copies a synthesized stack to a temporary folder and starts its providers.
   *
   * @throws ConfigError if there is no terraform, no stack, or a provider's bindings are missing
   */
  static async open(directory: string, options: SessionOptions = {}): Promise<Session> {
    const folder = readStackFolder(directory);
    const program = await findTerraform(options.terraform);
    const world = options.world ?? new World();
    const real = options.real ?? [];
    const configs = [
      folder,
      ...(options.formerly === undefined ? [] : [readStackFolder(options.formerly)]),
    ].map(({ config }) => config);
    const stateHome = options.stateHome ?? (options.state === "file" ? stateInFile() : await stateInMemory());
    let workspace: Workspace | undefined;
    try {
      workspace = makeWorkspace(folder, {
        state: stateHome,
        keepLock: real.length > 0,
        remoteStates: options.remoteStates,
      });
      const simulation = await simulate(
        usedByAny(configs).filter(({ name }) => !real.includes(name)),
        world,
        {
          kind: program.kind,
          packagesFrom: options.packagesFrom ?? process.cwd(),
          everyType: configs.some(hasModules),
        },
      );
      const env = terraformEnvironment({
        reattach: simulation.reattach,
        variables: options.variables,
        ...(real.length > 0 ? {} : { cliConfigFile: workspace.offlineConfigFile }),
      });
      return new Session(folder, world, program, workspace, stateHome, simulation, env, options);
    } catch (error) {
      workspace?.remove();
      if (options.stateHome === undefined) {
        await stateHome.close();
      }
      throw error;
    }
  }

  /** `terraform init`. */
  async init(): Promise<Step> {
    const result = await this.terraform(["init", "-input=false", "-no-color"]);
    return this.step("init", result, this.workspace.warnings);
  }

  /** `terraform validate`. */
  async validate(): Promise<Step> {
    const result = await this.terraform(["validate", "-json", "-no-color"]);
    return this.step("validate", result, parseValidation(result.stdout));
  }

  /** `terraform plan`; `apply` carries the plan out. */
  async plan(onEvent?: Listener): Promise<Step> {
    const step = this.step(
      "plan",
      await this.terraform(["plan", ...this.flags(), `-out=${PLAN_FILE}`], onEvent),
    );
    this.planned = step.ok;
    return step;
  }

  /** The plan in terraform's JSON format, as `terraform show -json` prints it. */
  async planJson(): Promise<Readonly<Record<string, unknown>>> {
    const { stdout } = await run(this.program.command, ["show", "-json", "-no-color", PLAN_FILE], {
      cwd: this.workspace.directory,
      env: this.env,
      maxBuffer: MOST_PLAN_BYTES,
    });
    return JSON.parse(stdout);
  }

  /** `terraform apply` of the plan that was made, or of whatever is to do where there is none. */
  async apply(name: StepName = "apply", onEvent?: Listener): Promise<Step> {
    const what = this.planned ? [PLAN_FILE] : [];
    // A plan can be applied once.
    this.planned = false;
    return this.step(
      name,
      await this.terraform(["apply", "-auto-approve", ...this.flags(), ...what], onEvent),
    );
  }

  /** `terraform plan` that fails if there is anything to do. */
  async planNothing(onEvent?: Listener): Promise<Step> {
    const result = await this.terraform(["plan", ...this.flags(), "-detailed-exitcode"], onEvent);
    const step = this.step("second plan", result.code === 2 ? { ...result, code: 0 } : result);
    return withErrors(
      step,
      result.code !== 2
        ? []
        : (step.planned.length > 0 ? step.planned : [undefined]).map((change) => ({
            severity: "error",
            summary:
              change === undefined ? "An output changes in every plan" : `Planned again: ${change.action}`,
            detail: "nothing was changed since the apply, so that this plan should have been empty",
            ...(change === undefined ? {} : { address: change.address }),
          })),
    );
  }

  /** `terraform destroy`, with `prevent_destroy` lifted. */
  async destroy(name: StepName = "destroy", onEvent?: Listener): Promise<Step> {
    this.workspace.allowDestroy();
    return this.step(name, await this.terraform(["destroy", "-auto-approve", ...this.flags()], onEvent));
  }

  /** Objects in terraform's state. */
  state(): readonly StateObject[] {
    return parseState(this.stateHome.read());
  }

  /** Objects of the world that were not in it when the session was opened. */
  objects(): ReturnType<World["objects"]> {
    return this.world.objects().filter(({ key }) => !this.keysBefore.has(key));
  }

  /** What the world and terraform's state do not agree on. */
  disagreement(): Disagreement {
    return compare(this.objects(), this.state());
  }

  /**
   * Lets every provider crash, in the middle of what it is asked. At a call of your choice:
   * `world.fail({ type: "aws_subnet", crash: () => session.crashProviders() })`.
   */
  crashProviders(): void {
    this.simulation.crash();
  }

  /** Stops the providers and removes the copy of the stack. */
  async close(): Promise<void> {
    await this.simulation.close();
    if (this.options.stateHome === undefined) {
      await this.stateHome.close();
    }
    this.workspace.remove();
  }

  /** The step a run was, with addresses where terraform gave none. */
  private step(name: StepName, result: RunResult, extra?: readonly Diagnostic[]): Step {
    const step = stepOf(name, result, extra);
    const text = fs.readFileSync(this.workspace.configFile, "utf8");
    return { ...step, diagnostics: withAddresses(step.diagnostics, text, step.changes) };
  }

  private flags(): readonly string[] {
    const { parallelism } = this.options;
    return [
      "-json",
      "-input=false",
      "-no-color",
      // Nobody else knows the folder.
      "-lock=false",
      ...(parallelism === undefined ? [] : [`-parallelism=${parallelism}`]),
    ];
  }

  private terraform(args: readonly string[], onEvent?: Listener): Promise<RunResult> {
    return runTerraform(this.program.command, args, {
      cwd: this.workspace.directory,
      env: this.env,
      signal: this.options.signal,
      onEvent,
    });
  }
}
