import type { Json, JsonObject } from "../../core/render";
import { block, entryOf, isEmpty, isObject, items, numberOf, textOf, texts } from "./values";

/** Somebody who gets through to ports, or what they get out to. */
export interface Reach {
  readonly direction: "in" | "out";
  /** A block of addresses, a security group, a prefix list, `self`. */
  readonly source: string;
  /** `tcp`, `udp`, `icmp`, another one by its number, or `all`. */
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
}

/** Who reaches what by an object of this type; nothing for types that let nobody through. */
export function reachesOf(type: string, body: Json | undefined): readonly Reach[] {
  return isObject(body) ? (entryOf(READERS, type)?.(body) ?? []) : [];
}

type Reader = (body: JsonObject) => readonly Reach[];

const group: Reader = (body) => [
  ...items(body.ingress).flatMap((rule) => ruleReaches("in", rule)),
  ...items(body.egress).flatMap((rule) => ruleReaches("out", rule)),
];

const acl: Reader = (body) => [
  ...items(body.ingress).flatMap((rule) => (allows(rule, "action") ? ruleReaches("in", rule) : [])),
  ...items(body.egress).flatMap((rule) => (allows(rule, "action") ? ruleReaches("out", rule) : [])),
];

const READERS: Readonly<Record<string, Reader>> = {
  aws_security_group: group,
  aws_default_security_group: group,
  aws_security_group_rule: (body) => ruleReaches(body.type === "egress" ? "out" : "in", body),
  aws_vpc_security_group_ingress_rule: (body) => ruleReaches("in", body),
  aws_vpc_security_group_egress_rule: (body) => ruleReaches("out", body),
  aws_network_acl: acl,
  aws_default_network_acl: acl,
  aws_network_acl_rule: (body) =>
    allows(body, "rule_action") ? ruleReaches(body.egress === true ? "out" : "in", body) : [],
  aws_eks_cluster: endpointReaches,
};

function allows(rule: Json, member: string): boolean {
  return isObject(rule) && rule[member] === "allow";
}

/** Arguments that name who gets through, of all types of rules. */
const SOURCES = [
  "cidr_blocks",
  "ipv6_cidr_blocks",
  "cidr_block",
  "ipv6_cidr_block",
  "cidr_ipv4",
  "cidr_ipv6",
  "prefix_list_ids",
  "prefix_list_id",
  "security_groups",
  "source_security_group_id",
  "referenced_security_group_id",
];

const PROTOCOLS: Readonly<Record<string, string>> = { "-1": "all", "1": "icmp", "6": "tcp", "17": "udp" };

function ruleReaches(direction: Reach["direction"], rule: Json): readonly Reach[] {
  if (!isObject(rule)) {
    return [];
  }
  const named = (textOf(rule.ip_protocol) ?? textOf(rule.protocol) ?? "-1").toLowerCase();
  const protocol = entryOf(PROTOCOLS, named) ?? named;
  // What stands for the ports of ICMP is a type and a code.
  const ports = protocol === "tcp" || protocol === "udp";
  const fromPort = ports ? Math.max(numberOf(rule.from_port) ?? 0, 0) : 0;
  const toPort = ports ? (numberOf(rule.to_port) ?? 65_535) : 65_535;
  const sources = SOURCES.flatMap((name) => texts(rule[name])).filter((source) => source !== "");
  return [...sources, ...(rule.self === true ? ["self"] : [])].map((source) => ({
    direction,
    source,
    protocol,
    fromPort,
    toPort: toPort < 0 ? 65_535 : toPort,
  }));
}

/** The API server of EKS listens to the world where nothing else is said. */
function endpointReaches(body: JsonObject): readonly Reach[] {
  const config = block(body.vpc_config);
  if (!isObject(config) || config.endpoint_public_access === false) {
    return [];
  }
  const sources = isEmpty(config.public_access_cidrs) ? ["0.0.0.0/0"] : texts(config.public_access_cidrs);
  return sources.map((source) => ({ direction: "in", source, protocol: "tcp", fromPort: 443, toPort: 443 }));
}
