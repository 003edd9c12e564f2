import type { AwsAccount } from "../account/aws-account";

/** ARN of the repositories below a prefix, in the region and account of the stack; `ROOT` stands for all of them. */
export function repositoryArn(account: AwsAccount, prefix: string): string {
  const name = prefix === "ROOT" ? "*" : `${prefix}/*`;
  return `arn:${account.partition}:ecr:${account.region}:${account.accountId}:repository/${name}`;
}
