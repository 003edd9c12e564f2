import type { LimitRangeV1SpecLimit } from "@cdktf/provider-kubernetes/lib/limit-range-v1";
import type { Problems } from "../../../lib/core/errors";
import type { IWorkloadNamespace } from "../workload-platform";

/** Whether containers of a namespace have a CPU limit. */
export type CpuLimits = NonNullable<IWorkloadNamespace["cpuLimits"]>;

/** Reports an amount that would bring the CPU limit back where it is optional: `cpu-limit-not-optional`. */
export function refuseCpuLimit(problems: Problems, prop: string, amount: string | undefined): void {
  problems.addIf(amount !== undefined, {
    prop,
    code: "cpu-limit-not-optional",
    rule: "Kubernetes gives this limit to containers that name none, or refuses them",
    value: amount,
    fix: 'leave it out, or leave out cpuLimits: "optional"',
  });
}

/** What a quota and a limit range make of containers that name no CPU limit. */
export function cpuLimitsIn({
  quota = {},
  containerLimits = [],
}: {
  readonly quota: { readonly [name: string]: string } | undefined;
  readonly containerLimits: readonly LimitRangeV1SpecLimit[] | undefined;
}): CpuLimits {
  const given = containerLimits.some(({ default: limits = {}, max = {} }) => "cpu" in limits || "cpu" in max);
  return given || "limits.cpu" in quota ? "required" : "optional";
}
