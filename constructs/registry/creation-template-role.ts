import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { policyDocument, serviceTrust } from "../../lib/core/policy";
import type { Tags } from "../../lib/core/tags";
import type { AwsAccount } from "../account/aws-account";
import { repositoryArn } from "./repository-arn";

export interface CreationTemplateRoleProps {
  /** Prefixes of the templates that use the role; `ROOT` stands for every repository. */
  readonly prefixes: readonly string[];
  /** KMS key of the repositories. @default none, the role gets no permission for keys */
  readonly keyArn?: string;
  readonly account: AwsAccount;
  /** @default none */
  readonly tags?: Tags;
}

/**
 * What ECR acts as when it makes a repository from a template with tags or a customer key.
 *
 * Source of the permissions: "Create a custom policy for repository creation templates", ECR user guide, here
 * narrowed to the templates' repositories and the registry's key.
 */
export class CreationTemplateRole extends Construct {
  readonly roleArn: string;
  /** What a template waits for, so that ECR never acts without the permissions. */
  readonly policy: IamRolePolicy;
  /** The aws_iam_role, for overrides that no prop covers. */
  readonly resource: IamRole;

  constructor(scope: Construct, id: string, props: CreationTemplateRoleProps) {
    super(scope, id);
    this.resource = new IamRole(this, "Resource", {
      namePrefix: "ecr-creation-template-",
      description: "ECR makes repositories from creation templates with this role",
      assumeRolePolicy: serviceTrust("ecr.amazonaws.com"),
      tags: props.tags && { ...props.tags },
    });
    this.roleArn = this.resource.arn;
    this.policy = new IamRolePolicy(this, "Policy", {
      name: "create-repositories",
      role: this.resource.id,
      policy: policyDocument([
        {
          sid: "CreateRepositories",
          actions: ["ecr:CreateRepository", "ecr:ReplicateImage", "ecr:TagResource"],
          resources: props.prefixes.map((prefix) => repositoryArn(props.account, prefix)),
        },
        ...(props.keyArn === undefined
          ? []
          : [
              {
                sid: "HandKeyToEcr",
                actions: ["kms:CreateGrant", "kms:DescribeKey", "kms:RetireGrant"],
                resources: [props.keyArn],
              },
            ]),
      ]),
    });
  }
}
