import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type TerraformProvider, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/**
 * Account, partition and region the registry is in, each looked up when it is first asked for, so that a plan
 * shows no data source nobody needs.
 */
export class AccountFacts {
  private knownAccountId?: string;
  private knownPartition?: string;
  private knownRegion?: string;

  constructor(private readonly scope: Construct) {}

  get accountId(): string {
    this.knownAccountId ??= new DataAwsCallerIdentity(this.scope, "CallerIdentity").accountId;
    return this.knownAccountId;
  }

  get partition(): string {
    this.knownPartition ??= new DataAwsPartition(this.scope, "Partition").partition;
    return this.knownPartition;
  }

  get region(): string {
    this.knownRegion ??= new DataAwsRegion(this.scope, "Region").region;
    return this.knownRegion;
  }

  /** ARN of the repositories below a prefix; `ROOT` stands for all of them. */
  repositoryArn(prefix: string): string {
    const name = prefix === "ROOT" ? "*" : `${prefix}/*`;
    return `arn:${this.partition}:ecr:${this.region}:${this.accountId}:repository/${name}`;
  }
}

/** Region in the stack's default AWS provider; undefined where there is none yet or it names no region. */
export function providerRegion(scope: Construct): string | undefined {
  const provider = TerraformStack.of(scope).allProviders().find(isDefaultAwsProvider);
  return provider?.region;
}

function isDefaultAwsProvider(provider: TerraformProvider): provider is AwsProvider {
  return provider.terraformResourceType === "aws" && provider.alias === undefined;
}
