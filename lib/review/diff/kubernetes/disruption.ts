import type { Json, JsonObject } from "../../../core/render";
import { member, textOf } from "../values";
import type { KubernetesFact } from "./fact";
import { kindOf, nameOf } from "./manifest";

/** What a change of a PodDisruptionBudget means for pods while nodes are drained. */
export function podDisruption(
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): readonly KubernetesFact[] {
  if (kindOf(before ?? after) !== "PodDisruptionBudget") {
    return [];
  }
  if (after === undefined) {
    return [{ code: "disruption-budget-removed", text: `disruption budget ${nameOf(before)} removed` }];
  }
  const [old, new_] = [boundsOf(before), boundsOf(after)];
  const facts: readonly (KubernetesFact | false)[] = [
    before !== undefined &&
      (isLower(new_.minAvailable, old.minAvailable) || isLower(old.maxUnavailable, new_.maxUnavailable)) && {
        code: "disruption-budget-loosened",
        text: `disruption budget ${boundsText(old)} -> ${boundsText(new_)}`,
      },
    (new_.maxUnavailable === "0" || new_.maxUnavailable === "0%" || new_.minAvailable === "100%") &&
      boundsText(old) !== boundsText(new_) && {
        code: "disruption-budget-blocks",
        text: `disruption budget ${boundsText(new_)}: no node with such a pod can be drained`,
      },
  ];
  return facts.filter((fact) => fact !== false);
}

interface Bounds {
  readonly minAvailable: string | undefined;
  readonly maxUnavailable: string | undefined;
}

function boundsOf(manifest: JsonObject | undefined): Bounds {
  const bound = (name: string) => textOf(member(manifest, "spec", name) as Json | undefined);
  return { minAvailable: bound("minAvailable"), maxUnavailable: bound("maxUnavailable") };
}

/** Pods and percentages cannot be compared with each other. A bound that ends is lower than any. */
function isLower(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) {
    return false;
  }
  return one.endsWith("%") === other.endsWith("%") && Number.parseFloat(one) < Number.parseFloat(other);
}

function boundsText({ minAvailable, maxUnavailable }: Bounds): string {
  return minAvailable !== undefined
    ? `minAvailable ${minAvailable}`
    : maxUnavailable !== undefined
      ? `maxUnavailable ${maxUnavailable}`
      : "no bound";
}
