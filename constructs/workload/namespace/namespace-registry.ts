import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { ConfigError } from "../../../lib/core/errors";
import type { ICluster } from "../../cluster/cluster";

/** Boundaries of a stack by cluster path and name. Kept on the side so that nothing is made of it. */
const BOUNDARIES = new WeakMap<TerraformStack, Map<string, string>>();

/**
 * Remembers a namespace of a stack.
 *
 * @throws ConfigError `duplicate-namespace` if the stack makes it already: the second would fail in the middle of an
 * apply
 */
export function registerNamespace(scope: Construct, cluster: ICluster, name: string): void {
  const stack = TerraformStack.of(scope);
  const boundaries = BOUNDARIES.get(stack) ?? new Map<string, string>();
  BOUNDARIES.set(stack, boundaries);
  const key = `${cluster.node.path} ${name}`;
  const other = boundaries.get(key);
  if (other !== undefined) {
    throw new ConfigError(scope.node.path, "NamespaceBoundaryProps", [
      {
        prop: "name",
        code: "duplicate-namespace",
        rule: `the cluster has a namespace of this name already, made by ${other}`,
        value: name,
        fix: "hand that boundary around, or choose another name",
      },
    ]);
  }
  boundaries.set(key, scope.node.path);
}
