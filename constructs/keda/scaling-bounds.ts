import { checkKnown, type Problems, resolveOrThrow } from "../../lib/core/errors";
import { checkWholeNumber } from "../../lib/core/quantities";
import { isToken } from "../../lib/core/tokens";

/**
 * How far and how fast a workload may be scaled: what differs between environments. Keep it in an environment's
 * data and spread it into the props of a ScaledObject or ScaledJob.
 */
export type ScalingBounds = {
  /** Replicas while a trigger is active, and without `idleReplicas` the least at any time. @default 0 */
  readonly minReplicas?: number;
  /** @default 100 */
  readonly maxReplicas?: number;
  /** How often triggers are asked. @default 30 */
  readonly pollingIntervalSeconds?: number;
};

/** Bounds of an environment: those of every workload, and those of some. */
export type ScalingBoundsTable<B extends ScalingBounds = ScalingBounds> = {
  /** For every workload. @default nothing */
  readonly default?: B;
  /** For single workloads, over the default. */
  readonly workloads: { readonly [name: string]: B };
};

/**
 * Bounds of one workload in an environment's table: its own over the default ones.
 *
 *     new ScaledObject(this, "Orders", { ...scalingBounds(environment.scaling, "orders"), ... });
 *
 * @throws ConfigError `unknown-workload`, where the table has no default and does not name the workload
 */
export function scalingBounds<B extends ScalingBounds>(table: ScalingBoundsTable<B>, workload: string): B {
  return resolveOrThrow(workload, "ScalingBoundsTable", (problems) =>
    resolveScalingBounds(table, workload, problems),
  );
}

/** The bounds, or the problem. */
export function resolveScalingBounds<B extends ScalingBounds>(
  table: ScalingBoundsTable<B>,
  workload: string,
  problems: Problems,
): B {
  if (table.default === undefined) {
    const known = Object.keys(table.workloads);
    checkKnown(problems, "workloads", "unknown-workload", "the scaled workload", workload, known);
  }
  const own = Object.entries(table.workloads[workload] ?? {}).filter(([, bound]) => bound !== undefined);
  return { ...table.default, ...Object.fromEntries(own) } as B;
}

/** Reports bounds that contradict each other. Codes: `out-of-range`, `min-above-max`. */
export function checkScalingBounds(
  problems: Problems,
  bounds: {
    readonly minReplicas: number;
    readonly maxReplicas: number;
    readonly pollingIntervalSeconds: number;
  },
): void {
  checkWholeNumber(problems, "minReplicas", bounds.minReplicas, 0, MAX_REPLICAS);
  checkWholeNumber(problems, "maxReplicas", bounds.maxReplicas, 1, MAX_REPLICAS);
  checkWholeNumber(problems, "pollingIntervalSeconds", bounds.pollingIntervalSeconds, 1, DAY);
  const known = ![bounds.minReplicas, bounds.maxReplicas].some(isToken);
  problems.addIf(known && bounds.minReplicas > bounds.maxReplicas, {
    prop: "minReplicas",
    code: "min-above-max",
    rule: "minReplicas is at most maxReplicas",
    value: bounds.minReplicas,
    fix: `use ${bounds.maxReplicas} or less, or raise maxReplicas`,
  });
}

/** Far above what a cluster runs: a number beyond it is a slip of the keyboard. */
export const MAX_REPLICAS = 100_000;
const DAY = 86_400;
