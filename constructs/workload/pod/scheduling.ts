import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, DNS_SUBDOMAIN } from "../../../lib/core/names";
import { checkWholeNumber } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import type { NodePool, NodePools } from "../../cluster/node-pool";
import { checkLabelKey, checkLabelValue } from "../../eks/kubernetes-labels";
import { checkTolerations, type Toleration } from "../../keda/tolerations";
import type { Labels } from "../extension";
import type { PodProps } from "./pod-props";

/** How strictly replicas spread: `preferred` where there is room, `required` or they do not start. */
export type SpreadRule =
  | "preferred"
  | "required"
  | "none"
  | { readonly maxSkew: number; readonly when: "preferred" | "required" };

/** How replicas spread over zones and nodes. */
export type SpreadProps =
  | "none"
  | {
      /** At most `maxSkew` replicas more in one zone than in another. @default preferred, with a skew of 1 */
      readonly zones?: SpreadRule;
      /** The same for nodes. @default none: antiAffinity keeps replicas on different nodes */
      readonly nodes?: SpreadRule;
    };

/** GPUs for the main container. */
export type GpuProps = {
  /** Whole GPUs, 1 to 16. */
  readonly count: number;
  /** Pool by its name in `cluster.nodePools`; it has GPUs and a taint that keeps other pods off. */
  readonly nodePool: string;
};

/** Where pods run, as Kubernetes writes it once the selector is known. */
export interface SchedulingConfig {
  readonly spread: readonly {
    readonly topologyKey: string;
    readonly maxSkew: number;
    readonly required: boolean;
  }[];
  readonly antiAffinity: "preferred" | "required" | "none";
  readonly nodeSelector: Labels;
  readonly tolerations: readonly Toleration[];
  readonly priorityClassName: string | undefined;
  /** Limits of the main container for its GPUs. */
  readonly devices: JsonObject;
}

/** Name of the resource by which device plugins offer GPUs. Sources: NVIDIA k8s-device-plugin, AMD k8s-device-plugin. */
const GPU_RESOURCES: Readonly<Record<string, string>> = { nvidia: "nvidia.com/gpu", amd: "amd.com/gpu" };

type SchedulingProps = Pick<
  PodProps,
  | "topologySpread"
  | "antiAffinity"
  | "nodePool"
  | "gpu"
  | "nodeSelector"
  | "tolerations"
  | "priorityClassName"
>;

/**
 * Fills defaults and reports every problem.
 *
 * Codes: `unknown-node-pool`, `gpu-pool-without-gpus`, `gpu-pool-not-tainted`, `conflicting-node-pools`,
 * `unknown-spread`, `unknown-anti-affinity`, `out-of-range`, `invalid-name`, `invalid-label-key`, `invalid-label-value`, and those of
 * `checkTolerations`.
 *
 * @param spreads whether replicas run side by side, unlike jobs
 */
export function resolveScheduling(
  props: SchedulingProps,
  nodePools: NodePools | undefined,
  spreads: boolean,
  problems: Problems,
): SchedulingConfig {
  const pools = [
    ...(props.nodePool === undefined ? [] : [choose(nodePools, props.nodePool, problems, "nodePool")]),
    ...(props.gpu === undefined ? [] : [choose(nodePools, props.gpu.nodePool, problems, "gpu.nodePool")]),
  ].filter((pool) => pool !== undefined);
  const antiAffinity = props.antiAffinity ?? (spreads ? "preferred" : "none");
  checkKnown(problems, "antiAffinity", "unknown-anti-affinity", "anti-affinity", antiAffinity, MODES);
  checkTolerations(problems, "tolerations", props.tolerations);
  for (const [key, value] of Object.entries(props.nodeSelector ?? {})) {
    checkLabelKey(problems.at("nodeSelector").at(key), "", key);
    checkLabelValue(problems.at("nodeSelector").at(key), "", value);
  }
  checkName(problems, "priorityClassName", props.priorityClassName, DNS_SUBDOMAIN);
  problems.addIf(
    props.gpu !== undefined && props.nodePool !== undefined && props.nodePool !== props.gpu.nodePool,
    {
      prop: "nodePool",
      code: "conflicting-node-pools",
      rule: "a pod runs in one node pool",
      value: props.nodePool,
      fix: "leave out nodePool: gpu.nodePool chooses it",
    },
  );
  return {
    spread: resolveSpread(props.topologySpread ?? (spreads ? {} : "none"), problems.at("topologySpread")),
    antiAffinity,
    nodeSelector: Object.assign({}, ...pools.map(({ labels }) => labels), props.nodeSelector),
    tolerations: uniqueTolerations([...pools.flatMap(tolerationsOf), ...(props.tolerations ?? [])]),
    priorityClassName: props.priorityClassName,
    devices: props.gpu === undefined ? {} : resolveGpu(props.gpu, nodePools, problems.at("gpu")),
  };
}

const MODES = ["preferred", "required", "none"];

function resolveSpread(props: SpreadProps, problems: Problems): SchedulingConfig["spread"] {
  if (props === "none") {
    return [];
  }
  const axes = [
    ["zones", "topology.kubernetes.io/zone", props.zones ?? "preferred"],
    ["nodes", "kubernetes.io/hostname", props.nodes ?? "none"],
  ] as const;
  return axes.flatMap(([prop, topologyKey, rule]) => {
    const { maxSkew, when } = typeof rule === "string" ? { maxSkew: 1, when: rule } : rule;
    checkKnown(problems, prop, "unknown-spread", "way to spread", when, MODES);
    checkWholeNumber(problems.at(prop), "maxSkew", maxSkew, 1, 1000);
    return when === "none" ? [] : [{ topologyKey, maxSkew, required: when === "required" }];
  });
}

function choose(
  nodePools: NodePools | undefined,
  name: string,
  problems: Problems,
  prop: string,
): NodePool | undefined {
  const known = Object.keys(nodePools ?? {});
  const exists = known.includes(name);
  problems.addIf(!exists, {
    prop,
    code: "unknown-node-pool",
    rule: "the cluster has no node pool of this name",
    value: name,
    fix:
      known.length === 0
        ? "give the cluster nodePools, or nodeGroups where it is made here"
        : `use one of ${known.join(", ")}`,
  });
  return exists ? nodePools?.[name] : undefined;
}

function resolveGpu({ count, nodePool }: GpuProps, nodePools: NodePools | undefined, problems: Problems) {
  checkWholeNumber(problems, "count", count, 1, 16);
  const pool = Object.hasOwn(nodePools ?? {}, nodePool) ? nodePools?.[nodePool] : undefined;
  const resource = GPU_RESOURCES[pool?.accelerator ?? "nvidia"];
  problems.addIf(resource === undefined, {
    prop: "nodePool",
    code: "gpu-pool-without-gpus",
    rule: "the nodes of this pool have no GPUs",
    value: nodePool,
    fix: "choose a pool of instances with GPUs, such as g5 or p5",
  });
  problems.addIf(
    pool !== undefined && !(pool.taints ?? []).some(({ effect }) => effect !== "PreferNoSchedule"),
    {
      prop: "nodePool",
      code: "gpu-pool-not-tainted",
      rule: "a GPU pool has a taint, or pods without GPUs fill its nodes",
      value: nodePool,
      fix: "give the pool a taint such as nvidia.com/gpu with the effect NoSchedule",
    },
  );
  return resource === undefined ? {} : { [resource]: count };
}

function tolerationsOf({ taints }: NodePool): Toleration[] {
  return (taints ?? []).map(({ key, value, effect }) =>
    value === undefined || value === ""
      ? { key, operator: "Exists", effect }
      : { key, operator: "Equal", value, effect },
  );
}

function uniqueTolerations(tolerations: readonly Toleration[]): Toleration[] {
  return [...new Map(tolerations.map((one) => [JSON.stringify(one), one])).values()];
}

/** Members of the pod spec that say where the pods with these labels run. */
export function schedulingSpec(config: SchedulingConfig, selector: Labels): JsonObject {
  const labelSelector = { matchLabels: selector };
  const { spread, antiAffinity, nodeSelector, tolerations, priorityClassName } = config;
  return {
    topologySpreadConstraints: unlessEmpty(
      spread.map(({ topologyKey, maxSkew, required }) => ({
        topologyKey,
        maxSkew,
        whenUnsatisfiable: required ? "DoNotSchedule" : "ScheduleAnyway",
        labelSelector,
      })),
    ),
    affinity: antiAffinity === "none" ? undefined : { podAntiAffinity: apart(antiAffinity, labelSelector) },
    nodeSelector: Object.keys(nodeSelector).length === 0 ? undefined : nodeSelector,
    tolerations: unlessEmpty(tolerations),
    priorityClassName,
  };
}

function apart(strength: "preferred" | "required", labelSelector: JsonObject): JsonObject {
  const term = { labelSelector, topologyKey: "kubernetes.io/hostname" };
  return strength === "required"
    ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
    : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] };
}

function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
