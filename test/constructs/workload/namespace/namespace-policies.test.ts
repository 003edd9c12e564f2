import type { NetworkPolicyV1Spec } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { Fn } from "cdktf";
import * as fc from "fast-check";
import {
  type NamespaceNetwork,
  namespacePolicies,
} from "../../../../constructs/workload/namespace/namespace-policies";
import { Problems } from "../../../../lib/core/errors";
import { coreProblems } from "../../../support/core-kinds";
import { codes } from "../../../support/synth";

type Policies = ReturnType<typeof namespacePolicies>;

function resolve(network: NamespaceNetwork) {
  const problems = new Problems();
  const policies = namespacePolicies("shop", network, problems.at("network"));
  return { policies, codes: codes(problems.all) };
}

/** One end of a connection: a pod, or an address outside of the cluster. */
type End = { readonly namespace: string; readonly labels?: Record<string, string> } | { readonly ip: string };

type Selector = { readonly matchLabels?: Record<string, string> };
type Peer = {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr?: string };
};
type Rule = {
  readonly from?: Peer[];
  readonly to?: Peer[];
  readonly ports?: { readonly port?: string; readonly protocol?: string }[];
};

function selects({ matchLabels = {} }: Selector, labels: Record<string, string>): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}

function isPeer(peer: Peer, end: End): boolean {
  if ("ip" in end) {
    return peer.ipBlock?.cidr === `${end.ip}/32`;
  }
  const inNamespace =
    peer.namespaceSelector === undefined
      ? end.namespace === "shop"
      : selects(peer.namespaceSelector, { "kubernetes.io/metadata.name": end.namespace });
  return peer.ipBlock === undefined && inNamespace && selects(peer.podSelector ?? {}, end.labels ?? {});
}

/** What NetworkPolicies mean: a direction nobody selects is open, otherwise some rule must allow the connection. */
function allows(
  policies: Policies,
  direction: "Ingress" | "Egress",
  other: End,
  port: number,
  protocol = "TCP",
): boolean {
  const selecting = Object.values(policies).filter(({ policyTypes }) => policyTypes.includes(direction));
  const rules = selecting.flatMap(
    (spec: NetworkPolicyV1Spec) => ((direction === "Ingress" ? spec.ingress : spec.egress) ?? []) as Rule[],
  );
  return (
    selecting.length === 0 ||
    rules.some(({ from, to, ports }) => {
      const peers = direction === "Ingress" ? from : to;
      const portFits = ports?.some((one) => one.port === String(port) && one.protocol === protocol) ?? true;
      return portFits && (peers?.some((peer) => isPeer(peer, other)) ?? true);
    })
  );
}

const DNS: End = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } };
const SAME: End = { namespace: "shop", labels: { app: "users" } };
const INTERNET: End = { ip: "203.0.113.7" };

const namespaceName = fc.constantFrom("shop", "billing", "search", "kube-system", "monitoring");
const port = fc.constantFrom(53, 80, 3000, 9090);

describe("namespacePolicies", () => {
  it("denies everything but the cluster's DNS", () => {
    const { policies } = resolve({});
    expect(Object.keys(policies)).toEqual(["default-deny", "allow-dns"]);
    expect(allows(policies, "Egress", DNS, 53, "UDP")).toBe(true);
    expect(allows(policies, "Egress", DNS, 53, "TCP")).toBe(true);
    expect(allows(policies, "Egress", { namespace: "kube-system" }, 53, "UDP")).toBe(false);
    expect(allows(policies, "Egress", { ip: "1.1.1.1" }, 53, "UDP")).toBe(false);
    fc.assert(
      fc.property(
        namespaceName,
        port,
        fc.constantFrom("Ingress" as const, "Egress" as const),
        (name, at, way) => {
          expect(allows(policies, way, { namespace: name, labels: { app: "any" } }, at)).toBe(false);
          expect(allows(policies, way, INTERNET, at)).toBe(false);
        },
      ),
    );
  });

  it("allows the namespaces that are named, on the ports that are named, and nobody else", () => {
    const peers = fc.uniqueArray(
      fc.record({
        namespace: fc.constantFrom("billing", "search", "monitoring"),
        ports: fc.option(fc.uniqueArray(port, { minLength: 1 }), { nil: undefined }),
      }),
      { selector: ({ namespace }) => namespace },
    );
    fc.assert(
      fc.property(peers, peers, namespaceName, port, (from, to, name, at) => {
        const written = (list: typeof from) =>
          list.map(({ namespace, ports }) => (ports === undefined ? namespace : { namespace, ports }));
        const { policies, codes: found } = resolve({
          allowFromNamespaces: written(from),
          allowToNamespaces: written(to),
        });
        const named = (list: typeof from) =>
          list.some(({ namespace, ports }) => namespace === name && (ports?.includes(at) ?? true));
        expect(found).toEqual([]);
        expect(allows(policies, "Ingress", { namespace: name }, at)).toBe(named(from));
        expect(allows(policies, "Egress", { namespace: name }, at)).toBe(named(to));
      }),
    );
  });

  it("lets pods of the namespace reach each other when told, and no one else", () => {
    const { policies } = resolve({ withinNamespace: "allowed" });
    for (const way of ["Ingress", "Egress"] as const) {
      expect(allows(policies, way, SAME, 3000)).toBe(true);
      expect(allows(policies, way, { namespace: "billing" }, 3000)).toBe(false);
      expect(allows(resolve({ withinNamespace: "denied" }).policies, way, SAME, 3000)).toBe(false);
    }
  });

  it("resolves names where it is told to", () => {
    const local = resolve({ dns: { cidrs: ["169.254.20.10/32"] } }).policies;
    expect(allows(local, "Egress", { ip: "169.254.20.10" }, 53, "UDP")).toBe(true);
    expect(allows(local, "Egress", DNS, 53, "UDP")).toBe(true);
    expect(allows(local, "Egress", { ip: "169.254.20.10" }, 80)).toBe(false);
    const anywhere = resolve({ dns: "any-address" }).policies;
    expect(allows(anywhere, "Egress", INTERNET, 53, "UDP")).toBe(true);
    expect(allows(anywhere, "Egress", INTERNET, 443)).toBe(false);
    expect(allows(resolve({ dns: "none" }).policies, "Egress", DNS, 53, "UDP")).toBe(false);
  });

  it("shows the same whatever order namespaces are named in", () => {
    const [one, other] = [
      ["a", "b"],
      ["b", "a"],
    ].map((names) => resolve({ allowFromNamespaces: names, allowToNamespaces: names }).policies);
    expect(one).toEqual(other);
  });

  it("writes policies that Kubernetes accepts", () => {
    const { policies } = resolve({
      withinNamespace: "allowed",
      dns: { cidrs: ["169.254.20.10/32"] },
      allowFromNamespaces: [{ namespace: "billing", ports: [80] }],
      allowToNamespaces: ["search"],
    });
    expect(Object.keys(policies)).toHaveLength(5);
    const manifests = Object.entries(policies).map(([name, spec]) => ({
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name },
      spec: JSON.parse(JSON.stringify(spec)),
    }));
    expect(coreProblems(manifests)).toEqual([]);
  });

  it.each<[string, NamespaceNetwork, string[]]>([
    [
      "a name of no namespace",
      { allowFromNamespaces: ["Shop"] },
      ["network.allowFromNamespaces[0] invalid-name"],
    ],
    [
      "a namespace named twice",
      { allowToNamespaces: ["a", { namespace: "a", ports: [80] }] },
      ["network.allowToNamespaces[1] duplicate-peer"],
    ],
    ["itself", { allowToNamespaces: ["shop"] }, ["network.allowToNamespaces[0] own-namespace"]],
    [
      "no ports",
      { allowFromNamespaces: [{ namespace: "a", ports: [] }] },
      ["network.allowFromNamespaces[0].ports no-ports"],
    ],
    [
      "a port that is none",
      { allowFromNamespaces: [{ namespace: "a", ports: [80, 70_000] }] },
      ["network.allowFromNamespaces[0].ports[1] out-of-range"],
    ],
    ["DNS nobody knows", { dns: "node" as never }, ["network.dns unknown-dns"]],
    ["no block", { dns: { cidrs: [] } }, ["network.dns.cidrs no-cidrs"]],
    ["a block that is none", { dns: { cidrs: ["169.254.20.10"] } }, ["network.dns.cidrs[0] invalid-cidr"]],
    [
      "a setting nobody knows",
      { withinNamespace: true as never },
      ["network.withinNamespace unknown-setting"],
    ],
  ])("fails on %s", (_, network, expected) => {
    expect(resolve(network).codes).toEqual(expected);
  });

  it("looks into no value that is known later", () => {
    const later = Fn.lower("X");
    const network = { allowFromNamespaces: [later], dns: { cidrs: [later] } };
    expect(resolve(network).codes).toEqual([]);
  });
});
