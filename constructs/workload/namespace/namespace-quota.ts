import type { Problems } from "../../../lib/core/errors";
import {
  checkResources,
  checkWholeNumber,
  parseQuantity,
  type Quantity,
  type ResourceRequirements,
} from "../../../lib/core/quantities";
import { ifKnown } from "../../../lib/core/tokens";
import { type CpuLimits, refuseCpuLimit } from "./cpu-limits";

/**
 * What everything in a namespace may use together. The defaults fit some forty pods with the default resources of a
 * workload, and room for the second copy of those that are being replaced.
 */
export type NamespaceQuota = {
  /**
   * Sums over all pods that have not finished.
   * @default requests of 10 cores and 20Gi, limits of 40 cores and 40Gi; of CPU none where `cpuLimits` are optional
   */
  readonly resources?: ResourceRequirements | "unlimited";
  /** Pods that have not finished. @default 100 */
  readonly pods?: number | "unlimited";
  /** Claims of volumes. @default 20 */
  readonly volumeClaims?: number | "unlimited";
  /** Sum of what volume claims ask for. @default 200Gi */
  readonly volumeStorage?: string;
  /** Services of type LoadBalancer: each makes an entry to the cluster past its gateways. @default 0 */
  readonly loadBalancers?: number | "unlimited";
  /** Ports that Services open on every node. @default 0 */
  readonly nodePorts?: number | "unlimited";
  /**
   * Further amounts by Kubernetes' own names: `{ "requests.nvidia.com/gpu": "2", "count/jobs.batch": "50" }`.
   * @default none
   */
  readonly hard?: { readonly [resource: string]: string };
};

const DEFAULT_RESOURCES = {
  requests: { cpu: "10", memory: "20Gi" },
  limits: { cpu: "40", memory: "40Gi" },
};

/** Most objects of a kind: beyond it a number is a slip of the keyboard. */
const MAX_COUNT = 100_000;

/** Names of amounts that have a prop of their own. */
const COUNTS = {
  pods: "pods",
  volumeClaims: "persistentvolumeclaims",
  loadBalancers: "services.loadbalancers",
  nodePorts: "services.nodeports",
} as const;

const DEFAULT_COUNTS = { pods: 100, volumeClaims: 20, loadBalancers: 0, nodePorts: 0 };

const OWN = [
  "requests.cpu",
  "requests.memory",
  "limits.cpu",
  "limits.memory",
  "cpu",
  "memory",
  "requests.storage",
  ...Object.values(COUNTS),
];

/**
 * The amounts of a ResourceQuota by Kubernetes' names for them. A quota of CPU limits refuses pods whose containers have
 * none, so that optional ones are not counted.
 *
 * Codes: `invalid-quantity`, `request-above-limit`, `out-of-range`, `duplicate-quota`, `cpu-limit-not-optional`.
 */
export function quotaAmounts(
  quota: NamespaceQuota,
  cpuLimits: CpuLimits,
  problems: Problems,
): { readonly [name: string]: string } {
  const storage = quota.volumeStorage ?? "200Gi";
  checkQuantity(problems, "volumeStorage", storage);
  return {
    ...computeAmounts(quota.resources ?? {}, cpuLimits, problems),
    ...countAmounts(quota, problems),
    "requests.storage": storage,
    ...furtherAmounts(quota.hard ?? {}, problems.at("hard")),
  };
}

function computeAmounts(
  resources: ResourceRequirements | "unlimited",
  cpuLimits: CpuLimits,
  problems: Problems,
): { readonly [name: string]: string } {
  if (resources === "unlimited") {
    return {};
  }
  const requests = { ...DEFAULT_RESOURCES.requests, ...resources.requests };
  const optional = cpuLimits === "optional";
  if (optional) {
    refuseCpuLimit(problems, "resources.limits.cpu", resources.limits?.cpu);
  }
  const limits = { ...DEFAULT_RESOURCES.limits, ...resources.limits };
  checkResources(problems, "resources", {
    requests,
    limits: optional ? { memory: limits.memory } : limits,
  });
  return {
    "requests.cpu": requests.cpu,
    "requests.memory": requests.memory,
    ...(!optional && { "limits.cpu": limits.cpu }),
    "limits.memory": limits.memory,
  };
}

function countAmounts(quota: NamespaceQuota, problems: Problems): { readonly [name: string]: string } {
  const amounts: Record<string, string> = {};
  for (const prop of Object.keys(COUNTS) as (keyof typeof COUNTS)[]) {
    const count = quota[prop] ?? DEFAULT_COUNTS[prop];
    if (count !== "unlimited") {
      checkWholeNumber(problems, prop, count, 0, MAX_COUNT);
      amounts[COUNTS[prop]] = String(count);
    }
  }
  return amounts;
}

function furtherAmounts(hard: { readonly [resource: string]: string }, problems: Problems) {
  for (const [resource, amount] of Object.entries(hard)) {
    const at = problems.at(resource);
    at.addIf(OWN.includes(resource), {
      prop: "",
      code: "duplicate-quota",
      rule: "this amount has a prop of its own",
      value: resource,
      fix: "use resources, pods, volumeClaims, volumeStorage, loadBalancers or nodePorts",
    });
    checkQuantity(at, "", amount);
  }
  return hard;
}

/** Reports an amount that is no Kubernetes quantity as `invalid-quantity`, and returns what it is. Tokens pass. */
export function checkQuantity(
  problems: Problems,
  prop: string,
  amount: string | undefined,
): Quantity | undefined {
  let quantity: Quantity | undefined;
  ifKnown(amount, (known) => {
    quantity = parseQuantity(known);
    problems.addIf(quantity === undefined, {
      prop,
      code: "invalid-quantity",
      rule: "an amount is a Kubernetes quantity",
      value: known,
      fix: "write it like 20, 500m or 200Gi",
    });
  });
  return quantity;
}
