import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { physicalName } from "../../lib/core/names";
import { policyDocument } from "../../lib/core/policy";
import { renderJson } from "../../lib/core/render";
import { mergeTags, type Tags } from "../../lib/core/tags";
import { type AddOnConfig, CORE_ADD_ON_NAMES } from "./addons-config";
import { ManagedPolicyRole } from "./managed-policy-role";
import { waitFor } from "./wait-for";

export interface ClusterAddOnsProps {
  /** Name of the cluster as it is written, for the names of roles. */
  readonly clusterName: string;
  /** Name of the cluster as a reference to it, so that add-ons wait for the cluster. */
  readonly clusterReference: string;
  readonly clusterArn: string;
  /** Partition of the account, `aws`. */
  readonly partition: string;
  readonly addOns: ReadonlyMap<string, AddOnConfig>;
  readonly tags: Tags | undefined;
}

const POD_IDENTITY_AGENT = "eks-pod-identity-agent";
const EBS_CSI_DRIVER = "aws-ebs-csi-driver";
const EBS_CSI_SERVICE_ACCOUNT = "ebs-csi-controller-sa";

/**
 * The EKS add-ons of a cluster, in two steps: networking and identity before the first node, everything that runs
 * as ordinary pods after it.
 */
export class ClusterAddOns extends Construct {
  /** Every aws_eks_addon by its name, for overrides that no prop covers. */
  readonly resources: ReadonlyMap<string, EksAddon>;
  /** What nodes wait for. */
  readonly beforeNodes: readonly EksAddon[];
  /** Names of the core add-ons that stay inactive until there are nodes. */
  readonly needingNodes: readonly string[];
  private readonly afterNodes: readonly EksAddon[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ClusterAddOnsProps,
  ) {
    super(scope, id);
    const resources = new Map<string, EksAddon>();
    this.resources = resources;
    const beforeNodes: EksAddon[] = [];
    const afterNodes: EksAddon[] = [];
    for (const [name, config] of props.addOns) {
      const addOn = this.addOn(name, config);
      resources.set(name, addOn);
      (config.beforeNodes ? beforeNodes : afterNodes).push(addOn);
    }
    this.beforeNodes = beforeNodes;
    this.afterNodes = afterNodes;
    this.needingNodes = CORE_ADD_ON_NAMES.filter((name) => props.addOns.get(name)?.beforeNodes === false);
  }

  /** The agent that hands Pod Identity credentials to pods; undefined where it is switched off. */
  get podIdentityAgent(): EksAddon | undefined {
    return this.resources.get(POD_IDENTITY_AGENT);
  }

  /** Makes the add-ons that run as ordinary pods wait for something they can run on. */
  waitForNodes(nodes: ITerraformDependable): void {
    for (const addOn of this.afterNodes) {
      waitFor(addOn, nodes);
    }
  }

  private addOn(name: string, addOn: AddOnConfig): EksAddon {
    const roles = this.rolesOf(name, addOn);
    return new EksAddon(this, name, {
      clusterName: this.props.clusterReference,
      addonName: name,
      addonVersion: addOn.version,
      configurationValues: addOn.configurationValues && renderJson(addOn.configurationValues),
      // What EKS installed or somebody edited by hand gives way to what is written here.
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      preserve: addOn.preserve,
      podIdentityAssociation: roles.podIdentity,
      dependsOn: roles.dependencies.length > 0 ? [...roles.dependencies] : undefined,
      tags: mergeTags(this.props.tags),
    });
  }

  private rolesOf(name: string, addOn: AddOnConfig) {
    if (name !== EBS_CSI_DRIVER || addOn.podIdentity !== undefined) {
      const podIdentity = Object.entries(addOn.podIdentity ?? {}).map(([serviceAccount, roleArn]) => ({
        serviceAccount,
        roleArn,
      }));
      return {
        podIdentity: podIdentity.length > 0 ? podIdentity : undefined,
        dependencies: podIdentity.length > 0 ? this.agent() : [],
      };
    }
    const role = this.ebsCsiRole();
    return {
      podIdentity: [{ serviceAccount: EBS_CSI_SERVICE_ACCOUNT, roleArn: role.roleArn }],
      dependencies: [...role.dependencies, ...this.agent()],
    };
  }

  /** The newer policy limits the driver to volumes it made itself. Source: installation notes of the driver. */
  private ebsCsiRole(): ManagedPolicyRole {
    return new ManagedPolicyRole(this, "EbsCsiDriverRole", {
      roleName: physicalName([this.props.clusterName, "ebs-csi-driver"], 64),
      description: `EBS CSI driver of EKS cluster ${this.props.clusterName}`,
      trustPolicy: this.ebsCsiTrust(),
      policies: ["AmazonEBSCSIDriverPolicyV2"],
      partition: this.props.partition,
      tags: this.props.tags,
    });
  }

  /** By the session tags Pod Identity sends: no other cluster or service account can use the role. */
  private ebsCsiTrust(): string {
    return policyDocument([
      {
        principals: { Service: ["pods.eks.amazonaws.com"] },
        actions: ["sts:AssumeRole", "sts:TagSession"],
        conditions: {
          StringEquals: {
            "aws:RequestTag/eks-cluster-arn": [this.props.clusterArn],
            "aws:RequestTag/kubernetes-namespace": ["kube-system"],
            "aws:RequestTag/kubernetes-service-account": [EBS_CSI_SERVICE_ACCOUNT],
          },
        },
      },
    ]);
  }

  private agent(): readonly ITerraformDependable[] {
    return this.podIdentityAgent ? [this.podIdentityAgent] : [];
  }
}
