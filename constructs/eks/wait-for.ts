import { dependable, type ITerraformDependable, type TerraformResource } from "cdktf";

/** Makes a resource that exists already wait for another: what is added to a cluster later must still come first. */
export function waitFor(resource: TerraformResource, ...dependencies: readonly ITerraformDependable[]): void {
  resource.dependsOn = [...(resource.dependsOn ?? []), ...dependencies.map(dependable)];
}
