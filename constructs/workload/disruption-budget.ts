import type { Problems } from "../../lib/core/errors";
import { isToken } from "../../lib/core/tokens";
import type { KubernetesManifest } from "../helm/manifests";
import type { WorkloadContext } from "./extension";

/** Pods, as a number or as a share of all: `2`, `"50%"`. */
export type PodCount = number | `${number}%`;

/**
 * How many pods node drains and upgrades leave alone: the least that stay, the most that go, or `none` for no budget.
 */
export type DisruptionBudget =
  | { readonly minAvailable: PodCount }
  | { readonly maxUnavailable: PodCount }
  | "none";

/**
 * The budget of a workload, checked; undefined for none. One pod stays by default where two or more are known to run:
 * a budget on a single pod would keep its node from ever being drained.
 *
 * Codes: `ambiguous-budget`, `invalid-pod-count`, `budget-blocks-evictions`.
 *
 * @param fewest replicas that run at least; undefined where that is not known before apply
 */
export function resolveDisruptionBudget(
  budget: DisruptionBudget | undefined,
  fewest: number | undefined,
  problems: Problems,
): Exclude<DisruptionBudget, "none"> | undefined {
  if (budget === undefined) {
    return fewest !== undefined && fewest >= 2 ? { minAvailable: 1 } : undefined;
  }
  if (budget === "none") {
    return undefined;
  }
  const at = problems.at("disruptionBudget");
  const ambiguous = at.addIf(Object.keys(budget).length !== 1, {
    prop: "",
    code: "ambiguous-budget",
    rule: "a budget says either how many pods stay or how many may go",
    value: budget,
    fix: "name one of minAvailable and maxUnavailable",
  });
  if (!ambiguous) {
    checkBudget(budget, fewest, at);
  }
  return budget;
}

/** Renders the budget. Pods that are not ready never keep a node from being drained. */
export function disruptionBudget(
  { name, namespace, labels, selector }: WorkloadContext,
  budget: Exclude<DisruptionBudget, "none">,
): KubernetesManifest {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name, namespace, labels },
    spec: { ...budget, selector: { matchLabels: selector }, unhealthyPodEvictionPolicy: "AlwaysAllow" },
  };
}

function checkBudget(
  budget: Exclude<DisruptionBudget, "none">,
  fewest: number | undefined,
  problems: Problems,
): void {
  const [prop, count]: [string, PodCount] =
    "minAvailable" in budget
      ? ["minAvailable", budget.minAvailable]
      : ["maxUnavailable", budget.maxUnavailable];
  if (isToken(count) || reportsCount(problems, prop, count)) {
    return;
  }
  // A workload that scales to zero has one pod at times, and that one must be able to go as well.
  const running = fewest === undefined ? undefined : Math.max(fewest, 1);
  const blocks =
    prop === "maxUnavailable" ? parseFloat(String(count)) === 0 : staying(count, running) >= (running ?? 1);
  problems.addIf(blocks, {
    prop,
    code: "budget-blocks-evictions",
    rule:
      prop === "maxUnavailable"
        ? "no pod may ever be evicted, so no node that runs one can be drained or upgraded"
        : `at least as many pods stay as run at the least, which is ${running ?? "any number"}, so none can be evicted`,
    value: count,
    fix: "let at least one pod go, run more replicas, or set the budget to none",
  });
}

function reportsCount(problems: Problems, prop: string, count: PodCount): boolean {
  const valid =
    typeof count === "number" ? Number.isInteger(count) && count >= 0 : /^(100|\d{1,2})%$/.test(count);
  return problems.addIf(!valid, {
    prop,
    code: "invalid-pod-count",
    rule: "pods are counted in whole numbers from 0, or in whole percent from 0% to 100%",
    value: count,
    fix: 'write it like 1 or "50%"',
  });
}

/** Pods a budget keeps. Kubernetes rounds shares up; of an unknown number only all of them are known to block. */
function staying(count: PodCount, running: number | undefined): number {
  if (typeof count === "number") {
    return running === undefined ? 0 : count;
  }
  const share = Number.parseInt(count, 10);
  return running === undefined ? Math.floor(share / 100) : Math.ceil((running * share) / 100);
}
