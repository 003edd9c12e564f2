import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret";
import { StoreProvider } from "cdktf-slipway/secrets";
import { Construct } from "constructs";
import type { AwsCluster } from "./environment";

/** A store that reads these secrets and nothing else. A plan fails where one of them is not there yet. */
export function readingOnly(
  scope: Construct,
  id: string,
  { region }: AwsCluster,
  names: readonly string[],
): ReturnType<typeof StoreProvider.awsSecretsManager> {
  const found = new Construct(scope, id);
  const kmsKeyArns = names.map(
    (name) => new DataAwsSecretsmanagerSecret(found, name.replaceAll("/", "-"), { name }).kmsKeyId,
  );
  return StoreProvider.awsSecretsManager({ region, secrets: names, kmsKeyArns });
}
