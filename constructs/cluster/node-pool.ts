import { checkKnown, type Problems } from "../../lib/core/errors";

/** A taint as Kubernetes spells it: pods without a matching toleration stay away. */
export type Taint = {
  readonly key: string;
  /** @default the taint has no value */
  readonly value?: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
};

/** Nodes of one kind, as workloads choose them. */
export type NodePool = {
  /** Labels all its nodes carry; pods that choose the pool select by them. */
  readonly labels: Readonly<Record<string, string>>;
  /** Taints all its nodes carry; pods that choose the pool tolerate them. @default none */
  readonly taints?: readonly Taint[];
  /** What its nodes carry beside the processor; undefined where that is not known before apply. */
  readonly accelerator: "none" | "nvidia" | "amd" | "neuron" | undefined;
};

/** Node pools by the names workloads choose them by. */
export type NodePools = Readonly<Record<string, NodePool>>;

const EFFECTS: readonly Taint["effect"][] = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

/** Reports pools that nobody could choose. Codes: `node-pool-without-labels`, `unknown-effect`. */
export function checkNodePools(problems: Problems, prop: string, pools: NodePools | undefined): void {
  for (const [name, { labels, taints }] of Object.entries(pools ?? {})) {
    const at = problems.at(prop).at(name);
    at.addIf(Object.keys(labels).length === 0, {
      prop: "labels",
      code: "node-pool-without-labels",
      rule: "pods choose the nodes of a pool by a label that all of them carry",
      value: labels,
      fix: "name the labels of the nodes, see `kubectl get nodes --show-labels`",
    });
    taints?.forEach(({ effect }, index) => {
      checkKnown(at.at("taints").at(index), "effect", "unknown-effect", "effect", effect, EFFECTS);
    });
  }
}
