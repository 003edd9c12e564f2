import type { Problems } from "../../lib/core/errors";
import { isToken } from "../../lib/core/tokens";
import { checkLabelKey, checkLabelValue } from "./kubernetes-labels";

/** In the spelling of the EKS API, not of Kubernetes. */
const TAINT_EFFECTS = ["NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"] as const;

/** What a taint does to pods without a matching toleration. */
export type TaintEffect = (typeof TAINT_EFFECTS)[number];

/** Keeps pods without a matching toleration off the nodes of a group. */
export interface NodeTaint {
  /** Shaped like a label key: `dedicated`, `example.com/gpu`. */
  readonly key: string;
  /** @default the taint has no value */
  readonly value?: string;
  /** `NO_SCHEDULE` for what Kubernetes calls NoSchedule, and so on. */
  readonly effect: TaintEffect;
}

/**
 * Reports taints EKS would refuse. Codes: `invalid-label-key`, `invalid-label-value`, `unknown-taint-effect`,
 * `duplicate-taint`.
 */
export function checkTaints(problems: Problems, prop: string, taints: readonly NodeTaint[]): void {
  const seen = new Set<string>();
  taints.forEach((taint, index) => {
    const at = problems.at(prop).at(index);
    checkLabelKey(at, "key", taint.key);
    checkLabelValue(at, "value", taint.value);
    checkEffect(at, taint.effect);
    const identity = `${taint.key}:${taint.effect}`;
    at.addIf(seen.has(identity), {
      prop: "",
      code: "duplicate-taint",
      rule: "a node has a taint of one key and one effect once",
      value: identity,
      fix: "remove one of them",
    });
    seen.add(identity);
  });
}

function checkEffect(problems: Problems, effect: string): void {
  const known: readonly string[] = TAINT_EFFECTS;
  if (isToken(effect) || known.includes(effect)) {
    return;
  }
  const meant = known.find((one) => bare(one) === bare(effect));
  problems.add({
    prop: "effect",
    code: "unknown-taint-effect",
    rule: "taint effect is not known",
    value: effect,
    fix:
      meant === undefined ? `use one of ${known.join(", ")}` : `write ${meant} (one of ${known.join(", ")})`,
  });
}

/** NoSchedule, no-schedule and NO_SCHEDULE mean the same to a reader. */
function bare(effect: string): string {
  return effect.replace(/[^A-Za-z]/g, "").toUpperCase();
}
