import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Backend, type TerraformStack } from "cdktf";
import type { AwsLocation } from "./environment";

/** The account a stack is about, refused where the credentials are another's, and its state beside it. */
export function useAws(stack: TerraformStack, { account, region }: AwsLocation, environment: string): void {
  new AwsProvider(stack, "Aws", {
    region,
    allowedAccountIds: [account],
    defaultTags: [{ tags: { Project: "isa-user", Environment: environment } }],
  });
  const backend = new S3Backend(stack, {
    bucket: `isa-terraform-state-${account}`,
    key: `${stack.node.id}/terraform.tfstate`,
    region,
    encrypt: true,
  });
  backend.addOverride("use_lockfile", true);
}
