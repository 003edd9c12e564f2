import type { JsonObject } from "../../../lib/core/render";
import { blockPeer, podsPeer, rulePort } from "./policy-rules";

/** Address of NodeLocal DNSCache, which runs in the node's own network. Source: Kubernetes, "Using NodeLocal DNSCache". */
const NODE_LOCAL_DNS = "169.254.20.10/32";

/** Addresses of the EKS Pod Identity agent on every node. Source: EKS user guide, "Set up the Pod Identity agent". */
const POD_IDENTITY_AGENT = ["169.254.170.23/32", "fd00:ec2::23/128"];

/**
 * Lets pods look up names: at CoreDNS, whose pods keep the label of its predecessor, and at a cache on the node.
 *
 * @param nameServers further blocks, where a cluster's name server is no pod
 */
export function dnsEgress(nameServers: readonly string[] = []): JsonObject {
  return {
    to: [
      podsPeer("kube-system", { "k8s-app": "kube-dns" }),
      ...[NODE_LOCAL_DNS, ...nameServers].map((cidr) => blockPeer(cidr)),
    ],
    ports: [rulePort(53, "UDP"), rulePort(53)],
  };
}

/** Lets pods fetch the credentials of their service account from the agent on their node. */
export function podIdentityEgress(): JsonObject {
  return { to: POD_IDENTITY_AGENT.map((cidr) => blockPeer(cidr)), ports: [rulePort(80)] };
}
