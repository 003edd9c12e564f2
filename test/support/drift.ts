import { type MaskedPlan, maskPlan } from "../../lib/review/mask/mask-plan";
import { parsePlan } from "../../lib/review/read/parse-plan";

/** An object as it was applied and as it is. */
export type Drifted = {
  readonly address: string;
  /** @default update */
  readonly actions?: readonly string[];
  readonly before: object;
  readonly after?: object;
};

/** An instance somebody resized and tagged by hand. */
export const scaled: Drifted = {
  address: "aws_instance.a",
  before: { type: "m", tags: { at: "1" } },
  after: { type: "l", tags: { at: "2" } },
};

/** A refresh-only plan that found these. */
export function driftedPlan(...drifted: readonly Drifted[]): MaskedPlan {
  return maskPlan(
    parsePlan({ format_version: "1.2", resource_changes: [], resource_drift: entries(drifted) }, "refresh"),
  );
}

/** A plan of the configuration that makes these changes. */
export function plannedChanges(...changes: readonly Drifted[]): MaskedPlan {
  return maskPlan(parsePlan({ format_version: "1.2", resource_changes: entries(changes) }, "normal"));
}

function entries(drifted: readonly Drifted[]) {
  return drifted.map(({ address, actions = ["update"], before, after }) => ({
    address,
    mode: "managed",
    type: address.split(".")[0],
    name: address.split(".")[1],
    change: { actions, before, after: after ?? null },
  }));
}
