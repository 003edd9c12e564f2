import type { Json } from "../../core/render";
import type { ChangeKind, Plan, PlanAction, PlannedObject } from "../plan";
import { objectAddress } from "../read/references";
import { type Loose, record } from "../read/shape";

/**
 * What a change does to the configuration of a stack, in the shape of a plan, made of two versions of its `cdk.tf.json`.
 * It is no plan: nobody asked a provider what would be replaced, nor a state what is there.
 *
 * Paths of assets hold a hash of their contents, wherever those lie: an asset that changed shows as one.
 *
 * @param base configuration as it is; undefined where the stack is new
 * @param head configuration as it is to become; undefined where the stack goes
 */
export function configurationPlan(base: unknown, head: unknown): Plan {
  const [before, after] = [base, head].map((config) => objectsOf(record(config)));
  const addresses = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort();
  const objects = addresses.map((address) => changeOf(address, before?.get(address), after?.get(address)));
  const { edges, references } = referencesOf(after ?? new Map());
  return {
    formatVersion: "1.2",
    terraformVersion: undefined,
    objects,
    drift: [],
    deferred: [],
    invocations: [],
    outputs: outputsOf(record(base), record(head)),
    checks: [],
    variables: {},
    relevant: [],
    edges,
    references,
    applyable: objects.some(({ kind }) => kind !== "no-op"),
    complete: true,
    errored: false,
  };
}

type Objects = ReadonlyMap<string, ConfiguredObject>;

interface ConfiguredObject {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly body: Json;
}

function objectsOf(config: Loose): Objects {
  const found = new Map<string, ConfiguredObject>();
  for (const [mode, section] of [
    ["managed", config.resource],
    ["data", config.data],
  ] as const) {
    for (const [type, named] of Object.entries(record(section))) {
      for (const [name, object] of Object.entries(record(named))) {
        const address = `${mode === "data" ? "data." : ""}${type}.${name}`;
        found.set(address, { mode, type, name, body: bodyOf(record(object)) });
      }
    }
  }
  return found;
}

/** Arguments without what cdktf notes for itself and what says how terraform works. */
function bodyOf(object: Loose): Json {
  const { "//": _, depends_on: __, lifecycle: ___, provider: ____, ...body } = object;
  return body as Json;
}

function changeOf(
  address: string,
  before: ConfiguredObject | undefined,
  after: ConfiguredObject | undefined,
): PlannedObject {
  const { mode = "managed", type = "", name = "" } = after ?? before ?? {};
  const kind = kindOf(mode, before?.body, after?.body);
  return {
    address,
    mode,
    type,
    name,
    provider: "",
    actions: [kind as PlanAction],
    kind,
    replacePaths: [],
    before: before?.body,
    after: after?.body,
    afterUnknown: false,
    beforeSensitive: false,
    afterSensitive: false,
  };
}

/** A data source is read, whatever changes in it: it neither makes nor destroys anything. */
function kindOf(mode: "managed" | "data", before: Json | undefined, after: Json | undefined): ChangeKind {
  if (JSON.stringify(before) === JSON.stringify(after)) {
    return "no-op";
  }
  if (mode === "data") {
    return after === undefined ? "no-op" : "read";
  }
  return before === undefined ? "create" : after === undefined ? "delete" : "update";
}

/** Interpolations that name another object: `${aws_vpc.Network.id}`. */
const INTERPOLATION = /\$\{([^{}]*)\}/g;
const REFERENCE = /\b(?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]+\.[A-Za-z_][\w-]*(?:\.[\w-]+)*/g;

function referencesOf(objects: Objects): Pick<Plan, "edges" | "references"> {
  const references = new Map<string, ReadonlyMap<string, readonly string[]>>();
  const edges = new Map<string, Plan["edges"][number]>();
  for (const [address, { body }] of objects) {
    const byArgument = new Map<string, readonly string[]>();
    for (const [argument, value] of Object.entries(record(body))) {
      const named = [...JSON.stringify(value ?? null).matchAll(INTERPOLATION)].flatMap(
        ([, expression = ""]) => expression.match(REFERENCE) ?? [],
      );
      const known = [...new Set(named)].filter((reference) => objects.has(objectAddress(reference) ?? ""));
      if (known.length > 0) {
        byArgument.set(argument, known);
      }
      for (const reference of known) {
        const to = objectAddress(reference) ?? "";
        if (to !== address) {
          edges.set(`${address} ${to}`, { from: address, to });
        }
      }
    }
    references.set(address, byArgument);
  }
  return { edges: [...edges.values()], references };
}

function outputsOf(base: Loose, head: Loose): Plan["outputs"] {
  const [before, after] = [base, head].map(({ output }) => record(output));
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
  return names.flatMap((name) => {
    const [one, other] = [before?.[name], after?.[name]].map((output) => record(output));
    const values = [one?.value, other?.value] as readonly (Json | undefined)[];
    if (JSON.stringify(values[0]) === JSON.stringify(values[1])) {
      return [];
    }
    const action: PlanAction =
      values[0] === undefined ? "create" : values[1] === undefined ? "delete" : "update";
    return [
      {
        name,
        actions: [action],
        before: values[0],
        after: values[1],
        afterUnknown: false,
        sensitive: one?.sensitive === true || other?.sensitive === true,
      },
    ];
  });
}
