import type { ResourceRequirements } from "../../../lib/core/quantities";
import type { ContainerLimits } from "../../workload/namespace/container-limits";
import type { CpuLimits } from "../../workload/namespace/cpu-limits";
import type { NamespaceQuota } from "../../workload/namespace/namespace-quota";
import type { WorkloadPlatform } from "../../workload/workload-platform";

/** How previews of pull requests look: plain data, kept with an environment's. */
export type PreviewSettings = {
  /** Domain below which previews live; its wildcard certificate fits all of them: `previews.example.com`. */
  readonly domain: string;
  /** Time after which a preview counts as forgotten, 1 to 720. `expiredPreviews` finds those. */
  readonly ttlHours: number;
  /** What names of namespaces and stacks start with, where several repositories share a cluster. @default preview */
  readonly namePrefix?: string;
  /** Pods of services that say nothing themselves. @default 1 */
  readonly replicas?: number;
  /** For containers that say nothing themselves. @default requests 50m and 64Mi, limits 500m and 512Mi */
  readonly resources?: ResourceRequirements;
  /** Bounds of scaled workloads. @default `none`: they run the replicas they have unscaled */
  readonly scaling?: WorkloadPlatform["scaling"];
  /** `as-declared` releases as the workloads say. @default rolling: a preview has nobody to protect from a release */
  readonly strategies?: WorkloadPlatform["strategies"];
  /**
   * What one preview may use. Amounts left out keep these.
   * @default requests of 2 cores and 4Gi, limits of 10 cores and 10Gi, 30 pods, 5 volume claims of 20Gi together
   */
  readonly quota?: NamespaceQuota;
  /** What single containers get and may ask for. @default defaults of `resources`, at most 2 cores and 2Gi */
  readonly containerLimits?: ContainerLimits;
  /** Whether containers have a CPU limit, as for `NamespaceBoundary`. @default required */
  readonly cpuLimits?: CpuLimits;
};
