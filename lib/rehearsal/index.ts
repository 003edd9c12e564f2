export { expectRehearsal, RehearsalExpectation } from "./harness/assertions";
export { type ChangePlan, type PlanChangeOptions, planChange } from "./harness/plan-change";
export { findTerraform, type TerraformProgram } from "./harness/program";
export type {
  Change,
  Disagreement,
  Drift,
  PlannedChange,
  Progress,
  Rehearsal,
  RehearseOptions,
  Step,
  StepName,
} from "./harness/rehearsal";
export { rehearse } from "./harness/rehearse";
export { describeRehearsal, reportOf } from "./harness/report";
export type { Selector } from "./harness/selector";
export { type Listener, Session, type SessionOptions } from "./harness/session";
export type { StateObject } from "./harness/state";
export { type SurvivalOptions, survivesFailureAtEveryStep } from "./harness/survival";
export type { RehearsalTarget } from "./harness/synthesize";
export type { Action, Diagnostic, TerraformEvent } from "./harness/terraform-output";
export type { WorldEvent, WorldObject } from "./world/world";
export { World } from "./world/world";
