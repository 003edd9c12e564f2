import type { Account } from "./account";
import { type Call, Refusal, type Values } from "./backend";
import { IDENTITIES } from "./identity-table";
import { textAt } from "./values";

/** The name of an object within its scope. */
export type Identity = {
  /** Equal for two objects that cannot live side by side. */
  readonly scoped: string;
  /** The name as people say it. */
  readonly name: string;
};

/**
 * What names an object within which scope: a bucket in the world, a role in its account, a node group in its
 * cluster, a release in a namespace of a cluster. `cluster` is the cluster the provider talks to, for Helm.
 * Undefined for types without a name of their own, and where a part of the name has no value.
 */
export function identityOf(
  call: Pick<Call, "type">,
  values: Values,
  account: Account,
  cluster = "",
): Identity | undefined {
  const rule = IDENTITIES[call.type];
  const parts = call.type === "aws_route" ? routeParts(values) : rule?.by.map((path) => textAt(values, path));
  if (parts === undefined || parts.length === 0 || parts.includes(undefined)) {
    return undefined;
  }
  const scopes = {
    world: [],
    account: [account.id],
    region: [account.id, textAt(values, "region") ?? account.region],
    cluster: [cluster],
  };
  return {
    scoped: [call.type, ...scopes[rule?.within ?? "region"], ...parts].join(" "),
    name: parts.at(-1) ?? "",
  };
}

/** What the service answers to a second object of that identity. */
export function duplicate(call: Pick<Call, "type">, identity: Identity): Refusal {
  const refusal =
    IDENTITIES[call.type]?.refusal ?? "RouteAlreadyExists: The route identified by {name} already exists";
  return new Refusal(
    refusal.replaceAll("{name}", identity.name),
    `another ${call.type} of this name is live in the same scope: rename one of the two, or import the existing one. ` +
      "If this is a replacement, it is made before the old one goes: create_before_destroy, which everything inherits " +
      "that such an object depends on",
  );
}

// A route is named by the one destination it has.
function routeParts(values: Values): (string | undefined)[] {
  const destination = ["destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"];
  return [
    textAt(values, "route_table_id"),
    destination.map((name) => textAt(values, name)).find((name) => name !== undefined),
  ];
}
