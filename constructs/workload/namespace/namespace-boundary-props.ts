import type { ITerraformDependable } from "cdktf";
import type { ICluster } from "../../cluster/cluster";
import type { Labels } from "../extension";
import type { ContainerLimits } from "./container-limits";
import type { CpuLimits } from "./cpu-limits";
import type { NamespaceNetwork } from "./namespace-policies";
import type { NamespaceQuota } from "./namespace-quota";
import type { PodSecurity } from "./pod-security";
import type { TeamGroups } from "./team-roles";

export interface NamespaceBoundaryProps {
  /** Where the namespace is made. */
  readonly cluster: ICluster;
  /** Name of the namespace, a DNS label. Another name is another namespace: the old one goes, with all in it. */
  readonly name: string;
  /**
   * Pod security standard: what pods may ask of their node.
   * @default `restricted` is enforced, audited and warned of, as the cluster's Kubernetes version defines it. `"none"`
   * sets no labels, so that the cluster's own default applies
   */
  readonly podSecurity?: PodSecurity | "none";
  /**
   * What everything in the namespace may use together. Amounts left out keep their defaults.
   * @default see `NamespaceQuota`. `"none"` makes no quota
   */
  readonly quota?: NamespaceQuota | "none";
  /**
   * What single containers get and may ask for. With a quota, pods whose containers name no amounts are refused unless
   * there are defaults.
   * @default see `ContainerLimits`. `"none"` makes no limit range
   */
  readonly containerLimits?: ContainerLimits | "none";
  /**
   * Whether containers have a CPU limit. `optional` lets those that say `limits: { cpu: "none" }` use what their node has
   * to spare: neither `containerLimits` nor `quota` know a CPU limit then, requests still count.
   * @default required: containers that name none get the default of `containerLimits`
   */
  readonly cpuLimits?: CpuLimits;
  /**
   * Whether pods count as ready only once load balancers have found them healthy, so that an update waits for them:
   * `aws-load-balancer-controller` has that controller see to it, by a label of the namespace. For targets by IP, as
   * `Exposure.alb` makes them.
   * @default none: an update goes on as soon as pods are ready themselves
   */
  readonly podReadinessGates?: "aws-load-balancer-controller" | "none";
  /**
   * What pods may reach and be reached by beside what their own policies allow.
   * @default nothing but the cluster's DNS. `"open"` makes no policies
   */
  readonly network?: NamespaceNetwork | "open";
  /**
   * Who works in the namespace: Kubernetes groups by team and role. The team's name becomes part of the names of its
   * bindings.
   * @default nobody beside those with rights in the whole cluster
   */
  readonly teams?: { readonly [team: string]: TeamGroups };
  /**
   * Whether pods that run as the namespace's `default` service account get a token of the API server.
   * @default `unmounted`: a pod that needs the API runs as a service account of its own
   */
  readonly defaultServiceAccountToken?: "unmounted" | "mounted";
  /** Labels of the namespace: `{ team: "shop" }`. Those of pod security are set by `podSecurity`. @default none */
  readonly labels?: Labels;
  /** @default none */
  readonly annotations?: Labels;
  /**
   * Terraform refuses to destroy the namespace, and so everything in it, volumes among it. To let it go, set false,
   * apply, then destroy.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /** Time Kubernetes gets to empty the namespace when it is destroyed. @default 600 */
  readonly deletionTimeoutSeconds?: number;
  /** What must exist before, beside the cluster. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}
