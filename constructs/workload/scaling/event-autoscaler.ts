import { Problems } from "../../../lib/core/errors";
import type { PolicyStatement } from "../../../lib/core/policy";
import type { KubernetesManifest } from "../../helm/manifests";
import type { IKeda } from "../../keda/keda-interface";
import { resolveScaledObject } from "../../keda/scaled-object-config";
import type { ScaledObjectBounds } from "../../keda/scaled-object-props";
import type { WorkloadContext } from "../extension";
import type { EventScaling } from "./scaling-props";

/** A ScaledObject whose target is not said yet, the objects its triggers need, and what KEDA must be allowed. */
export interface EventAutoscaler {
  readonly scaledObject: KubernetesManifest;
  readonly others: readonly KubernetesManifest[];
  readonly statements: readonly PolicyStatement[];
}

/**
 * The ScaledObject of a workload. Codes: those of `resolveScaledObject`; names are the workload's own and checked with
 * it.
 */
export function eventAutoscaler(
  props: EventScaling & ScaledObjectBounds,
  { name, namespace, labels }: Pick<WorkloadContext, "name" | "namespace" | "labels">,
  keda: IKeda,
  problems: Problems,
): EventAutoscaler {
  const found = new Problems();
  const { manifests, statements } = resolveScaledObject(
    { ...props, keda, name, namespace, labels, target: { name } },
    found,
  );
  for (const problem of found.all) {
    if (problem.code === "not-watched") {
      problems.add({ ...problem, prop: "triggers" });
    } else if (!/^(name|namespace|target\.name)$/.test(problem.prop)) {
      problems.add(problem);
    }
  }
  const [scaledObject, ...others] = manifests.map((manifest) => ({
    ...manifest,
    metadata: { ...manifest.metadata, labels: { ...labels, ...manifest.metadata.labels } },
  })) as [KubernetesManifest, ...KubernetesManifest[]];
  return { scaledObject, others, statements };
}
