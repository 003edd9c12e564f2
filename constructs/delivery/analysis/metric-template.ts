import type { JsonObject } from "../../../lib/core/render";
import type { KubernetesManifest } from "../../helm/manifests";
import type { StrategyContext } from "../strategy-value";
import type { AnalysisBinding, MetricCheck } from "./analysis-value";

/** Pattern of the names of pods Flagger tests. Those of the old version have `-primary` after the name. */
export function newPodsOfFlagger(name: string): string {
  return `${name}-[0-9a-z]+-[0-9a-z]+`;
}

/** A MetricTemplate of Flagger: `users-error-rate`. */
export function metricTemplate(
  { name, namespace, labels }: Pick<StrategyContext, "name" | "namespace" | "labels">,
  { name: analysis, check }: AnalysisBinding & { readonly check: MetricCheck },
): KubernetesManifest {
  return {
    apiVersion: "flagger.app/v1beta1",
    kind: "MetricTemplate",
    metadata: { name: `${name}-${analysis}`, namespace, labels },
    spec: { provider: { type: "prometheus", address: check.address }, query: flaggerQuery(check) },
  };
}

/** How a Canary names a MetricTemplate, with the answers that pass. */
export function metricReference(
  name: string,
  { name: analysis, check }: AnalysisBinding & { readonly check: MetricCheck },
): JsonObject {
  return {
    name: analysis,
    templateRef: { name: `${name}-${analysis}` },
    thresholdRange: check.range,
  };
}

/**
 * Flagger takes an answer that is no number for one that passes, and none at all for a failure: the comparison leaves
 * the first out, the fallback says what the second means.
 */
export function flaggerQuery({ query, range, noData }: MetricCheck): string {
  const passing = range.max ?? range.min ?? 0;
  const numbers = `(${query}) >= -Inf`;
  return noData === "passes" ? `${numbers} or on() vector(${passing})` : numbers;
}
