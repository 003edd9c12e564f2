import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { mergeTags, type Tags } from "../../lib/core/tags";

export interface ManagedPolicyRoleProps {
  /** At most 64 characters. */
  readonly roleName: string;
  readonly description: string;
  /** Trust policy as JSON. */
  readonly trustPolicy: string;
  /** Policies AWS manages, by name, with their path where they have one. */
  readonly policies: readonly string[];
  /** Partition of the account, `aws`. */
  readonly partition: string;
  readonly tags: Tags | undefined;
}

/** An IAM role with policies that AWS manages for the service using it. */
export class ManagedPolicyRole extends Construct {
  readonly roleArn: string;
  /** What must exist before the role can be used, and go only after its user: the attachments. */
  readonly dependencies: readonly ITerraformDependable[];
  /** The aws_iam_role, for overrides that no prop covers. */
  readonly resource: IamRole;

  constructor(scope: Construct, id: string, props: ManagedPolicyRoleProps) {
    super(scope, id);
    this.resource = new IamRole(this, "Resource", {
      name: props.roleName,
      description: props.description,
      assumeRolePolicy: props.trustPolicy,
      tags: mergeTags(props.tags),
    });
    const role = this.resource.name;
    this.roleArn = this.resource.arn;
    this.dependencies = props.policies.map(
      (policy) =>
        new IamRolePolicyAttachment(this, policy, {
          role,
          policyArn: `arn:${props.partition}:iam::aws:policy/${policy}`,
        }),
    );
  }
}
