import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import { policyDocument } from "../../lib/core/policy";
import { guardStack } from "../../lib/core/validation";
import type { ServiceAccountGrant, WorkloadIdentity } from "../cluster/cluster";
import type { IEksCluster } from "./eks-cluster-interface";
import { makeServiceAccountRole, resolveServiceAccountGrant } from "./service-account-grant";

export type PodIdentityRoleProps = ServiceAccountGrant & {
  readonly cluster: IEksCluster;
  /** What must exist before: the add-on eks-pod-identity-agent. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
};

/**
 * A role for the pods of one service account, through EKS Pod Identity.
 *
 *     new PodIdentityRole(this, "Reports", {
 *       cluster,
 *       namespace: "reports",
 *       serviceAccount: "writer",
 *       statements: [{ actions: ["s3:PutObject"], resources: ["arn:aws:s3:::reports/*"] }],
 *     });
 *
 * Makes the role, its policy and the association. The role trusts no other cluster, namespace or service account,
 * even where somebody associates it with one.
 *
 * @throws ConfigError `invalid-name` and those of `checkStatements`
 */
export class PodIdentityRole extends Construct {
  readonly roleArn: string;
  readonly association: EksPodIdentityAssociation;
  /** What a workload needs to use the role: no annotation. */
  readonly identity: WorkloadIdentity;
  /** The aws_iam_role, for overrides that no prop covers. */
  readonly resource: IamRole;

  constructor(scope: Construct, id: string, props: PodIdentityRoleProps) {
    super(scope, id);
    guardStack(this);
    const grant = resolveOrThrow(this, "ServiceAccountGrant", (problems) =>
      resolveServiceAccountGrant(props, problems),
    );
    const { clusterName, clusterArn } = props.cluster;
    const { namespace, serviceAccount } = grant;
    const { role, policy, statements } = makeServiceAccountRole(
      this,
      clusterName,
      grant,
      podIdentityTrust(clusterArn, grant),
    );
    this.resource = role;
    this.roleArn = role.arn;
    this.association = new EksPodIdentityAssociation(this, "Association", {
      clusterName,
      namespace,
      serviceAccount,
      roleArn: this.roleArn,
      // An empty list would be written as `depends_on = []`, noise in every review.
      dependsOn: props.dependsOn?.length ? [...props.dependsOn] : undefined,
    });
    this.identity = {
      dependencies: [policy, this.association],
      serviceAccountAnnotations: {},
      addStatements: (more) => statements.add(more),
    };
  }
}

/**
 * Trust by the session tags Pod Identity sends; the cluster's ARN is unique in all of AWS.
 *
 * Source: "Create IAM role with trust policy required by EKS Pod Identity", EKS user guide.
 */
function podIdentityTrust(clusterArn: string, { namespace, serviceAccount }: ServiceAccountGrant): string {
  return policyDocument([
    {
      actions: ["sts:AssumeRole", "sts:TagSession"],
      principals: { Service: ["pods.eks.amazonaws.com"] },
      conditions: {
        StringEquals: {
          "aws:RequestTag/eks-cluster-arn": [clusterArn],
          "aws:RequestTag/kubernetes-namespace": [namespace],
          "aws:RequestTag/kubernetes-service-account": [serviceAccount],
        },
      },
    },
  ]);
}
