import { blueGreen } from "./blue-green";
import { canary } from "./canary";
import { rolling } from "./rolling";
import type { StrategyValue } from "./strategy-value";

/** How a new version takes over from the old one, as a value made by one of the factories of the same name. */
export type Strategy = StrategyValue;

/** Every way of releasing a new version. Rolling updates need nothing in the cluster, the others a controller. */
export const Strategy = { blueGreen, canary, rolling } as const;
