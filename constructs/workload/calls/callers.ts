import type { Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL } from "../../../lib/core/names";
import type { JsonObject } from "../../../lib/core/render";
import { checkLabelKey, checkLabelValue } from "../../eks/kubernetes-labels";
import type { Labels } from "../extension";
import { checkAddressBlocks } from "./address-blocks";
import { blockPeer, namespacePeer, podsPeer } from "./policy-rules";

/** Somebody outside of the declared calls who may open connections to a workload. */
export interface CallerValue {
  /** Names of the workload's ports. @default the one that takes its requests */
  readonly ports: readonly string[] | undefined;
  /** Renders the peers of a NetworkPolicy; reports every problem. */
  bind(namespace: string, problems: Problems): readonly JsonObject[];
}

/** Ports a caller may reach. */
export interface CalledPorts {
  /** Names of the workload's ports: `["grpc"]`. @default the one that takes its requests */
  readonly ports?: readonly string[];
}

export interface NamespaceCallerProps extends CalledPorts {
  readonly name: string;
}

export interface PodsCallerProps extends CalledPorts {
  /** @default the workload's own */
  readonly namespace?: string;
  /** Labels the pods have. */
  readonly labels: Labels;
}

export interface CidrCallerProps extends CalledPorts {
  /** Blocks of addresses: `["10.0.0.0/16"]`. */
  readonly cidrs: readonly string[];
}

/** Every way of naming a caller that is no workload of the stack. */
export const Caller = {
  /** Every pod of a namespace. Code: `invalid-name`. */
  namespace: ({ name, ports }: NamespaceCallerProps): CallerValue => ({
    ports,
    bind: (_, problems) => {
      checkName(problems, "name", name, DNS_LABEL);
      return [namespacePeer(name)];
    },
  }),

  /** Pods of a chart or another stack. Codes: `invalid-name`, `no-labels`, `invalid-label-key`, `invalid-label-value`. */
  pods: ({ namespace, labels, ports }: PodsCallerProps): CallerValue => ({
    ports,
    bind: (own, problems) => {
      checkSelector(problems, namespace, labels);
      return [podsPeer(namespace ?? own, labels, own)];
    },
  }),

  /** Addresses, such as those of a load balancer. Codes: `no-cidr`, `invalid-cidr`. */
  cidr: ({ cidrs, ports }: CidrCallerProps): CallerValue => ({
    ports,
    bind: (_, problems) => {
      checkAddressBlocks(problems, "cidrs", cidrs);
      return cidrs.map((cidr) => blockPeer(cidr));
    },
  }),
} as const;

/** Checks what selects pods. Codes: `invalid-name`, `no-labels`, `invalid-label-key`, `invalid-label-value`. */
export function checkSelector(problems: Problems, namespace: string | undefined, labels: Labels): void {
  checkName(problems, "namespace", namespace, DNS_LABEL);
  const at = problems.at("labels");
  at.addIf(Object.keys(labels).length === 0, {
    prop: "",
    code: "no-labels",
    rule: "without labels every pod of the namespace is meant",
    value: {},
    fix: "name a label, or say so with namespace",
  });
  for (const [key, value] of Object.entries(labels)) {
    checkLabelKey(at.at(key), "", key);
    checkLabelValue(at.at(key), "", value);
  }
}
