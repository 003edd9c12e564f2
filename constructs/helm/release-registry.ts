import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { ConfigError } from "../../lib/core/errors";
import type { ICluster } from "../cluster/cluster";

/** Releases of a stack by cluster path, namespace and name. Kept on the side so that nothing is made of it. */
const RELEASES = new WeakMap<TerraformStack, Map<string, string>>();

/**
 * Remembers a release of a stack.
 *
 * @throws ConfigError `duplicate-release` if the namespace of the cluster has a release of that name already:
 * Helm would fail on the second with "cannot re-use a name that is still in use", in the middle of an apply
 */
export function registerRelease(
  scope: Construct,
  cluster: ICluster,
  namespace: string,
  releaseName: string,
): void {
  const stack = TerraformStack.of(scope);
  const releases = RELEASES.get(stack) ?? new Map<string, string>();
  RELEASES.set(stack, releases);
  const key = `${cluster.node.path} ${namespace} ${releaseName}`;
  const other = releases.get(key);
  if (other !== undefined) {
    throw new ConfigError(scope.node.path, "HelmReleaseProps", [
      {
        prop: "releaseName",
        code: "duplicate-release",
        rule: `namespace ${namespace} has a release of this name already, made by ${other}`,
        value: releaseName,
        fix: "choose another releaseName or namespace",
      },
    ]);
  }
  releases.set(key, scope.node.path);
}
