import { availableParallelism } from "node:os";
import { ConfigError, type Problem } from "../../core/errors";
import { expectRehearsal } from "./assertions";
import type { RehearseOptions } from "./rehearsal";
import { rehearse } from "./rehearse";
import { type RehearsalTarget, synthesize } from "./synthesize";
import { describeDiagnostic } from "./terraform-output";

/** How to rehearse failures. */
export type SurvivalOptions = Pick<
  RehearseOptions,
  "stack" | "parallelism" | "signal" | "variables" | "terraform" | "packagesFrom"
> & {
  /** Takes only each n-th call, for stacks where every one would take too long. @default 1, every call */
  readonly every?: number;
  /** Rehearsals at once. @default one for each processor */
  readonly workers?: number;
  /** Called when the failure at a call was survived, or not. */
  readonly onCall?: (call: number, calls: number) => void;
};

/** What was tried. */
export type Survival = {
  /** Creates and deletes of one life of the stack. */
  readonly calls: number;
  /** Numbers of the calls that were refused, each in a rehearsal of its own. */
  readonly refused: readonly number[];
};

/**
 * Rehearses a stack once for each create and delete it makes, with that one call refused: the state must keep what was
 * made, the next apply must make the rest and leave nothing to plan, and destroy must leave nothing.
 *
 * @throws ConfigError `rehearsal-failed` if the stack fails without any refusal; `failure-not-survived` for each call
 * after whose refusal it does not come right; and what `rehearse` throws
 */
export async function survivesFailureAtEveryStep(
  target: RehearsalTarget,
  options: SurvivalOptions = {},
): Promise<Survival> {
  const { every = 1, workers = availableParallelism(), onCall, stack, ...settings } = options;
  const synthesized = synthesize(target, stack);
  try {
    const whole = await rehearse(synthesized.directory, settings);
    expectRehearsal(whole).toSucceed();
    const calls = whole.events.filter(({ action }) => action === "create" || action === "delete").length;
    const refused = Array.from({ length: calls }, (_, index) => index + 1).filter(
      (call) => (call - 1) % every === 0,
    );
    const problems: Problem[] = [];
    await inParallel(refused, workers, async (call) => {
      const rehearsal = await rehearse(synthesized.directory, { ...settings, failAt: call });
      const failed = rehearsal.steps.find(({ ok }) => !ok);
      if (failed !== undefined) {
        const errors = failed.diagnostics.filter(({ severity }) => severity === "error");
        problems.push({
          prop: whole.stack,
          code: "failure-not-survived",
          rule: `after call ${call} was refused, ${failed.name} failed: ${errors.map(describeDiagnostic).join("; ")}`,
          fix: `see all steps with: slipway rehearse ${whole.stack} --fail-at ${call}`,
        });
      }
      onCall?.(call, calls);
    });
    if (problems.length > 0) {
      throw new ConfigError(whole.stack, "Rehearsal", problems);
    }
    return { calls, refused };
  } finally {
    synthesized.remove();
  }
}

/** Works on items in order, several at once. The first error ends it. */
export async function inParallel<T>(
  items: readonly T[],
  workers: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      try {
        await work(item);
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, workers) }, worker));
}
