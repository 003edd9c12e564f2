import { alb } from "./alb-exposure";
import type { ExposureValue } from "./exposure-value";
import { gateway } from "./gateway-exposure";

/** How requests from outside reach a workload, as a value made by one of the factories of the same name. */
export type Exposure = ExposureValue;

/** Every way of serving requests from outside. */
export const Exposure = { gateway, alb } as const;
