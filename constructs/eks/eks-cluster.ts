import { EksCluster as EksClusterResource } from "@cdktf/provider-aws/lib/eks-cluster";
import type { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import type { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Annotations, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import { guardStack } from "../../lib/core/validation";
import { AwsAccount } from "../account/aws-account";
import type { ServiceAccountGrant, WorkloadIdentity } from "../cluster/cluster";
import { ClusterProviders } from "../cluster/cluster-providers";
import type { NodePool, NodePools } from "../cluster/node-pool";
import type { INetwork } from "../network/network";
import { AccessEntry } from "./access-entry";
import { ClusterAddOns } from "./addons";
import { eksAuthentication } from "./authentication";
import { autoModeNodeRole, enforceAutoModeNetworkPolicy } from "./auto-mode";
import { ClusterEncryption } from "./cluster-encryption";
import { ClusterLogs } from "./cluster-logs";
import { clusterRole, controlPlaneArguments } from "./control-plane";
import { type EksClusterConfig, resolveEksCluster } from "./eks-cluster-config";
import type { IEksCluster } from "./eks-cluster-interface";
import type { EksClusterProps } from "./eks-cluster-props";
import { FargateProfile, type FargateProfileProps } from "./fargate-profile";
import { type EksClusterAttributes, ImportedEksCluster } from "./imported-eks-cluster";
import { NodeGroup, type NodeGroupProps } from "./node-group";
import { ReadyGate } from "./ready-gate";
import { ServiceAccounts } from "./service-accounts";
import { DefaultStorageClass } from "./storage-class";

/**
 * An EKS cluster that is safe by default: private, encrypted with a key of its own, logging everything, with
 * access entries, network policies, Pod Identity and encrypted disks.
 *
 *     const cluster = new EksCluster(this, "Cluster", {
 *       clusterName: "slipway-staging",
 *       region: "eu-central-1",
 *       network,
 *       accessEntries: {
 *         deployer: { principalArn: deployerRoleArn, policies: [{ policy: "cluster-admin" }] },
 *       },
 *       nodeGroups: { general: {} },
 *     });
 *
 * It makes the cluster, its role, KMS key, log group, access entries, add-ons, node groups, Fargate profiles and
 * default storage class. Releases and objects that name it as their cluster are made once all of that works.
 *
 * @throws ConfigError `invalid-name`, `invalid-region`, `unsupported-version`, `too-few-subnets`,
 * `invalid-service-cidr`, `overlapping-service-cidr`, `empty-cidrs`, `invalid-cidr`, `open-endpoint`,
 * `private-cidr`, `duplicate-cidr`, `no-access-entries`, `auto-mode-with-node-groups`, and those of
 * `resolveAccessEntries`, `resolveAddOns`, `resolveAutoMode`, `resolveClusterLogs`, `resolveEncryption`,
 * `resolveStorageClass`, `resolveNodeGroup`, `resolveFargateProfile` and `checkTags`. Synthesis fails with
 * `no-compute` where add-ons have nothing to run on.
 */
export class EksCluster extends Construct implements IEksCluster {
  /** A cluster that was made elsewhere. It makes no resources by itself. */
  static fromAttributes(scope: Construct, id: string, attributes: EksClusterAttributes): IEksCluster {
    return new ImportedEksCluster(scope, id, attributes);
  }

  readonly clusterName: string;
  readonly clusterArn: string;
  readonly endpoint: string;
  readonly certificateAuthority: string;
  readonly clusterSecurityGroupId: string;
  readonly oidcIssuerUrl: string;
  readonly kubernetesVersion: string | undefined;
  readonly ready: readonly ITerraformDependable[];
  /** KMS key of the cluster; undefined where AWS owns it. */
  readonly kmsKeyArn: string | undefined;
  /** The aws_eks_cluster, for overrides that no prop covers. */
  readonly resource: EksClusterResource;
  /** The add-ons by name, for overrides that no prop covers. */
  readonly addOns: ClusterAddOns;
  /** The default storage class; undefined where it is switched off. */
  readonly storageClass: DefaultStorageClass | undefined;

  private readonly config: EksClusterConfig;
  private readonly network: INetwork;
  private readonly gate: ReadyGate;
  private readonly pools: Record<string, NodePool> = {};
  private readonly providers: ClusterProviders;
  private readonly nodeGroups: Construct;
  private readonly fargateProfiles: Construct;
  private readonly serviceAccounts: ServiceAccounts;

  constructor(scope: Construct, id: string, props: EksClusterProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "EksClusterProps", (problems) => resolveEksCluster(props, problems));
    this.config = config;
    this.network = props.network;
    const { partition, dnsSuffix } = AwsAccount.of(this);

    this.kmsKeyArn = this.encryptionKey(partition, dnsSuffix);
    this.resource = this.controlPlane(partition);
    this.clusterName = config.clusterName;
    this.kubernetesVersion = config.kubernetesVersion;
    this.clusterArn = this.resource.arn;
    this.endpoint = this.resource.endpoint;
    this.certificateAuthority = this.resource.certificateAuthority.get(0).data;
    this.clusterSecurityGroupId = this.resource.vpcConfig.clusterSecurityGroupId;
    this.oidcIssuerUrl = this.resource.identity.get(0).oidc.get(0).issuer;

    const reference = this.resource.name;
    const access = this.accessEntries(partition, reference);
    this.addOns = this.clusterAddOns(partition, reference);
    this.gate = this.readyGate(reference, access);
    this.ready = [this.gate.resource];
    this.providers = this.clusterProviders();

    this.nodeGroups = new Construct(this, "NodeGroups");
    this.fargateProfiles = new Construct(this, "FargateProfiles");
    this.serviceAccounts = this.workloadIdentities();
    for (const [key, nodeGroup] of Object.entries(config.nodeGroups)) {
      this.addNodeGroup(key, nodeGroup);
    }
    for (const [key, profile] of Object.entries(config.fargateProfiles)) {
      this.addFargateProfile(key, profile);
    }

    this.storageClass = this.defaultStorageClass();
    if (config.autoMode?.networkPolicy) {
      enforceAutoModeNetworkPolicy(this, this);
    }
    for (const warning of config.warnings) {
      Annotations.of(this).addWarning(warning);
    }
    this.node.addValidation({ validate: () => this.missingCompute() });
  }

  get helmProvider(): HelmProvider {
    return this.providers.helm;
  }

  get kubernetesProvider(): KubernetesProvider {
    return this.providers.kubernetes;
  }

  /** The node groups as workloads choose them; in Auto Mode none. */
  get nodePools(): NodePools {
    return this.pools;
  }

  /**
   * Adds a managed node group. What runs in the cluster waits for it like for those in the props.
   *
   * @param key name of the node group, unique in the cluster
   * @throws ConfigError `auto-mode-with-node-groups`, `duplicate-node-group`, and those of NodeGroup
   */
  addNodeGroup(key: string, props: NodeGroupProps): NodeGroup {
    resolveOrThrow(`${this.nodeGroups.node.path}/${key}`, "NodeGroupProps", (problems) => {
      problems.addIf(this.config.autoMode !== undefined, {
        prop: "",
        code: "auto-mode-with-node-groups",
        rule: "in Auto Mode the nodes are AWS's, and the add-ons node groups need are not installed",
        value: key,
        fix: "leave autoMode out of the cluster",
      });
    });
    refuseTaken(this.nodeGroups, key, "NodeGroupProps", "duplicate-node-group");
    const nodeGroup = new NodeGroup(this.nodeGroups, key, {
      ...props,
      cluster: this,
      nodeGroupName: key,
      subnetIds: props.subnetIds ?? this.network.privateSubnetIds,
      dependsOn: [this.resource, ...this.addOns.beforeNodes, ...this.network.routes],
    });
    this.pools[key] = nodeGroup.pool;
    this.addOns.waitForNodes(nodeGroup.resource);
    this.gate.waitFor(nodeGroup.resource);
    return nodeGroup;
  }

  /**
   * Adds a Fargate profile. What runs in the cluster waits for it like for those in the props.
   *
   * @param key name of the profile, unique in the cluster
   * @throws ConfigError `duplicate-fargate-profile`, and those of FargateProfile
   */
  addFargateProfile(key: string, props: FargateProfileProps): FargateProfile {
    refuseTaken(this.fargateProfiles, key, "FargateProfileProps", "duplicate-fargate-profile");
    const profile = new FargateProfile(this.fargateProfiles, key, {
      ...props,
      cluster: this,
      profileName: key,
      subnetIds: props.subnetIds ?? this.network.privateSubnetIds,
      dependsOn: [this.resource, ...this.network.routes],
    });
    this.addOns.waitForNodes(profile.resource);
    this.gate.waitFor(profile.resource);
    return profile;
  }

  /**
   * Lets the pods of a service account use AWS, through Pod Identity: no annotation, pods need a recent AWS SDK.
   *
   * @throws ConfigError `no-workload-identity` where the Pod Identity agent is switched off, `duplicate-grant`,
   * and those of `checkStatements`
   */
  grantServiceAccount(id: string, grant: ServiceAccountGrant): WorkloadIdentity {
    return this.serviceAccounts.grant(id, grant);
  }

  /**
   * Lets the pods of a service account use AWS through the cluster's OIDC provider, which is made on first use. For
   * what Pod Identity cannot serve: Fargate, and software with an old AWS SDK. The service account must carry the
   * annotations that are returned.
   *
   * @throws ConfigError `duplicate-grant`, and those of `checkStatements`
   */
  grantServiceAccountIrsa(id: string, grant: ServiceAccountGrant): WorkloadIdentity {
    return this.serviceAccounts.grantIrsa(id, grant);
  }

  private encryptionKey(partition: string, dnsSuffix: string): string | undefined {
    const { clusterName, region, encryption, tags } = this.config;
    if (typeof encryption === "object") {
      return encryption.keyArn;
    }
    return encryption === "aws-owned"
      ? undefined
      : new ClusterEncryption(this, "Encryption", {
          clusterName,
          region,
          accountId: AwsAccount.of(this).accountId,
          partition,
          dnsSuffix,
          tags,
        }).keyArn;
  }

  private controlPlane(partition: string): EksClusterResource {
    const { clusterName, autoMode, logs, tags } = this.config;
    const role = clusterRole(this, clusterName, autoMode !== undefined, { partition, tags });
    const nodeRole = autoMode && autoModeNodeRole(this, clusterName, { partition, tags });
    const logGroup =
      logs &&
      new ClusterLogs(this, "Logs", {
        clusterName,
        retentionDays: logs.retentionDays,
        kmsKeyArn: this.kmsKeyArn,
        tags,
      }).resource;
    return new EksClusterResource(
      this,
      "Resource",
      controlPlaneArguments(this.config, {
        roleArn: role.roleArn,
        kmsKeyArn: this.kmsKeyArn,
        nodeRoleArn: nodeRole?.roleArn,
        dependsOn: [...role.dependencies, ...(nodeRole?.dependencies ?? []), ...(logGroup ? [logGroup] : [])],
      }),
    );
  }

  private accessEntries(partition: string, clusterReference: string): ITerraformDependable[] {
    const entries = new Construct(this, "AccessEntries");
    return [...this.config.accessEntries].flatMap(([key, entry]) => {
      const placement = { clusterName: clusterReference, partition, tags: this.config.tags };
      return new AccessEntry(entries, key, { ...entry, ...placement }).dependencies;
    });
  }

  private clusterAddOns(partition: string, clusterReference: string): ClusterAddOns {
    const { clusterName, addOns, tags } = this.config;
    const { clusterArn } = this;
    return new ClusterAddOns(this, "AddOns", {
      clusterName,
      clusterReference,
      clusterArn,
      partition,
      addOns,
      tags,
    });
  }

  private readyGate(clusterReference: string, access: readonly ITerraformDependable[]): ReadyGate {
    return new ReadyGate(this, "Ready", {
      clusterName: clusterReference,
      endpoint: this.endpoint,
      certificateAuthority: this.certificateAuthority,
      dependsOn: [...access, ...this.addOns.resources.values(), ...this.network.routes],
    });
  }

  private clusterProviders(): ClusterProviders {
    const { region, authentication, providerAlias } = this.config;
    const { clusterName, host, caCertificate } = this.gate.connection;
    const exec = eksAuthentication(clusterName, region, authentication);
    return new ClusterProviders(this, { host, caCertificate, exec }, providerAlias);
  }

  private workloadIdentities(): ServiceAccounts {
    const agent = this.addOns.podIdentityAgent;
    return new ServiceAccounts(this, "ServiceAccounts", {
      cluster: this,
      podIdentity: agent !== undefined || this.config.autoMode !== undefined,
      dependsOn: agent ? [this.resource, agent] : [this.resource],
      tags: this.config.tags,
    });
  }

  private defaultStorageClass(): DefaultStorageClass | undefined {
    const { storageClass, autoMode } = this.config;
    return (
      storageClass &&
      new DefaultStorageClass(this, "StorageClass", {
        ...storageClass,
        cluster: this,
        provisioner: autoMode ? "ebs.csi.eks.amazonaws.com" : "ebs.csi.aws.com",
      })
    );
  }

  /** Asked at synthesis, when every node group has been added. */
  private missingCompute(): string[] {
    const idle = this.addOns.needingNodes;
    const hasCompute =
      this.config.autoMode !== undefined ||
      this.nodeGroups.node.children.length > 0 ||
      this.fargateProfiles.node.children.length > 0;
    return hasCompute || idle.length === 0
      ? []
      : [
          `[no-compute]: ${idle.join(" and ")} would wait in vain for nodes to run on; add a node group, a Fargate ` +
            "profile or autoMode, or switch these add-ons off",
        ];
  }
}

function refuseTaken(scope: Construct, key: string, propsName: string, code: string): void {
  resolveOrThrow(`${scope.node.path}/${key}`, propsName, (problems) => {
    problems.addIf(scope.node.tryFindChild(key) !== undefined, {
      prop: "",
      code,
      rule: "the cluster has one of this name already",
      value: key,
      fix: "choose another key",
    });
  });
}
