import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";

const ID = "AwsAccount";

/**
 * What AWS says of the account a stack works in, each fact looked up once for the stack and only when it is asked
 * for: a plan shows no data source twice and none that nobody needs.
 *
 *     const { accountId, partition } = AwsAccount.of(this);
 */
export class AwsAccount extends Construct {
  /** The account of the stack's default AWS provider, made on first use. */
  static of(scope: Construct): AwsAccount {
    const stack = TerraformStack.of(scope);
    const existing = stack.node.tryFindChild(ID);
    return existing instanceof AwsAccount ? existing : new AwsAccount(stack, ID);
  }

  private identity?: DataAwsCallerIdentity;
  private partitionData?: DataAwsPartition;
  private regionData?: DataAwsRegion;
  private readonly known = new Map<string, string>();

  /** Twelve digits. */
  get accountId(): string {
    return this.once("accountId", () => {
      this.identity ??= new DataAwsCallerIdentity(this, "CallerIdentity");
      return this.identity.accountId;
    });
  }

  /** Partition of the account: `aws`, `aws-cn`, `aws-us-gov`. */
  get partition(): string {
    return this.once("partition", () => this.partitionSource().partition);
  }

  /** Domain of the partition's services: `amazonaws.com`. */
  get dnsSuffix(): string {
    return this.once("dnsSuffix", () => this.partitionSource().dnsSuffix);
  }

  /** Region of the stack's AWS provider: `eu-central-1`. */
  get region(): string {
    return this.once("region", () => {
      this.regionData ??= new DataAwsRegion(this, "Region");
      return this.regionData.region;
    });
  }

  private partitionSource(): DataAwsPartition {
    this.partitionData ??= new DataAwsPartition(this, "Partition");
    return this.partitionData;
  }

  /** An attribute getter makes a new token each time it is read. */
  private once(fact: string, read: () => string): string {
    const value = this.known.get(fact) ?? read();
    this.known.set(fact, value);
    return value;
  }
}
