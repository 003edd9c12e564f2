import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { ConfigError } from "../../lib/core/errors";
import type { ICluster } from "../cluster/cluster";

/** Objects that the Manifests of a stack hold, and which of them. Kept on the side so that nothing is made of it. */
const OBJECTS = new WeakMap<TerraformStack, Map<string, string>>();

/** An object of Kubernetes by what identifies it. */
export interface ObjectIdentity {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/**
 * Remembers an object that a stack makes in a cluster.
 *
 * @throws ConfigError `duplicate-object` if other Manifests make it already: Helm would refuse, in the middle of an
 * apply, to take over what another release owns
 */
export function registerManifest(scope: IConstruct, cluster: ICluster, object: ObjectIdentity): void {
  const stack = TerraformStack.of(scope);
  const objects = OBJECTS.get(stack) ?? new Map<string, string>();
  OBJECTS.set(stack, objects);
  const key = keyOf(cluster, object);
  const other = objects.get(key);
  if (other !== undefined) {
    throw new ConfigError(scope.node.path, "ManifestsProps", [
      {
        prop: "manifests",
        code: "duplicate-object",
        rule: `${other} makes this object already`,
        value: `${object.kind}/${object.namespace}/${object.name}`,
        fix: "rename one of them, or put it into one release only",
      },
    ]);
  }
  objects.set(key, scope.node.path);
}

/** Whether some Manifests of the stack hold the object. Ask at validation, when everything has been made. */
export function holdsManifest(scope: IConstruct, cluster: ICluster, object: ObjectIdentity): boolean {
  return OBJECTS.get(TerraformStack.of(scope))?.has(keyOf(cluster, object)) ?? false;
}

function keyOf(cluster: ICluster, { kind, namespace, name }: ObjectIdentity): string {
  return `${cluster.node.path} ${kind}/${namespace}/${name}`;
}
