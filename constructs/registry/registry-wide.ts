import { TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { ConfigError } from "../../lib/core/errors";

/**
 * Refuses a second resource of a kind AWS has once for each account and region: the two would overwrite each
 * other on every apply. Other stacks cannot be seen from here.
 *
 * @param resourceType Terraform type of the resource that is about to be made
 * @param prop prop of Registry that asks for it
 * @throws ConfigError `registry-setting-twice`
 */
export function refuseSecond(scope: IConstruct, resourceType: string, prop: string): void {
  const stack = TerraformStack.of(scope);
  const other = stack.node
    .findAll()
    .find(
      (node) =>
        TerraformResource.isTerraformResource(node) &&
        node.cdktfStack === stack &&
        node.terraformResourceType === resourceType,
    );
  if (other !== undefined) {
    throw new ConfigError(scope.node.path, "RegistryProps", [
      {
        prop,
        code: "registry-setting-twice",
        rule: `an account has one ${resourceType} for each region, and ${other.node.path} is it already`,
        fix: `leave ${prop} out of one of the registries`,
      },
    ]);
  }
}
