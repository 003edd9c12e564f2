import { ConfigError } from "../../core/errors";
import type { World } from "../world/world";
import { liveObject, nameOf } from "./agreement";
import { checkRefusal, disagreements, type PlannedRefusal, refuseAt } from "./injection";
import type { Drift, Progress, RehearseOptions, Step, StepName } from "./rehearsal";
import type { Listener, Session } from "./session";
import type { StateObject } from "./state";
import { finding, ownStep, withErrors } from "./steps";

/** What the steps of a rehearsal left to look at. */
export type Outcome = {
  readonly steps: readonly Step[];
  readonly plan?: Readonly<Record<string, unknown>>;
  /** State after the last apply. */
  readonly state: readonly StateObject[];
};

/** How the usual steps are varied. */
export type LifecycleOptions = Pick<
  RehearseOptions,
  "failAt" | "drift" | "real" | "signal" | "onProgress"
> & {
  /** Called while everything is applied, before it is destroyed. */
  readonly whileUp?: (outcome: Outcome) => void;
};

/**
 * Takes a session through the life of a stack: init, validate, plan, apply, a second plan, destroy. Each step is taken
 * only where it still tells something after the ones before it.
 *
 * @throws ConfigError `fail-at-beyond-end`, `drift-unknown-address` or `rehearsal-interrupted`
 */
export async function runLifecycle(session: Session, options: LifecycleOptions): Promise<Outcome> {
  return new Lifecycle(session, options).run();
}

class Lifecycle {
  private readonly steps: Step[] = [];
  private readonly world: World;
  private refusal: PlannedRefusal | undefined;

  constructor(
    private readonly session: Session,
    private readonly options: LifecycleOptions,
  ) {
    this.world = session.world;
  }

  async run(): Promise<Outcome> {
    const { session, options } = this;
    const prepared =
      (await this.take("init", () => session.init())) &&
      (await this.take("validate", () => session.validate())) &&
      (await this.take("plan", (listen) => session.plan(listen)));
    if (!prepared) {
      return { steps: this.steps, state: [] };
    }
    const plan = session.planJson();
    if ((options.real ?? []).length > 0) {
      return { steps: this.steps, plan: await plan, state: [] };
    }
    if (options.failAt !== undefined) {
      this.refusal = refuseAt(this.world, options.failAt);
    }
    // Terraform prints the plan while it is carried out: both only read it.
    const [planJson] = await Promise.all([plan, this.applyAndLook()]);
    const outcome = { plan: planJson, state: session.state(), steps: this.steps };
    options.whileUp?.(outcome);
    await this.destroyAndLook();
    if (options.failAt !== undefined && this.refusal?.hit() === false) {
      throw beyondEnd(options.failAt, this.refusal.calls());
    }
    return outcome;
  }

  private async applyAndLook(): Promise<void> {
    const { session } = this;
    const applied = await this.mayBeRefused("apply", "apply again", (name, listen) =>
      session.apply(name, listen),
    );
    if (!applied) {
      return;
    }
    if (this.options.drift !== undefined) {
      await this.mendDrift(this.options.drift);
    }
    await this.take("second plan", (listen) => session.planNothing(listen));
  }

  private async destroyAndLook(): Promise<void> {
    const { session } = this;
    const destroyed = await this.mayBeRefused("destroy", "destroy again", (name, listen) =>
      session.destroy(name, listen),
    );
    if (destroyed) {
      await this.take("empty world", async () => ownStep("empty world", 0, this.leftOvers()));
    }
  }

  /** Takes a step and, if the refusal that was asked for fell into it, a second one that must finish the work. */
  private async mayBeRefused(
    first: StepName,
    second: StepName,
    step: (name: StepName, listen: Listener) => Promise<Step>,
  ): Promise<boolean> {
    const hitBefore = this.refusal?.hit();
    let refused = false;
    const ok = await this.take(first, async (listen) => {
      const taken = await step(first, listen);
      refused = this.refusal?.hit() !== hitBefore;
      return this.agreed(refused ? checkRefusal(taken) : taken);
    });
    return ok && refused ? this.take(second, async (listen) => this.agreed(await step(second, listen))) : ok;
  }

  private async mendDrift(wanted: string | Drift): Promise<void> {
    const drift = typeof wanted === "string" ? { address: wanted } : wanted;
    const state = this.session.state();
    const object = state.find(({ address }) => address === drift.address);
    const live = object && liveObject(this.world.objects(), object);
    if (live === undefined) {
      throw unknownAddress(drift.address, state);
    }
    if (drift.change === undefined) {
      this.world.remove(live.key);
    } else {
      this.world.drift(live.key, drift.change);
    }
    await this.take("mend drift", async (listen) => {
      const step = await this.session.apply("mend drift", listen);
      const noticed = step.changes.some(({ address }) => address === drift.address);
      const what =
        drift.change === undefined ? "removed" : `changed (${Object.keys(drift.change).join(", ")})`;
      return withErrors(
        step,
        noticed || !step.ok
          ? []
          : [
              finding(
                "Drift not noticed",
                `the object was ${what}, but terraform found nothing to do`,
                drift.address,
              ),
            ],
      );
    });
  }

  private leftOvers() {
    return [
      ...this.session
        .objects()
        .map((object) => finding("Left behind", `${nameOf(object)} is still there after destroy`)),
      ...this.session.state().map(({ address }) => finding("Left in the state", "", address)),
    ];
  }

  private agreed(step: Step): Step {
    return withErrors(step, disagreements(this.session.disagreement()));
  }

  private async take(name: StepName, run: (listen: Listener) => Promise<Step>): Promise<boolean> {
    const { stack } = this.session;
    const report = (progress: Progress): void => this.options.onProgress?.(progress);
    report({ kind: "step started", stack, step: name });
    let done = 0;
    let total = 0;
    const step = await run((event) => {
      // A replacement is two changes.
      total += event.kind !== "planned" ? 0 : event.action === "replace" ? 2 : 1;
      done += event.kind === "finished" || event.kind === "failed" ? 1 : 0;
      // While terraform still plans, nobody knows how much there will be.
      const counted = event.kind !== "planned" && total > 0;
      report({ kind: "change", stack, step: name, event, done, total: counted ? total : undefined });
    });
    if (this.options.signal?.aborted) {
      throw new ConfigError(stack, "RehearseOptions", [
        {
          prop: "signal",
          code: "rehearsal-interrupted",
          rule: `the rehearsal was interrupted in the step ${name}`,
          fix: "run it again; nothing was kept",
        },
      ]);
    }
    this.steps.push(step);
    report({ kind: "step ended", stack, step });
    return step.ok;
  }
}

function unknownAddress(address: string, state: readonly StateObject[]): ConfigError {
  const type = address.split(".")[0] ?? "";
  const alike = state.filter((object) => object.type === type);
  const known = (alike.length > 0 ? alike : state).map((object) => object.address);
  return new ConfigError("rehearsal", "RehearseOptions", [
    {
      prop: "drift",
      code: "drift-unknown-address",
      rule: "the stack makes no simulated object at this address",
      value: address,
      fix: `use one of ${known.slice(0, 20).join(", ")}${known.length > 20 ? ", ..." : ""}`,
    },
  ]);
}

function beyondEnd(failAt: number, calls: number): ConfigError {
  return new ConfigError("rehearsal", "RehearseOptions", [
    {
      prop: "failAt",
      code: "fail-at-beyond-end",
      rule: `there is no such call: the rehearsal made ${calls} creates and deletes`,
      value: failAt,
      fix: `use a number from 1 to ${calls}`,
    },
  ]);
}
