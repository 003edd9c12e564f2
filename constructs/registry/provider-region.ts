import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type TerraformProvider, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** Region in the stack's default AWS provider; undefined where there is none yet or it names no region. */
export function providerRegion(scope: Construct): string | undefined {
  const provider = TerraformStack.of(scope).allProviders().find(isDefaultAwsProvider);
  return provider?.region;
}

function isDefaultAwsProvider(provider: TerraformProvider): provider is AwsProvider {
  return provider.terraformResourceType === "aws" && provider.alias === undefined;
}
