import type {
  AnalysisBinding,
  AnalysisContext,
  AnalysisValue,
  MetricCheck,
} from "../../constructs/delivery/analysis/analysis-value";
import { Problems } from "../../lib/core/errors";
import { codes } from "./synth";

/** A new version of `users` in `shop`, as its analyses see it. */
export function analysisContext(overrides: Partial<AnalysisContext> = {}): AnalysisContext {
  const selector = { "app.kubernetes.io/name": "users" };
  return {
    name: "users",
    namespace: "shop",
    labels: { "app.kubernetes.io/part-of": "shop", ...selector },
    selector,
    controller: "argo-rollouts",
    pods: "users-{{args.pod-hash}}-.*",
    target: { host: "users-canary.shop", port: { name: "http", number: 3000 } },
    prometheusUrl: "http://prometheus.monitoring:9090",
    problems: new Problems(),
    ...overrides,
  };
}

/** An analysis of metrics, which must be without problems. */
export function metricOf(
  analysis: AnalysisValue,
  overrides: Partial<AnalysisContext> = {},
): AnalysisBinding & { readonly check: MetricCheck } {
  const context = analysisContext(overrides);
  const binding = analysis.bind(context);
  if (context.problems.all.length > 0 || binding.check.type !== "metric") {
    throw new Error(`not a metric without problems: ${codes(context.problems.all)}`);
  }
  return { ...binding, check: binding.check };
}

/** Codes and prop paths of what is wrong with an analysis. */
export function analysisProblems(
  analysis: AnalysisValue,
  overrides: Partial<AnalysisContext> = {},
): string[] {
  const context = analysisContext(overrides);
  analysis.bind(context);
  return codes(context.problems.all);
}
