import type { KubernetesManifest } from "../../constructs/helm";

type Labels = Record<string, string>;
type Peer = {
  readonly podSelector?: { readonly matchLabels: Labels };
  readonly namespaceSelector?: { readonly matchLabels: Labels };
  readonly ipBlock?: { readonly cidr: string };
};
type Rule = {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port: number; readonly protocol: string }[];
};

/** A pod as policies see it. */
export interface Pod {
  readonly namespace: string;
  readonly labels: Labels;
}

/**
 * Whether a pod may open a TCP connection to another by the NetworkPolicies of a cluster: a policy of the one must let it
 * out and a policy of the other let it in, where they have any. Source: "Network Policies", Kubernetes documentation.
 */
export function connects(policies: readonly KubernetesManifest[], from: Pod, to: Pod, port: number): boolean {
  return permits(policies, "egress", from, to, port) && permits(policies, "ingress", to, from, port);
}

function permits(
  policies: readonly KubernetesManifest[],
  direction: "egress" | "ingress",
  own: Pod,
  other: Pod,
  port: number,
): boolean {
  const selecting = policies.filter(({ metadata, spec }) => {
    const { podSelector } = spec as { podSelector: { matchLabels: Labels } };
    return metadata.namespace === own.namespace && matches(podSelector.matchLabels, own.labels);
  });
  return (
    selecting.length === 0 ||
    selecting.some(({ metadata, spec }) => {
      const rules = (spec as unknown as Record<typeof direction, readonly Rule[]>)[direction];
      return rules.some(
        (rule) =>
          peers(rule, direction)?.some((peer) => isPeer(peer, other, metadata.namespace ?? "")) !== false &&
          rule.ports?.some((one) => one.port === port && one.protocol === "TCP") !== false,
      );
    })
  );
}

function peers(rule: Rule, direction: "egress" | "ingress"): readonly Peer[] | undefined {
  return direction === "egress" ? rule.to : rule.from;
}

function isPeer({ podSelector, namespaceSelector, ipBlock }: Peer, pod: Pod, own: string): boolean {
  if (ipBlock !== undefined) {
    return false;
  }
  const namespace = namespaceSelector
    ? matches(namespaceSelector.matchLabels, { "kubernetes.io/metadata.name": pod.namespace })
    : pod.namespace === own;
  return namespace && (podSelector === undefined || matches(podSelector.matchLabels, pod.labels));
}

function matches(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
