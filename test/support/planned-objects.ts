import type { Json } from "../../lib/core/render";
import type { PlanAction, PlannedObject } from "../../lib/review/plan";

/** An object of a plan with what a test is about; it is updated unless one of its sides is missing. */
export function plannedObject(type: string, changes: Partial<PlannedObject>): PlannedObject {
  const { before, after } = changes;
  const actions: readonly PlanAction[] =
    before === undefined ? ["create"] : after === undefined ? ["delete"] : ["update"];
  return {
    address: `${type}.this`,
    mode: "managed",
    type,
    name: "this",
    provider: "registry.terraform.io/hashicorp/aws",
    actions,
    kind: actions[0] as "create" | "delete" | "update",
    replacePaths: [],
    before: undefined,
    after: undefined,
    afterUnknown: false,
    beforeSensitive: false,
    afterSensitive: false,
    ...changes,
  };
}

/** A policy document as terraform holds it. */
export function policyText(...statements: readonly Json[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
