import type { Problems } from "../../../lib/core/errors";
import {
  type ComputeAmounts,
  checkResources,
  compareQuantities,
  parseQuantity,
  type Quantity,
  type ResourceRequirements,
} from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import { ifKnown } from "../../../lib/core/tokens";
import type { IWorkloadNamespace } from "../workload-platform";

type Amounts = ComputeAmounts & {
  /** Space on the node's disk for logs, `/tmp` and what else is thrown away: `"1Gi"`. @default not counted */
  readonly ephemeralStorage?: string;
};

/** What a container is promised and what it may use at most. */
export type ContainerResources = {
  /** What the scheduler sets aside. @default 100m and 128Mi */
  readonly requests?: Amounts;
  /**
   * Above the memory limit the container is killed, above the CPU limit it is slowed down; `cpu: "none"` lets it use
   * what the node has to spare, where the namespace has `cpuLimits: "optional"`. @default 500m and 512Mi
   */
  readonly limits?: Omit<Amounts, "cpu"> & { readonly cpu?: string | "none" };
};

/** What containers get where neither they nor the platform say anything. */
export const DEFAULT_RESOURCES = {
  requests: { cpu: "100m", memory: "128Mi" },
  limits: { cpu: "500m", memory: "512Mi" },
} as const satisfies ContainerResources;

/** What else decides about the resources of a container. */
export interface ResourcesContext {
  /** For containers that say nothing themselves. @default DEFAULT_RESOURCES */
  readonly platform?: ResourceRequirements | undefined;
  /** Further limits, such as GPUs. @default none */
  readonly devices?: JsonObject | undefined;
  /** Whether the namespace makes containers have a CPU limit. @default not known */
  readonly cpuLimits?: IWorkloadNamespace["cpuLimits"];
}

/**
 * Renders the resources of a container, under the prop `resources`: its own, then the platform's, then the defaults,
 * amount by amount. Codes: `invalid-quantity`, `request-above-limit`, `cpu-limit-required`.
 */
export function resolveContainerResources(
  own: ContainerResources | undefined,
  { platform, devices = {}, cpuLimits }: ResourcesContext,
  problems: Problems,
): JsonObject {
  const requests = { ...DEFAULT_RESOURCES.requests, ...given(platform?.requests), ...given(own?.requests) };
  const limits = { ...DEFAULT_RESOURCES.limits, ...given(platform?.limits), ...given(own?.limits) };
  const cpu = limits.cpu === "none" ? undefined : limits.cpu;
  checkResources(problems, "resources", { requests, limits: { cpu, memory: limits.memory } });
  problems.addIf(limits.cpu === "none" && cpuLimits === "required", {
    prop: "resources.limits.cpu",
    code: "cpu-limit-required",
    rule: "the namespace gives a CPU limit to containers that name none, or its quota refuses them",
    value: limits.cpu,
    fix: 'say cpuLimits: "optional" in the NamespaceBoundary, or name a limit',
  });
  checkEphemeralStorage(requests.ephemeralStorage, limits.ephemeralStorage, problems.at("resources"));
  return {
    requests: {
      cpu: requests.cpu,
      memory: requests.memory,
      "ephemeral-storage": requests.ephemeralStorage,
    },
    limits: { cpu, memory: limits.memory, "ephemeral-storage": limits.ephemeralStorage, ...devices },
  };
}

function given(amounts: Amounts | undefined): Amounts {
  return Object.fromEntries(Object.entries(amounts ?? {}).filter(([, amount]) => amount !== undefined));
}

function checkEphemeralStorage(
  request: string | undefined,
  limit: string | undefined,
  problems: Problems,
): void {
  const asked = checkBytes(problems, "requests.ephemeralStorage", request);
  const allowed = checkBytes(problems, "limits.ephemeralStorage", limit);
  problems.addIf(asked !== undefined && allowed !== undefined && compareQuantities(asked, allowed) > 0, {
    prop: "requests.ephemeralStorage",
    code: "request-above-limit",
    rule: `a request is at most the limit, which is ${limit}`,
    value: request,
    fix: "lower the request or raise the limit",
  });
}

/** Reports an amount that is not whole bytes with a suffix, as `invalid-quantity`; tokens pass. */
export function checkBytes(
  problems: Problems,
  prop: string,
  amount: string | undefined,
): Quantity | undefined {
  let parsed: Quantity | undefined;
  ifKnown(amount, (known) => {
    const quantity = /[mnu]$/.test(known) ? undefined : parseQuantity(known);
    parsed = quantity !== undefined && quantity.nanos > 0n ? quantity : undefined;
    problems.addIf(parsed === undefined, {
      prop,
      code: "invalid-quantity",
      rule: 'an amount of storage is written in bytes with a suffix such as Mi or Gi ("512Mi")',
      value: known,
      fix: "write it like 512Mi or 2Gi",
    });
  });
  return parsed;
}
