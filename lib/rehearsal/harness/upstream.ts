import * as path from "node:path";
import { ConfigError } from "../../core/errors";
import type { Step } from "./rehearsal";
import { readStates } from "./remote-state";
import { Session, type SessionOptions } from "./session";
import { readStackFolder } from "./stack-folder";
import type { StateHome } from "./state-home";
import { finding, ownStep, withErrors } from "./steps";

/** Stacks whose outputs a stack reads: up in the same world for as long as it is rehearsed. */
export class Upstream {
  /** States by the name of the `terraform_remote_state` that reads them. */
  readonly states = new Map<string, StateHome>();
  /** One step, failed or not; none if the stack reads from no other. */
  readonly steps: Step[] = [];
  private readonly sessions: Session[] = [];
  private readonly known = new Map<string, StateHome>();

  private constructor(private readonly options: SessionOptions) {}

  /**
   * Applies every stack that the one in `directory` reads from, directly or not, each once.
   *
   * @throws ConfigError `dependency-cycle` if stacks read each other, and what opening a session throws
   */
  static async open(directory: string, options: SessionOptions): Promise<Upstream> {
    const upstream = new Upstream(options);
    const started = performance.now();
    try {
      for (const { name, directory: writer } of readStates(readStackFolder(directory))) {
        upstream.states.set(name, await upstream.apply(writer, [directory]));
      }
    } catch (error) {
      await upstream.close();
      throw error;
    }
    if (upstream.sessions.length > 0 && upstream.ok) {
      upstream.steps.push(ownStep("dependencies", (performance.now() - started) / 1000, []));
    }
    return upstream;
  }

  get ok(): boolean {
    return this.steps.every(({ ok }) => ok);
  }

  /** Names of the stacks that were applied, in order. */
  get stacks(): readonly string[] {
    return this.sessions.map(({ stack }) => stack);
  }

  /** Ends every session; what is in the world stays. */
  async close(): Promise<void> {
    for (const session of this.sessions.splice(0)) {
      await session.close();
    }
  }

  /** Applies a stack after those it reads itself, and returns its state. */
  private async apply(directory: string, waiting: readonly string[]): Promise<StateHome> {
    const known = this.known.get(directory);
    if (known !== undefined) {
      return known;
    }
    const chain = [...waiting, directory];
    if (waiting.includes(directory)) {
      throw new ConfigError("rehearsal", "RehearseOptions", [
        {
          prop: "target",
          code: "dependency-cycle",
          rule: "stacks read each other's outputs",
          value: chain.map((one) => path.basename(one)),
          fix: "let one of them do without the other",
        },
      ]);
    }
    const remoteStates = new Map<string, StateHome>();
    for (const { name, directory: writer } of readStates(readStackFolder(directory))) {
      remoteStates.set(name, await this.apply(writer, chain));
    }
    const session = await Session.open(directory, { ...this.options, remoteStates });
    this.sessions.push(session);
    this.known.set(directory, session.stateHome);
    await this.run(session);
    return session.stateHome;
  }

  private async run(session: Session): Promise<void> {
    for (const step of [() => session.init(), () => session.apply("dependencies")]) {
      // After a failure the rest is opened, for its state must have a home, but not run.
      const taken = this.ok ? await step() : undefined;
      if (taken?.ok === false) {
        const what = finding("A stack this one reads from could not be applied", session.stack);
        this.steps.push({ ...withErrors(taken, [what]), name: "dependencies" });
      }
    }
  }
}
