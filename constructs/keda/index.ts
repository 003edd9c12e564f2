export type { ResourceRequirements } from "../../lib/core/quantities";
export { Keda, type KedaProps } from "./keda";
export type { KedaLogLevel } from "./keda-values";
