import type { AnalysisValue } from "./analysis-value";
import { cpu } from "./cpu";
import { errorRate } from "./error-rate";
import { latency, latencyP95 } from "./latency";
import { query } from "./query";
import { smokeTest } from "./smoke-test";

/** A test of a new version as a value, made by one of the factories of the same name. */
export type Analysis = AnalysisValue;

/** Every way of testing a new version while it is released; one that fails brings the old version back. */
export const Analysis = { cpu, errorRate, latency, latencyP95, query, smokeTest } as const;
