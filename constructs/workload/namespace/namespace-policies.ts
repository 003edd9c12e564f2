import type {
  NetworkPolicyV1Spec,
  NetworkPolicyV1SpecEgress,
  NetworkPolicyV1SpecEgressTo,
} from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { isCidr, parseCidr } from "../../../lib/core/cidr";
import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL } from "../../../lib/core/names";
import { checkWholeNumber } from "../../../lib/core/quantities";
import { ifKnown } from "../../../lib/core/tokens";

/** Another namespace: its name, or its name and the TCP ports that are meant. */
export type NamespacePeer = string | { readonly namespace: string; readonly ports: readonly number[] };

/**
 * What pods of a namespace may reach and be reached by, whatever their own policies say. NetworkPolicies only ever
 * add: what is allowed here, no policy of a workload takes back.
 */
export type NamespaceNetwork = {
  /** Namespaces whose pods may reach every pod here. Let in single callers with the workload's own calls. @default none */
  readonly allowFromNamespaces?: readonly NamespacePeer[];
  /**
   * Namespaces that every pod here may reach. The other side must let them in, where it has a boundary too.
   * @default none
   */
  readonly allowToNamespaces?: readonly NamespacePeer[];
  /** @default denied: pods here reach each other where a workload's own policies say so */
  readonly withinNamespace?: "denied" | "allowed";
  /**
   * Where names are resolved. `cluster` means the CoreDNS pods in kube-system. Where a node answers itself, name its
   * blocks beside them: `169.254.20.10/32` for NodeLocal DNSCache. EKS Auto Mode runs CoreDNS on the nodes, outside
   * of any pod: use `any-address`, which opens port 53 to everywhere. `none` resolves nothing.
   * @default cluster
   */
  readonly dns?: "cluster" | "any-address" | "none" | { readonly cidrs: readonly string[] };
};

/** Label every namespace carries with its own name. Source: "Labels, Annotations and Taints", Kubernetes documentation. */
const NAME_LABEL = "kubernetes.io/metadata.name";

const EVERY_POD = {};
const DNS_PORTS = [
  { port: "53", protocol: "UDP" },
  { port: "53", protocol: "TCP" },
];

/** Labels of CoreDNS. Its Service is called kube-dns, for its predecessor. */
const COREDNS: NetworkPolicyV1SpecEgressTo = {
  namespaceSelector: { matchLabels: { [NAME_LABEL]: "kube-system" } },
  podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
};

/**
 * The NetworkPolicies of a namespace by their names.
 *
 * Codes: `invalid-name`, `no-ports`, `out-of-range`, `duplicate-peer`, `own-namespace`, `unknown-dns`, `invalid-cidr`,
 * `no-cidrs`.
 */
export function namespacePolicies(
  namespace: string,
  network: NamespaceNetwork,
  problems: Problems,
): { readonly [name: string]: NetworkPolicyV1Spec } {
  const { allowFromNamespaces = [], allowToNamespaces = [] } = network;
  checkPeers(namespace, allowFromNamespaces, problems.at("allowFromNamespaces"));
  checkPeers(namespace, allowToNamespaces, problems.at("allowToNamespaces"));
  checkKnown(problems, "withinNamespace", "unknown-setting", "setting", network.withinNamespace, [
    "denied",
    "allowed",
  ]);
  const dns = dnsEgress(network.dns ?? "cluster", problems);
  return {
    "default-deny": { podSelector: EVERY_POD, policyTypes: ["Ingress", "Egress"] },
    ...(dns && { "allow-dns": { podSelector: EVERY_POD, policyTypes: ["Egress"], egress: [dns] } }),
    ...(network.withinNamespace === "allowed" && {
      "allow-within-namespace": {
        podSelector: EVERY_POD,
        policyTypes: ["Ingress", "Egress"],
        ingress: [{ from: [{ podSelector: EVERY_POD }] }],
        egress: [{ to: [{ podSelector: EVERY_POD }] }],
      },
    }),
    ...(allowFromNamespaces.length > 0 && {
      "allow-from-namespaces": {
        podSelector: EVERY_POD,
        policyTypes: ["Ingress"],
        ingress: sorted(allowFromNamespaces).map((peer) => ({ from: [podsOf(peer)], ...portsOf(peer) })),
      },
    }),
    ...(allowToNamespaces.length > 0 && {
      "allow-to-namespaces": {
        podSelector: EVERY_POD,
        policyTypes: ["Egress"],
        egress: sorted(allowToNamespaces).map((peer) => ({ to: [podsOf(peer)], ...portsOf(peer) })),
      },
    }),
  };
}

function dnsEgress(
  dns: NonNullable<NamespaceNetwork["dns"]>,
  problems: Problems,
): NetworkPolicyV1SpecEgress | undefined {
  if (typeof dns === "object") {
    checkCidrs(dns.cidrs, problems.at("dns").at("cidrs"));
    return { to: [COREDNS, ...dns.cidrs.map((cidr) => ({ ipBlock: { cidr } }))], ports: DNS_PORTS };
  }
  checkKnown(problems, "dns", "unknown-dns", "way of resolving names", dns, [
    "cluster",
    "any-address",
    "none",
  ]);
  return dns === "none" ? undefined : { ...(dns === "cluster" && { to: [COREDNS] }), ports: DNS_PORTS };
}

function namespaceOf(peer: NamespacePeer): string {
  return typeof peer === "string" ? peer : peer.namespace;
}

function podsOf(peer: NamespacePeer) {
  return { namespaceSelector: { matchLabels: { [NAME_LABEL]: namespaceOf(peer) } } };
}

function portsOf(peer: NamespacePeer) {
  return typeof peer === "string"
    ? {}
    : { ports: peer.ports.map((port) => ({ port: String(port), protocol: "TCP" })) };
}

/** By name, so that the order of a list shows in no plan. */
function sorted(peers: readonly NamespacePeer[]): NamespacePeer[] {
  return [...peers].sort((one, other) => (namespaceOf(one) < namespaceOf(other) ? -1 : 1));
}

function checkPeers(namespace: string, peers: readonly NamespacePeer[], problems: Problems): void {
  const seen = new Set<string>();
  peers.forEach((peer, index) => {
    const at = problems.at(index);
    const name = namespaceOf(peer);
    checkName(at, "", name, DNS_LABEL);
    at.addIf(seen.has(name), {
      prop: "",
      code: "duplicate-peer",
      rule: "a namespace is named once",
      value: name,
      fix: "put its ports into one entry",
    });
    seen.add(name);
    at.addIf(name === namespace, {
      prop: "",
      code: "own-namespace",
      rule: "this is the namespace itself",
      value: name,
      fix: 'use withinNamespace: "allowed"',
    });
    if (typeof peer !== "string") {
      checkPorts(peer.ports, at.at("ports"));
    }
  });
}

function checkPorts(ports: readonly number[], problems: Problems): void {
  // A rule without ports means every port, the opposite of what an empty list looks like.
  problems.addIf(ports.length === 0, {
    prop: "",
    code: "no-ports",
    rule: "a peer with ports names at least one",
    value: ports,
    fix: "add a port, or write the namespace alone to mean every port",
  });
  ports.forEach((port, index) => {
    checkWholeNumber(problems, `[${index}]`, port, 1, 65_535);
  });
}

function checkCidrs(cidrs: readonly string[], problems: Problems): void {
  problems.addIf(cidrs.length === 0, {
    prop: "",
    code: "no-cidrs",
    rule: "name at least one block",
    value: cidrs,
    fix: "add a block, or use cluster",
  });
  cidrs.forEach((cidr, index) => {
    ifKnown(cidr, (known) => {
      const parsed = parseCidr(known);
      if (!isCidr(parsed)) {
        problems.add({
          prop: `[${index}]`,
          code: "invalid-cidr",
          rule: parsed.reason,
          value: known,
          fix: "write it like 169.254.20.10/32",
        });
      }
    });
  });
}
