import type { BoundScaler, ScalerValue } from "../../constructs/keda/scaler-value";
import { ConfigError, type Problem, Problems } from "../../lib/core/errors";

/**
 * Binds a scaler to a scaled object called `orders` in namespace `shop`: what becomes of it, without the function that
 * names props in problems. Throws every problem in one ConfigError.
 */
export function bind(
  scaler: ScalerValue,
  owner: { name?: string; namespace?: string } = {},
): Omit<BoundScaler, "propOf"> {
  const problems = new Problems();
  const { propOf: _, ...bound } = scaler.bind({ name: "orders", namespace: "shop", ...owner, problems });
  if (problems.all.length > 0) {
    throw new ConfigError("orders", "triggers", problems.all);
  }
  return bound;
}

/** The problems of a scaler; none where it is right. */
export function bindProblems(scaler: ScalerValue): readonly Problem[] {
  const problems = new Problems();
  scaler.bind({ name: "orders", namespace: "shop", problems });
  return problems.all;
}
