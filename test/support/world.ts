import type {
  AttributeSchema,
  BlockSchema,
  NestedBlockSchema,
  ResourceSchema,
  TfType,
} from "../../lib/rehearsal/schema/types";
import { type Call, UNKNOWN, type Value, type Values } from "../../lib/rehearsal/world/backend";
import type { World } from "../../lib/rehearsal/world/world";

/** The least configuration of the AWS provider. */
export const AWS = { region: "eu-central-1" };

/** A schema in which every computed attribute is optional too. */
export function schema(
  computed: Readonly<Record<string, TfType>>,
  given: Readonly<Record<string, TfType>> = {},
  blocks: Readonly<Record<string, NestedBlockSchema>> = {},
): ResourceSchema {
  return { block: block(computed, given, blocks), forceNew: [], rules: [] };
}

export function block(
  computed: Readonly<Record<string, TfType>>,
  given: Readonly<Record<string, TfType>> = {},
  blocks: Readonly<Record<string, NestedBlockSchema>> = {},
): BlockSchema {
  const attributes: Record<string, AttributeSchema> = {};
  for (const [name, type] of Object.entries(given)) {
    attributes[name] = { type, optional: true };
  }
  for (const [name, type] of Object.entries(computed)) {
    attributes[name] = { type, computed: true, optional: true };
  }
  return { attributes, blocks };
}

/** A schema that fits the values: what is UNKNOWN is computed text, everything else an argument. */
export function schemaFor(planned: Values): ResourceSchema {
  const computed: Record<string, TfType> = {};
  const given: Record<string, TfType> = {};
  const blocks: Record<string, NestedBlockSchema> = {};
  for (const [name, value] of Object.entries(planned)) {
    if (value === UNKNOWN) {
      computed[name] = name.endsWith("version_number") ? "number" : "string";
    } else if (Array.isArray(value) && typeof value[0] === "object" && value[0] !== null) {
      blocks[name] = { nesting: "list", block: schemaFor(value[0] as Values).block };
    } else {
      given[name] = typeOf(value);
    }
  }
  return schema(computed, given, blocks);
}

function typeOf(value: Value): TfType {
  if (Array.isArray(value)) {
    return ["list", "string"];
  }
  return typeof value === "boolean"
    ? "bool"
    : typeof value === "number"
      ? "number"
      : typeof value === "string" || value === null
        ? "string"
        : "dynamic";
}

/** A call about an object of a type, with a schema made from the values unless one is given. */
export function callFor(type: string, planned: Values, config: Values = AWS, given?: ResourceSchema): Call {
  return {
    provider: type.split("_")[0] ?? "",
    providerConfig: config,
    type,
    schema: given ?? schemaFor(planned),
  };
}

/** Creates an object; `id` and `arn` are left to the world unless they are given. */
export function put(world: World, type: string, planned: Values, config: Values = AWS) {
  const whole: Values = { id: UNKNOWN, arn: UNKNOWN, ...planned };
  return world.create({ ...callFor(type, whole, config), planned: whole });
}

/** Creates an EKS cluster and returns it with the configurations of providers that use it. */
export async function putCluster(world: World, name = "main") {
  const { key, values } = await put(world, "aws_eks_cluster", { name, endpoint: UNKNOWN });
  const kubernetes: Values = { host: values.endpoint ?? null };
  const helm: Values = { kubernetes };
  return { key, values, helm, kubernetes };
}

/** Installs a chart. */
export function install(world: World, config: Values, release: Values) {
  const planned: Values = { id: UNKNOWN, version: UNKNOWN, create_namespace: false, values: [], ...release };
  return world.create({ ...callFor("helm_release", planned, config), planned });
}

/** Installs Kubernetes objects as the `Manifests` construct does. */
export function installManifests(
  world: World,
  config: Values,
  release: Values,
  manifests: readonly Values[],
) {
  const keyed = Object.fromEntries(manifests.map((manifest, index) => [`m${index}`, manifest]));
  return install(world, config, {
    chart: "./assets/chart",
    repository: null,
    values: [JSON.stringify({ manifests: keyed })],
    ...release,
  });
}

/** Deletes an object of a type by its key. */
export function drop(world: World, type: string, key: string, config: Values = AWS) {
  return world.delete({ ...callFor(type, {}, config), key });
}
