import type { World } from "../world/world";
import type { Disagreement, Step } from "./rehearsal";
import { finding, withErrors } from "./steps";
import type { Diagnostic } from "./terraform-output";

/** A refusal that waits for its call. */
export type PlannedRefusal = {
  /** Whether the call has come. */
  hit(): boolean;
  /** Creates and deletes since the refusal was planned, those refused not counted. */
  calls(): number;
};

/** How the simulated service refuses on purpose; told from a refusal for a real reason by these words. */
const SUMMARY = "RequestLimitExceeded: refused by the rehearsal";

/** Has the world refuse the k-th create or delete from now on, counted together from 1. */
export function refuseAt(world: World, k: number): PlannedRefusal {
  const before = world.events().length;
  let hit = false;
  world.fail({
    actions: ["create", "delete"],
    at: k,
    summary: SUMMARY,
    crash: () => {
      hit = true;
    },
  });
  return {
    hit: () => hit,
    calls: () =>
      world
        .events()
        .slice(before)
        .filter(({ action }) => action === "create" || action === "delete").length,
  };
}

/**
 * The step a planned refusal fell into. It must have failed with that one error and nothing else; then the error
 * becomes a warning and the step counts as taken well.
 */
export function checkRefusal(step: Step): Step {
  if (step.ok) {
    return withErrors(step, [
      finding("Refusal swallowed", "a call was refused, but terraform reported no error"),
    ]);
  }
  const [refused, ...others] = step.diagnostics.filter(({ severity }) => severity === "error");
  if (others.length > 0 || refused?.summary !== SUMMARY) {
    return step;
  }
  return {
    ...step,
    ok: true,
    diagnostics: step.diagnostics.map((diagnostic) =>
      diagnostic === refused ? { ...refused, severity: "warning" } : diagnostic,
    ),
  };
}

/** What world and state do not agree on, as errors. */
export function disagreements({ orphans, ghosts }: Disagreement): readonly Diagnostic[] {
  return [
    ...orphans.map((name) => finding("Lost by terraform", `${name} was made, but is not in the state`)),
    ...ghosts.map((address) => finding("In the state only", "the object behind it is gone", address)),
  ];
}
