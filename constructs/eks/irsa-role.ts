import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import { policyDocument } from "../../lib/core/policy";
import { guardStack } from "../../lib/core/validation";
import type { ServiceAccountGrant, WorkloadIdentity } from "../cluster/cluster";
import type { IEksCluster } from "./eks-cluster-interface";
import { makeServiceAccountRole, resolveServiceAccountGrant } from "./service-account-grant";

export type IrsaRoleProps = ServiceAccountGrant & {
  readonly cluster: IEksCluster;
  /** ARN of the IAM OIDC provider for the cluster's issuer. */
  readonly oidcProviderArn: string;
};

/**
 * A role for the pods of one service account, through the cluster's OIDC issuer (IRSA): for pods on Fargate, and
 * for software whose AWS SDK predates Pod Identity.
 *
 *     new IrsaRole(this, "Reports", {
 *       cluster,
 *       oidcProviderArn: provider.arn,
 *       namespace: "reports",
 *       serviceAccount: "writer",
 *       statements: [{ actions: ["s3:PutObject"], resources: ["arn:aws:s3:::reports/*"] }],
 *     });
 *
 * Makes the role and its policy. The service account must carry the annotations of `identity`.
 *
 * @throws ConfigError `invalid-name` and those of `checkStatements`
 */
export class IrsaRole extends Construct {
  readonly roleArn: string;
  /** What a workload needs to use the role: the annotation with the role's ARN. */
  readonly identity: WorkloadIdentity;
  /** The aws_iam_role, for overrides that no prop covers. */
  readonly resource: IamRole;

  constructor(scope: Construct, id: string, props: IrsaRoleProps) {
    super(scope, id);
    guardStack(this);
    const grant = resolveOrThrow(this, "ServiceAccountGrant", (problems) =>
      resolveServiceAccountGrant(props, problems),
    );
    const { clusterName, oidcIssuerUrl } = props.cluster;
    const trust = irsaTrust(props.oidcProviderArn, oidcIssuerUrl, grant);
    const { role, policy, statements } = makeServiceAccountRole(this, clusterName, grant, trust);
    this.resource = role;
    this.roleArn = role.arn;
    this.identity = {
      dependencies: [policy],
      serviceAccountAnnotations: { "eks.amazonaws.com/role-arn": this.roleArn },
      addStatements: (more) => statements.add(more),
    };
  }
}

/**
 * Trust by subject and audience of the service account's token, both exact.
 *
 * Source: "Assign IAM roles to Kubernetes service accounts", EKS user guide.
 */
function irsaTrust(
  oidcProviderArn: string,
  oidcIssuerUrl: string,
  { namespace, serviceAccount }: ServiceAccountGrant,
): string {
  const issuer = Fn.trimprefix(oidcIssuerUrl, "https://");
  return policyDocument([
    {
      actions: ["sts:AssumeRoleWithWebIdentity"],
      principals: { Federated: [oidcProviderArn] },
      conditions: {
        StringEquals: {
          [`${issuer}:aud`]: ["sts.amazonaws.com"],
          [`${issuer}:sub`]: [`system:serviceaccount:${namespace}:${serviceAccount}`],
        },
      },
    },
  ]);
}
