import type { LimitRangeV1SpecLimit } from "@cdktf/provider-kubernetes/lib/limit-range-v1";
import type { Problems } from "../../../lib/core/errors";
import {
  type ComputeAmounts,
  checkResources,
  compareQuantities,
  parseQuantity,
  type Quantity,
  type ResourceRequirements,
} from "../../../lib/core/quantities";
import { isToken } from "../../../lib/core/tokens";
import { type CpuLimits, refuseCpuLimit } from "./cpu-limits";
import { checkQuantity } from "./namespace-quota";

/** What single containers of a namespace get and may ask for. */
export type ContainerLimits = {
  /**
   * For containers that say nothing themselves.
   * @default requests 100m and 128Mi, limits 500m and 512Mi; no CPU limit where `cpuLimits` are optional
   */
  readonly defaults?: ResourceRequirements;
  /**
   * Highest limits of one container. `"unlimited"` leaves it to the quota.
   * @default 4 cores and 8Gi; of CPU none where `cpuLimits` are optional
   */
  readonly max?: ComputeAmounts | "unlimited";
  /** Most that one volume claim may ask for, such as `100Gi`. @default what the quota leaves */
  readonly maxVolume?: string;
};

const DEFAULTS = { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "512Mi" } };
const MAX = { cpu: "4", memory: "8Gi" };

/**
 * The limits of a LimitRange. Kubernetes takes what is the most for the default where there is none, so that optional
 * CPU limits have neither. Source: SetDefaults_LimitRangeItem, Kubernetes.
 *
 * Codes: `invalid-quantity`, `request-above-limit`, `default-above-max`, `cpu-limit-not-optional`.
 */
export function limitRange(
  limits: ContainerLimits,
  cpuLimits: CpuLimits,
  problems: Problems,
): LimitRangeV1SpecLimit[] {
  const requests = { ...DEFAULTS.requests, ...limits.defaults?.requests };
  const defaults = { ...amounts(DEFAULTS.limits, cpuLimits), ...limits.defaults?.limits };
  checkResources(problems, "defaults", { requests, limits: defaults });
  const max = limits.max === "unlimited" ? undefined : { ...amounts(MAX, cpuLimits), ...limits.max };
  if (cpuLimits === "optional") {
    refuseCpuLimit(problems, "defaults.limits.cpu", defaults.cpu);
    refuseCpuLimit(problems, "max.cpu", max?.cpu);
  }
  if (max !== undefined) {
    checkMax(max, defaults, problems);
  }
  checkQuantity(problems, "maxVolume", limits.maxVolume);
  return [
    { type: "Container", defaultRequest: requests, default: defaults, ...(max && { max }) },
    ...(limits.maxVolume === undefined
      ? []
      : [{ type: "PersistentVolumeClaim", max: { storage: limits.maxVolume } }]),
  ];
}

function amounts({ cpu, memory }: Required<ComputeAmounts>, cpuLimits: CpuLimits): ComputeAmounts {
  return cpuLimits === "optional" ? { memory } : { cpu, memory };
}

function checkMax(max: ComputeAmounts, defaults: ComputeAmounts, problems: Problems): void {
  for (const kind of ["cpu", "memory"] as const) {
    const highest = checkQuantity(problems.at("max"), kind, max[kind]);
    const given = knownQuantity(defaults[kind]);
    problems.addIf(highest !== undefined && given !== undefined && compareQuantities(given, highest) > 0, {
      prop: `defaults.limits.${kind}`,
      code: "default-above-max",
      rule: `containers that name no limit would be refused: the most is ${max[kind]}`,
      value: defaults[kind],
      fix: "raise max or lower the default",
    });
  }
}

function knownQuantity(amount: string | undefined): Quantity | undefined {
  return amount === undefined || isToken(amount) ? undefined : parseQuantity(amount);
}
