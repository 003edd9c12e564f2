import type { JsonObject } from "../../../lib/core/render";
import type { KubernetesManifest } from "../../helm/manifests";
import type { StrategyContext } from "../strategy-value";
import type { AnalysisBinding, MetricCheck } from "./analysis-value";
import { durationText } from "./metric-analysis";

/** Argument of a template with the hash in the names of the new version's pods. */
const POD_HASH = "pod-hash";

/** Pattern of the names of pods that Argo Rollouts makes for the new version. */
export function newPodsOfRollout(name: string): string {
  return `${name}-{{args.${POD_HASH}}}-.*`;
}

/** An AnalysisTemplate of Argo Rollouts: `users-error-rate`. */
export function analysisTemplate(
  { name, namespace, labels }: Pick<StrategyContext, "name" | "namespace" | "labels">,
  analysis: AnalysisBinding,
): KubernetesManifest {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AnalysisTemplate",
    metadata: { name: templateName(name, analysis), namespace, labels },
    spec: { args: [{ name: POD_HASH }], metrics: [metricOf(analysis)] },
  };
}

/** What a Rollout writes to have analyses run: their templates, and whose pods are meant. */
export function analysisRun(name: string, analyses: readonly AnalysisBinding[]): JsonObject {
  return {
    templates: analyses.map((analysis) => ({ templateName: templateName(name, analysis) })),
    args: [{ name: POD_HASH, valueFrom: { podTemplateHashValue: "Latest" } }],
  };
}

function templateName(workload: string, { name }: AnalysisBinding): string {
  return `${workload}-${name}`;
}

function metricOf({ name, check, pace }: AnalysisBinding): JsonObject {
  if (check.type === "job") {
    return { name, provider: { job: { metadata: { labels: check.labels }, spec: check.spec } } };
  }
  return {
    name,
    ...(pace.initialDelaySeconds !== undefined && { initialDelay: durationText(pace.initialDelaySeconds) }),
    interval: durationText(pace.intervalSeconds),
    count: pace.count,
    failureLimit: pace.failureLimit,
    successCondition: successCondition(check),
    provider: { prometheus: { address: check.address, query: check.query } },
  };
}

/** In the language of Argo Rollouts, where the answer of Prometheus is a list. */
export function successCondition({ range, noData }: Pick<MetricCheck, "range" | "noData">): string {
  const within = [
    ...(range.min === undefined ? [] : [`result[0] >= ${range.min}`]),
    ...(range.max === undefined ? [] : [`result[0] <= ${range.max}`]),
  ].join(" && ");
  return noData === "passes"
    ? `len(result) == 0 || isNaN(result[0]) || ${within.includes("&&") ? `(${within})` : within}`
    : `len(result) > 0 && ${within}`;
}
