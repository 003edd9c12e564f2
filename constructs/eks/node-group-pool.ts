import { isToken } from "../../lib/core/tokens";
import type { NodePool, Taint } from "../cluster/node-pool";
import { type Accelerator, parseInstanceType } from "./instance-types";
import type { NodeGroupConfig } from "./node-group-config";
import type { TaintEffect } from "./node-taints";

const EFFECTS: Readonly<Record<TaintEffect, Taint["effect"]>> = {
  NO_SCHEDULE: "NoSchedule",
  NO_EXECUTE: "NoExecute",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
};

/**
 * A node group as workloads choose it, taints in the spelling of Kubernetes.
 * @param groupName name of the group in AWS; a suffix that AWS adds is known after apply
 */
export function nodePoolOf(
  { labels, taints, instanceTypes }: Pick<NodeGroupConfig, "labels" | "taints" | "instanceTypes">,
  groupName: string,
): NodePool {
  return {
    labels: { "eks.amazonaws.com/nodegroup": groupName, ...labels },
    taints: (taints ?? []).map(({ key, value, effect }) => ({ key, value, effect: EFFECTS[effect] })),
    accelerator: acceleratorOf(instanceTypes),
  };
}

/** The types of a group share one accelerator, so that any of them tells it. */
function acceleratorOf(types: readonly string[]): Accelerator | undefined {
  const known = isToken(types) ? undefined : types.find((type) => !isToken(type));
  return known === undefined ? undefined : parseInstanceType(known)?.accelerator;
}
