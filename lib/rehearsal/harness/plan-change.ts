import { World } from "../world/world";
import type { RehearseOptions, Step } from "./rehearsal";
import { Session } from "./session";
import { readStackFolder } from "./stack-folder";
import { type StateHome, stateInMemory } from "./state-home";
import { Upstream } from "./upstream";

/** How to plan a change. */
export type PlanChangeOptions = Pick<
  RehearseOptions,
  "world" | "signal" | "variables" | "terraform" | "packagesFrom" | "parallelism"
> & {
  /** Called with the base as it is up, before the change is planned: to let an object drift, for one. */
  readonly whileUp?: (session: Session) => void | Promise<void>;
};

/** What one version of a stack does to what another one made. */
export type ChangePlan = {
  /** Name of the stack. */
  readonly stack: string;
  /** Every step came out well. */
  readonly ok: boolean;
  readonly steps: readonly Step[];
  /** Plan in terraform's JSON format; undefined if a step failed. */
  readonly plan?: Readonly<Record<string, unknown>>;
};

/**
 * Plans a change without a cloud: the base is applied to a simulated world, then the head is planned on its state. The
 * plan is terraform's own; only the world, and what providers know of it, is simulated.
 *
 * @param base folder of the synthesized stack as it is now; undefined where there is nothing yet
 * @param head folder of the synthesized stack as it is to become
 * @throws ConfigError as `rehearse`
 */
export async function planChange(
  base: string | undefined,
  head: string,
  options: PlanChangeOptions = {},
): Promise<ChangePlan> {
  const world = options.world ?? new World();
  const stateHome = await stateInMemory();
  const steps: Step[] = [];
  try {
    const shared = { ...options, world, stateHome };
    if (base !== undefined) {
      await withSession(base, shared, steps, async (session) => {
        const up = await take(
          steps,
          () => session.init(),
          () => session.apply(),
        );
        if (up) {
          await options.whileUp?.(session);
        }
      });
    }
    let plan: ChangePlan["plan"];
    if (steps.every(({ ok }) => ok)) {
      await withSession(head, { ...shared, formerly: base }, steps, async (session) => {
        if (
          await take(
            steps,
            () => session.init(),
            () => session.validate(),
            () => session.plan(),
          )
        ) {
          plan = await session.planJson();
        }
      });
    }
    return { stack: readStackFolder(head).name, ok: steps.every(({ ok }) => ok), steps, plan };
  } finally {
    await stateHome.close();
  }
}

/** Opens a session behind the stacks whose outputs it reads, and closes all of them. */
async function withSession(
  directory: string,
  options: PlanChangeOptions & {
    readonly world: World;
    readonly stateHome: StateHome;
    readonly formerly?: string;
  },
  steps: Step[],
  act: (session: Session) => Promise<void>,
): Promise<void> {
  const upstream = await Upstream.open(directory, options);
  try {
    steps.push(...upstream.steps);
    const session = await Session.open(directory, { ...options, remoteStates: upstream.states });
    try {
      if (upstream.ok) {
        await act(session);
      }
    } finally {
      await session.close();
    }
  } finally {
    await upstream.close();
  }
}

/** Takes steps until one fails, and says whether none did. */
async function take(steps: Step[], ...next: readonly (() => Promise<Step>)[]): Promise<boolean> {
  for (const step of next) {
    const taken = await step();
    steps.push(taken);
    if (!taken.ok) {
      return false;
    }
  }
  return true;
}
