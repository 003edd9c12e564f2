import type { StrategyBinding, TrafficRoute } from "../../delivery/strategy-value";
import type { WorkloadContext, WorkloadContribution } from "../extension";
import type { WorkloadPlatform } from "../workload-platform";

/** A workload as its exposure sees it. */
export interface ExposureContext extends WorkloadContext {
  readonly platform: WorkloadPlatform;
  /** Port of the Service that takes requests. */
  readonly port: { readonly name: string; readonly number: number };
}

/** Where requests go, as the strategy has it. */
export type ExposureTargets = Pick<StrategyBinding, "backends" | "backendPort" | "routes">;

/** How requests from outside the cluster reach a workload, as a value. */
export interface ExposureValue {
  readonly type: "gateway" | "alb";
  /** Names of what `bind` will make, for strategies that split traffic. Reports nothing. */
  route(context: Pick<ExposureContext, "name" | "port" | "platform">): TrafficRoute;
  /** Renders routes and the NetworkPolicy rules for who forwards requests; reports every problem and makes nothing. */
  bind(context: ExposureContext, targets: ExposureTargets): WorkloadContribution;
}
