import type { TfType } from "../schema/types";
import { type Account, partitionOf } from "./account";
import { AWS_ID_PREFIXES } from "./aws-ids";
import type { Call, Value, Values } from "./backend";
import { complete } from "./complete";
import { policyDocument } from "./policy-document";
import type { Seed } from "./seed";
import { isRecord, textAt } from "./values";

/**
 * Values of a data source. Facts about the account come from the provider's configuration, a policy document is
 * rendered, a live object that fits every argument lends its values, and whatever is left is made up; the same
 * configuration always gives the same values.
 */
export function readDataSource(
  call: Call & { readonly config: Values },
  source: { readonly account: Account; readonly seed: Seed; readonly live: Values | undefined },
): Values {
  const known = KNOWN[call.type]?.(source.account, call.config) ?? {};
  const values: Record<string, Value> = { ...call.config };
  for (const [name, { type, computed }] of Object.entries(call.schema.block.attributes)) {
    const found =
      known[name] ?? source.live?.[name] ?? (name === "ids" ? someIds(call.type, source.seed) : null);
    if (computed && values[name] == null && found != null && fits(found, type)) {
      values[name] = found;
    }
  }
  return complete(call, values, { account: source.account, seed: source.seed, fillNull: true });
}

/**
 * Whether a live object is the one a data source asks for: at least one text argument has the same value there, and
 * none differs.
 */
export function isAskedFor(config: Values, object: Values): boolean {
  const asked = [...Object.keys(config), "metadata.name", "metadata.namespace"].filter(
    (path) => textAt(config, path) !== undefined && textAt(object, path) !== undefined,
  );
  const beyondPlace = asked.some((path) => path !== "region" && path !== "metadata.namespace");
  return beyondPlace && asked.every((path) => textAt(object, path) === textAt(config, path));
}

/** Whether a value is of a type. */
export function fits(value: Value, type: TfType): boolean {
  if (value === null || type === "dynamic") {
    return true;
  }
  if (typeof type === "string") {
    return typeof value === (type === "bool" ? "boolean" : type);
  }
  if (type[0] === "object") {
    return (
      isRecord(value) &&
      Object.keys(value).length === Object.keys(type[1]).length &&
      Object.entries(type[1]).every(([name, member]) => fits(value[name] ?? null, member) && name in value)
    );
  }
  const inner = type[1];
  return type[0] === "map"
    ? isRecord(value) && Object.values(value).every((element) => fits(element, inner))
    : Array.isArray(value) && value.every((element: Value) => fits(element, inner));
}

type Known = (account: Account, config: Values) => Values;

const KNOWN: { readonly [type: string]: Known } = {
  aws_availability_zones: ({ region }) => ({
    id: region,
    names: ["a", "b", "c"].map((letter) => `${region}${letter}`),
    zone_ids: [1, 2, 3].map((zone) => `${zonePrefix(region)}-az${zone}`),
    group_names: [region],
  }),
  aws_caller_identity: ({ id, partition }) => ({
    id,
    account_id: id,
    arn: `arn:${partition}:sts::${id}:assumed-role/rehearsal/slipway`,
    user_id: "AROAREHEARSALREHEARSA:slipway",
  }),
  aws_partition: ({ partition, dnsSuffix }) => ({
    id: partition,
    partition,
    dns_suffix: dnsSuffix,
    reverse_dns_prefix: dnsSuffix.split(".").reverse().join("."),
  }),
  aws_region: ({ region: own }, config) => {
    const region = textAt(config, "region") ?? textAt(config, "name") ?? own;
    return {
      id: region,
      name: region,
      region,
      description: `Region ${region}`,
      endpoint: `ec2.${region}.${partitionOf(region).dnsSuffix}`,
    };
  },
  aws_iam_policy_document: (_, config) => {
    const document = policyDocument(config);
    const minified = JSON.stringify(document);
    return { id: `${hash(minified)}`, json: JSON.stringify(document, null, 2), minified_json: minified };
  },
};

/** A list of ids is never empty: what reads it takes elements out of it. */
function someIds(type: string, seed: Seed): Value {
  const prefix = AWS_ID_PREFIXES[type.replace(/s$/, "")] ?? type.split("_").pop();
  return ["a", "b", "c"].map((label) => `${prefix}-0${seed.at(label).hex(16)}`);
}

/** `eu-central-1` is `euc1` in the ids of its zones. */
function zonePrefix(region: string): string {
  const [continent = "", ...rest] = region.split("-");
  const number = rest.pop() ?? "1";
  return `${continent}${rest.map((word) => word.charAt(0)).join("")}${number}`;
}

// The provider's own ids of documents are such numbers too.
function hash(text: string): number {
  let sum = 0;
  for (const character of text) {
    sum = (Math.imul(sum, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  }
  return sum;
}
