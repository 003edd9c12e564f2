import type { Json, JsonObject } from "../../../lib/core/render";
import type { Labels } from "../extension";

/** Rules of one direction of a NetworkPolicy name their other side by this member. */
type Side = "from" | "to";

/** Label that Kubernetes itself sets on every namespace, so that nobody can put it on another one. */
const NAMESPACE_NAME = "kubernetes.io/metadata.name";

/** Selects every pod of a namespace. */
export function namespacePeer(namespace: string): JsonObject {
  return { namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: namespace } } };
}

/**
 * Selects pods by their labels.
 *
 * @param own namespace of the policy, which a peer in the same one does not name
 */
export function podsPeer(namespace: string, labels: Labels, own?: string): JsonObject {
  const pods = { podSelector: { matchLabels: labels } };
  return namespace === own ? pods : { ...namespacePeer(namespace), ...pods };
}

/** Selects addresses. */
export function blockPeer(cidr: string, except: readonly string[] = []): JsonObject {
  return { ipBlock: { cidr, ...(except.length > 0 && { except }) } };
}

/** A port of a rule, as Kubernetes writes it. */
export function rulePort(port: number, protocol: "TCP" | "UDP" | "SCTP" = "TCP"): JsonObject {
  return { protocol, port };
}

/**
 * Rules with equal ports become one, peers and ports that stand there twice stay once, and all is sorted, so that the
 * order in which calls were declared shows in no plan. A rule that names no peer lets in everybody and outweighs those
 * that do.
 */
export function mergeRules(rules: readonly JsonObject[], side: Side): readonly JsonObject[] {
  const byPorts = new Map<
    string,
    { readonly ports: readonly Json[] | undefined; peers: Json[] | undefined }
  >();
  for (const rule of rules) {
    const ports = rule.ports === undefined ? undefined : distinct(rule.ports as readonly Json[]);
    const key = JSON.stringify(ports ?? null);
    const merged = byPorts.get(key) ?? { ports, peers: [] };
    const peers = rule[side] as readonly Json[] | undefined;
    merged.peers =
      merged.peers === undefined || peers === undefined ? undefined : [...merged.peers, ...peers];
    byPorts.set(key, merged);
  }
  return distinct(
    [...byPorts.values()].map(({ ports, peers }) => ({
      ...(ports !== undefined && { ports }),
      ...(peers !== undefined && { [side]: distinct(peers) }),
    })),
  ) as readonly JsonObject[];
}

/** Each value once, in the order of their text. */
function distinct(values: readonly Json[]): readonly Json[] {
  const texts = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...texts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value);
}
