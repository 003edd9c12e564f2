import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import { Construct } from "constructs";
import { policyDocument } from "../../lib/core/policy";
import type { AwsAccount } from "../account/aws-account";
import { lifecyclePolicy } from "./lifecycle-rules";
import {
  encryptionConfiguration,
  type ResolvedRepositorySettings,
  repositoryPolicyStatements,
  tagMutability,
} from "./repository-settings";

export interface RegistryRepositoryProps {
  /** Whole name in ECR, prefix included. */
  readonly repositoryName: string;
  /** How it is protected and cleaned up. */
  readonly settings: ResolvedRepositorySettings;
  /** KMS key of the images. @default encrypted with a key of S3 (AES256) */
  readonly keyArn?: string;
  /** Partition the principals of the repository policy are in. */
  readonly account: AwsAccount;
}

/** One repository of a registry, with its lifecycle policy and the policy for other accounts. */
export class RegistryRepository extends Construct {
  readonly repositoryName: string;
  readonly arn: string;
  /** Where images are pushed and pulled: `<account>.dkr.ecr.<region>.amazonaws.com/<name>`. */
  readonly url: string;
  /** The aws_ecr_repository, for overrides that no prop covers. */
  readonly resource: EcrRepository;

  constructor(scope: Construct, id: string, props: RegistryRepositoryProps) {
    super(scope, id);
    const { settings } = props;
    this.repositoryName = props.repositoryName;
    this.resource = new EcrRepository(this, "Resource", {
      name: props.repositoryName,
      ...tagMutability(settings.mutableTags),
      imageScanningConfiguration: { scanOnPush: settings.scanOnPush },
      encryptionConfiguration: encryptionConfiguration(props.keyArn),
      forceDelete: settings.forceDelete,
      tags: settings.tags,
    });
    this.arn = this.resource.arn;
    this.url = this.resource.repositoryUrl;
    const repository = this.resource.name;
    if (settings.lifecycle.length > 0) {
      new EcrLifecyclePolicy(this, "LifecyclePolicy", {
        repository,
        policy: lifecyclePolicy(settings.lifecycle),
      });
    }
    if (settings.pullAccounts.length > 0 || settings.pushRoles.length > 0) {
      new EcrRepositoryPolicy(this, "Policy", {
        repository,
        policy: policyDocument(repositoryPolicyStatements(settings, props.account.partition)),
      });
    }
  }
}
