import type { Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL } from "../../../lib/core/names";
import { checkWholeNumber } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import type { Labels } from "../extension";
import { checkAddressBlocks } from "./address-blocks";
import { checkSelector } from "./callers";
import { blockPeer, namespacePeer, podsPeer, rulePort } from "./policy-rules";

/** A port of what is called: TCP by its number, or with its protocol. */
export type EgressPort =
  | number
  | {
      /** 1 to 65535. */
      readonly port: number;
      /** Last port of a range that begins at `port`. @default that port alone */
      readonly endPort?: number;
      /** @default TCP */
      readonly protocol?: "TCP" | "UDP" | "SCTP";
    };

/** Somewhere outside of the declared calls that pods may open connections to. */
export interface EgressValue {
  /** Renders the rule of a NetworkPolicy; reports every problem. */
  bind(namespace: string, problems: Problems): JsonObject;
}

export interface CidrEgressProps {
  /** Blocks of addresses: `["10.0.0.0/16"]`. */
  readonly cidrs: readonly string[];
  /** `[5432]`. */
  readonly ports: readonly EgressPort[];
}

export interface NamespaceEgressProps {
  readonly name: string;
  readonly ports: readonly EgressPort[];
}

export interface PodsEgressProps {
  /** @default the workload's own */
  readonly namespace?: string;
  /** Labels the pods have: `{ "app.kubernetes.io/name": "redis" }`. */
  readonly labels: Labels;
  /** Ports of the pods, not of their Service where the two differ. */
  readonly ports: readonly EgressPort[];
}

export interface InternetEgressProps {
  /** @default [443] */
  readonly ports?: readonly EgressPort[];
}

/**
 * Blocks that are nobody's on the internet: private networks, carrier-grade NAT (which EKS gives to pods), addresses of
 * the node itself such as the metadata service of clouds. Source: RFC 1918, 6598, 3927, 4193, 4291.
 */
const NOT_THE_INTERNET = {
  "0.0.0.0/0": ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"],
  "::/0": ["fc00::/7", "fe80::/10"],
};

/** Every way of reaching what is no workload of the stack. */
export const Egress = {
  /**
   * Addresses: a database in the VPC, an endpoint of a cloud. Codes: `no-cidr`, `invalid-cidr`, `no-ports`,
   * `out-of-range`, `range-ends-early`.
   */
  cidr: ({ cidrs, ports }: CidrEgressProps): EgressValue => ({
    bind: (_, problems) => {
      checkAddressBlocks(problems, "cidrs", cidrs);
      return rule(
        cidrs.map((cidr) => blockPeer(cidr)),
        ports,
        problems,
      );
    },
  }),

  /**
   * Public addresses. Private networks stay closed, endpoints of a VPC among them (`cidr` opens those), and so does the
   * metadata service of the cloud. Codes: `no-ports`,
   * `out-of-range`, `range-ends-early`.
   */
  internet: ({ ports = [443] }: InternetEgressProps = {}): EgressValue => ({
    bind: (_, problems) =>
      rule(
        Object.entries(NOT_THE_INTERNET).map(([cidr, except]) => blockPeer(cidr, except)),
        ports,
        problems,
      ),
  }),

  /** Every pod of a namespace. Codes: `invalid-name`, `no-ports`, `out-of-range`, `range-ends-early`. */
  namespace: ({ name, ports }: NamespaceEgressProps): EgressValue => ({
    bind: (_, problems) => {
      checkName(problems, "name", name, DNS_LABEL);
      return rule([namespacePeer(name)], ports, problems);
    },
  }),

  /**
   * Pods that no workload of the stack is: a chart's, another stack's. Codes: `invalid-name`, `no-labels`,
   * `invalid-label-key`, `invalid-label-value`, `no-ports`, `out-of-range`, `range-ends-early`.
   */
  pods: ({ namespace, labels, ports }: PodsEgressProps): EgressValue => ({
    bind: (own, problems) => {
      checkSelector(problems, namespace, labels);
      return rule([podsPeer(namespace ?? own, labels, own)], ports, problems);
    },
  }),
} as const;

function rule(to: readonly JsonObject[], ports: readonly EgressPort[], problems: Problems): JsonObject {
  const at = problems.at("ports");
  at.addIf(ports.length === 0, {
    prop: "",
    code: "no-ports",
    rule: "a rule names the ports that may be reached",
    value: [],
    fix: "name them: ports: [443]",
  });
  return { to, ports: ports.map((port, index) => egressPort(port, at.at(index))) };
}

function egressPort(given: EgressPort, problems: Problems): JsonObject {
  if (typeof given === "number") {
    checkWholeNumber(problems, "", given, 1, 65535);
    return rulePort(given);
  }
  const { port, endPort, protocol } = given;
  checkWholeNumber(problems, "port", port, 1, 65535);
  checkWholeNumber(problems, "endPort", endPort, 1, 65535);
  problems.addIf(endPort !== undefined && endPort < port, {
    prop: "endPort",
    code: "range-ends-early",
    rule: `a range ends at its first port, which is ${port}, or after it`,
    value: endPort,
    fix: "raise endPort or leave it out",
  });
  return { ...rulePort(port, protocol), ...(endPort !== undefined && { endPort }) };
}
