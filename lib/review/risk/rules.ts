import { ACCESS_WIDENED } from "./access";
import { DESTRUCTION, FOUNDATION_DESTRUCTION, FRONT_DOOR_GAP, STATEFUL_DESTRUCTION } from "./destruction";
import { ENCRYPTION_WEAKENED } from "./encryption";
import { GUARD_REMOVED } from "./guards";
import { AVAILABILITY, ISOLATION, REMOVAL, SCALING } from "./kubernetes";
import { EXPOSURE_OPENED } from "./network";
import { PLAN_STATE } from "./plan-state";
import { RELEASE_JUMP } from "./releases";
import type { Rule, RuleInfo } from "./rule";
import { UNKNOWN_RISK, UNREAD } from "./unknowns";
import { CLUSTER_VERSION } from "./versions";
import { VOLUME } from "./volume";

/** Waivers that ended. No waiver covers it. */
export const WAIVER_EXPIRED: RuleInfo = {
  id: "R18",
  name: "waiver-expired",
  summary: "A waiver has expired: what it covered counts again.",
  level: "medium",
};

/** Rules about single objects. */
export const OBJECT_RULES: readonly Rule[] = [
  STATEFUL_DESTRUCTION,
  GUARD_REMOVED,
  ACCESS_WIDENED,
  EXPOSURE_OPENED,
  FOUNDATION_DESTRUCTION,
  ENCRYPTION_WEAKENED,
  RELEASE_JUMP,
  SCALING,
  AVAILABILITY,
  VOLUME,
  FRONT_DOOR_GAP,
  UNKNOWN_RISK,
  DESTRUCTION,
  ISOLATION,
  REMOVAL,
  CLUSTER_VERSION,
];

/** Rules that mean something for what changed outside of terraform: the plan undoes it. */
export const DRIFT_RULES: readonly Rule[] = [
  GUARD_REMOVED,
  ACCESS_WIDENED,
  EXPOSURE_OPENED,
  ENCRYPTION_WEAKENED,
  SCALING,
  AVAILABILITY,
  UNREAD,
  ISOLATION,
];

/** Every rule, by number. */
export const RULES: readonly RuleInfo[] = [...OBJECT_RULES, PLAN_STATE, WAIVER_EXPIRED].map(
  ({ id, name, summary, level }) => ({ id, name, summary, level }),
);

/** Where the docs explain a rule. */
export function ruleAnchor({ id, name }: Pick<RuleInfo, "id" | "name">): string {
  return `docs/review.md#${id.toLowerCase()}-${name}`;
}
