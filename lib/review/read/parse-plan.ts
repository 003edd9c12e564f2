import { ConfigError } from "../../core/errors";
import type { Json } from "../../core/render";
import type {
  ActionInvocation,
  ChangeKind,
  DeferredObject,
  Plan,
  PlanAction,
  PlannedCheck,
  PlannedObject,
  PlannedOutput,
  ValuePath,
} from "../plan";
import { readFormerDependencies, readReferences } from "./references";
import { flag, json, type Loose, list, record, text } from "./shape";
import { sharing } from "./sharing";

/** Major version of the format this reads: minor ones only add, and what is not known is left alone. */
const FORMAT_MAJOR = 1;

/**
 * Reads a plan as `terraform show -json` or `tofu show -json` prints it. Members that are missing count as empty: both
 * programs leave them out where there is nothing to say, and older ones do not know them.
 *
 * @param name what to call it in errors: a file, a stack
 * @throws ConfigError `not-a-plan`, `plan-too-new`
 */
export function parsePlan(document: unknown, name: string): Plan {
  const plan = record(document);
  const formatVersion = checkFormat(plan, name);
  const { edges, byArgument } = readReferences(plan.configuration);
  return {
    formatVersion,
    terraformVersion: text(plan.terraform_version),
    objects: list(plan.resource_changes).flatMap(readObject),
    drift: list(plan.resource_drift).flatMap(readObject),
    deferred: list(plan.deferred_changes).flatMap(readDeferred),
    invocations: list(plan.action_invocations).map(readInvocation),
    outputs: Object.entries(record(plan.output_changes)).map(readOutput),
    checks: list(plan.checks).map(readCheck),
    variables: readVariables(plan),
    relevant: list(plan.relevant_attributes)
      .map(record)
      .flatMap(({ resource, attribute }) =>
        typeof resource === "string" ? [{ address: resource, path: pathOf(attribute) }] : [],
      ),
    edges,
    references: byArgument,
    formerDependencies: readFormerDependencies(plan.prior_state),
    applyable: flag(plan.applyable),
    complete: flag(plan.complete),
    errored: flag(plan.errored) ?? false,
  };
}

function checkFormat(plan: Loose, name: string): string {
  const version = text(plan.format_version);
  const major = Number(version?.split(".")[0]);
  // A state printed as JSON has a format version as well; only a plan says what is planned.
  const isPlan = "resource_changes" in plan || "planned_values" in plan || "output_changes" in plan;
  if (version === undefined || !Number.isInteger(major) || !isPlan) {
    throw new ConfigError(name, "Plan", [
      {
        prop: "format_version",
        code: "not-a-plan",
        rule: "this is no plan in JSON",
        value: version,
        fix: "write it with: terraform show -json <plan file>",
      },
    ]);
  }
  if (major > FORMAT_MAJOR) {
    throw new ConfigError(name, "Plan", [
      {
        prop: "format_version",
        code: "plan-too-new",
        rule: `plans of format ${FORMAT_MAJOR}.x are understood`,
        value: version,
        fix: "update Slipway, or plan with the version of terraform that Slipway names in its README",
      },
    ]);
  }
  return version;
}

function readObject(entry: unknown): PlannedObject[] {
  const object = record(entry);
  const change = record(object.change);
  const address = text(object.address);
  if (address === undefined) {
    return [];
  }
  const actions = list(change.actions).filter(isAction);
  const before = json(change.before);
  const importing = "importing" in change && change.importing !== null ? record(change.importing) : undefined;
  const previousAddress = text(object.previous_address);
  const optional = {
    previousAddress,
    moduleAddress: text(object.module_address),
    index: indexOf(object.index),
    deposed: text(object.deposed),
    replacement: replacementOf(actions),
    actionReason: text(object.action_reason),
    importId: importing && (text(importing.id) ?? "(known after apply)"),
  };
  return [
    {
      address,
      mode: object.mode === "data" ? "data" : "managed",
      type: text(object.type) ?? "",
      name: text(object.name) ?? "",
      provider: text(object.provider_name) ?? "",
      actions,
      kind: kindOf(actions, previousAddress !== undefined, importing !== undefined),
      replacePaths: list(change.replace_paths).map(pathOf),
      before,
      after: sharing(before, json(change.after)),
      afterUnknown: marks(change.after_unknown),
      beforeSensitive: marks(change.before_sensitive),
      afterSensitive: marks(change.after_sensitive),
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    },
  ];
}

/** What the actions come to. A delete is one wherever it stands: the order says only what comes first. */
function kindOf(actions: readonly PlanAction[], moved: boolean, imported: boolean): ChangeKind {
  const has = (action: PlanAction) => actions.includes(action);
  if (has("delete")) {
    return has("create") ? "replace" : "delete";
  }
  if (has("forget")) {
    return has("create") ? "replace-and-forget" : "forget";
  }
  const [first = "no-op"] = actions;
  if (first !== "no-op") {
    return first as ChangeKind;
  }
  return imported ? "import" : moved ? "move" : "no-op";
}

function replacementOf(actions: readonly PlanAction[]): PlannedObject["replacement"] {
  if (actions.length < 2 || !actions.includes("create")) {
    return undefined;
  }
  return actions[0] === "create" ? "create-first" : "delete-first";
}

const ACTIONS: ReadonlySet<unknown> = new Set<PlanAction>([
  "no-op",
  "create",
  "read",
  "update",
  "delete",
  "forget",
]);

function isAction(value: unknown): value is PlanAction {
  return ACTIONS.has(value);
}

function indexOf(value: unknown): string | number | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

function pathOf(value: unknown): ValuePath {
  return list(value).filter((part): part is string | number => indexOf(part) !== undefined);
}

/** Marks of unknown or sensitive values: absent ones mean that nothing is marked. */
function marks(value: unknown): Json {
  return json(value) ?? false;
}

function readDeferred(entry: unknown): DeferredObject[] {
  const { reason, resource_change: change } = record(entry);
  return readObject(change).map((object) => ({ reason: text(reason) ?? "unknown", object }));
}

function readInvocation(entry: unknown): ActionInvocation {
  const invocation = record(entry);
  const lifecycle = record(invocation.lifecycle_action_trigger);
  const resource = text(lifecycle.triggering_resource_address);
  const event = text(lifecycle.action_trigger_event);
  return {
    address: text(invocation.address) ?? "",
    type: text(invocation.type) ?? "",
    trigger: resource === undefined ? "invoked by name" : `${event ?? "a change"} of ${resource}`,
  };
}

function readOutput([name, entry]: [string, unknown]): PlannedOutput {
  const change = record(entry);
  return {
    name,
    actions: list(change.actions).filter(isAction),
    before: json(change.before),
    after: json(change.after),
    afterUnknown: marks(change.after_unknown),
    sensitive: isMarked(change.before_sensitive) || isMarked(change.after_sensitive),
  };
}

/** Whether anything in marks is true. */
function isMarked(value: unknown): boolean {
  return (
    value === true || (typeof value === "object" && value !== null && Object.values(value).some(isMarked))
  );
}

function readVariables(plan: Loose): Plan["variables"] {
  const declared = record(record(record(plan.configuration).root_module).variables);
  return Object.fromEntries(
    Object.entries(record(plan.variables)).map(([name, variable]) => [
      name,
      { value: json(record(variable).value) ?? null, sensitive: record(declared[name]).sensitive === true },
    ]),
  );
}

function readCheck(entry: unknown): PlannedCheck {
  const check = record(entry);
  const address = record(check.address);
  const status = text(check.status);
  return {
    address: text(address.to_display) ?? "",
    kind: text(address.kind) ?? "",
    status: status === "pass" || status === "fail" || status === "error" ? status : "unknown",
    messages: list(check.instances)
      .flatMap((instance) => list(record(instance).problems))
      .flatMap((problem) => text(record(problem).message) ?? []),
  };
}
