import { DefaultServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/default-service-account-v1";
import { LimitRangeV1 } from "@cdktf/provider-kubernetes/lib/limit-range-v1";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { NetworkPolicyV1 } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import type { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { ResourceQuotaV1 } from "@cdktf/provider-kubernetes/lib/resource-quota-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import { guardStack } from "../../../lib/core/validation";
import type { IWorkloadNamespace } from "../workload-platform";
import type { NamespaceBoundaryProps } from "./namespace-boundary-props";
import { type NamespaceBoundaryConfig, resolveNamespaceBoundary } from "./namespace-config";
import { registerNamespace } from "./namespace-registry";
import { TeamAccess } from "./team-access";
import type { TeamRole } from "./team-role-rules";

/**
 * A namespace with everything that keeps it apart from others: pod security, quota, limits of containers, network
 * policies that deny what nobody allowed, and roles for the teams that work in it.
 *
 *     const shop = new NamespaceBoundary(this, "Shop", {
 *       cluster,
 *       name: "shop",
 *       teams: { shop: { view: ["shop-viewers"], deploy: ["shop-deployers"] } },
 *     });
 *
 * Makes resources of the kubernetes provider. Hand it to a `WorkloadPlatform`: its workloads are made after the
 * boundary and destroyed before it. Destroying it deletes everything in the namespace, whoever made it, with the
 * volumes whose storage class does not keep them; `deletionProtection` refuses that.
 *
 * @throws ConfigError `invalid-name`, `reserved-namespace`, `duplicate-namespace`, `invalid-label-key`,
 * `invalid-label-value`, `reserved-label`, `out-of-range`, `unknown-pod-security-level`, `invalid-kubernetes-version`,
 * `invalid-quantity`, `request-above-limit`, `duplicate-quota`, `default-above-max`, `cpu-limit-not-optional`,
 * `unknown-setting`, `unknown-dns`,
 * `invalid-cidr`, `no-cidrs`, `duplicate-peer`, `own-namespace`, `no-ports`, `unknown-role`, `no-groups`, `empty-group`,
 * `reserved-group`, `duplicate-group`
 */
export class NamespaceBoundary extends Construct implements IWorkloadNamespace, ITerraformDependable {
  /** Name of the namespace. */
  readonly name: string;
  /** Whether containers have a CPU limit; workloads without are refused where they do. */
  readonly cpuLimits: "required" | "optional";
  /** What workloads wait for: the namespace, and all that acts on pods when they are made. */
  readonly dependencies: readonly ITerraformDependable[];
  /** Groups of all teams by role, sorted: who must let them in (on EKS access entries) names them. */
  readonly groups: Readonly<Record<TeamRole, readonly string[]>>;
  /** The kubernetes_namespace_v1, for overrides that no prop covers. */
  readonly resource: NamespaceV1;
  /** Address of the namespace in Terraform. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: NamespaceBoundaryProps) {
    super(scope, id);
    guardStack(this);
    const { cluster } = props;
    const config = resolveOrThrow(this, "NamespaceBoundaryProps", (problems) =>
      resolveNamespaceBoundary({ ...props, kubernetesVersion: cluster.kubernetesVersion }, problems),
    );
    registerNamespace(this, cluster, config.name);
    const provider = cluster.kubernetesProvider;

    this.name = config.name;
    this.cpuLimits = config.cpuLimits;
    this.resource = this.createNamespace(config, provider, [...cluster.ready, ...(props.dependsOn ?? [])]);
    this.fqn = this.resource.fqn;
    this.dependencies = [
      this.resource,
      ...this.createQuota(config, provider),
      ...this.createContainerLimits(config, provider),
      ...this.createPolicies(config, provider),
      ...this.createDefaultServiceAccount(config, provider),
    ];
    const { groups } = new TeamAccess(this, "Teams", {
      provider,
      namespace: config.name,
      bindings: config.teams,
      dependsOn: [this.resource],
    });
    this.groups = groups;
  }

  private createNamespace(
    { name, labels, annotations, deletionProtection, deletionTimeoutSeconds }: NamespaceBoundaryConfig,
    provider: KubernetesProvider,
    dependsOn: ITerraformDependable[],
  ): NamespaceV1 {
    return new NamespaceV1(this, "Resource", {
      provider,
      dependsOn: dependsOn.length > 0 ? dependsOn : undefined,
      metadata: { name, labels: { ...labels }, annotations: annotations && { ...annotations } },
      waitForDefaultServiceAccount: true,
      timeouts: { delete: `${deletionTimeoutSeconds}s` },
      lifecycle: deletionProtection ? { preventDestroy: true } : undefined,
    });
  }

  private createQuota({ name, quota }: NamespaceBoundaryConfig, provider: KubernetesProvider) {
    return quota === undefined
      ? []
      : [
          new ResourceQuotaV1(this, "Quota", {
            ...this.inside(provider),
            metadata: { name: "quota", namespace: name },
            spec: { hard: { ...quota } },
          }),
        ];
  }

  private createContainerLimits(
    { name, containerLimits }: NamespaceBoundaryConfig,
    provider: KubernetesProvider,
  ) {
    return containerLimits === undefined
      ? []
      : [
          new LimitRangeV1(this, "ContainerLimits", {
            ...this.inside(provider),
            metadata: { name: "container-limits", namespace: name },
            spec: { limit: containerLimits },
          }),
        ];
  }

  private createPolicies({ name, policies }: NamespaceBoundaryConfig, provider: KubernetesProvider) {
    const scope = new Construct(this, "Policies");
    return Object.entries(policies).map(
      ([policy, spec]) =>
        new NetworkPolicyV1(scope, policy, {
          ...this.inside(provider),
          metadata: { name: policy, namespace: name },
          spec,
        }),
    );
  }

  private createDefaultServiceAccount(
    { name, defaultServiceAccountToken }: NamespaceBoundaryConfig,
    provider: KubernetesProvider,
  ) {
    return defaultServiceAccountToken === "mounted"
      ? []
      : [
          new DefaultServiceAccountV1(this, "DefaultServiceAccount", {
            ...this.inside(provider),
            metadata: { namespace: name },
            automountServiceAccountToken: false,
          }),
        ];
  }

  private inside(provider: KubernetesProvider) {
    return { provider, dependsOn: [this.resource] };
  }
}
