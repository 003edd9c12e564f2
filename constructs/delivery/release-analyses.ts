import type { Problems } from "../../lib/core/errors";
import type { JsonObject } from "../../lib/core/render";
import type { KubernetesManifest } from "../helm/manifests";
import { analysisTemplate, newPodsOfRollout } from "./analysis/analysis-template";
import type { AnalysisBinding, AnalysisValue, MetricCheck } from "./analysis/analysis-value";
import { metricReference, metricTemplate, newPodsOfFlagger } from "./analysis/metric-template";
import type { StrategyContext } from "./strategy-value";

/** The analyses of one release: bound once each, however many steps run them. */
export class ReleaseAnalyses {
  private readonly bindings = new Map<AnalysisValue, AnalysisBinding>();
  private readonly names = new Set<string>();

  /** @param service Service that leads to the new version alone, where one does */
  constructor(
    private readonly context: StrategyContext,
    private readonly controller: "argo-rollouts" | "flagger",
    private readonly service: string | undefined,
  ) {}

  /** Binds a list of analyses; reports two of one name as `duplicate-analysis`. */
  bind(analyses: readonly AnalysisValue[] | undefined, problems: Problems): readonly AnalysisBinding[] {
    return (analyses ?? []).map(
      (analysis, index) => this.bindings.get(analysis) ?? this.bindNew(analysis, problems.at(index)),
    );
  }

  /** Templates and what else the analyses need. */
  manifests(): readonly KubernetesManifest[] {
    return this.all().flatMap((analysis) => [...this.templates(analysis), ...(analysis.manifests ?? [])]);
  }

  /** Rules that let tests reach the pods. */
  ingress(): readonly JsonObject[] {
    return this.all().flatMap(({ ingress }) => ingress ?? []);
  }

  private all(): readonly AnalysisBinding[] {
    return [...this.bindings.values()];
  }

  private bindNew(analysis: AnalysisValue, problems: Problems): AnalysisBinding {
    const { name, namespace, labels, selector, port, prometheusUrl, nameServers, cpuLimits } = this.context;
    const binding = analysis.bind({
      name,
      namespace,
      labels,
      selector,
      controller: this.controller,
      pods: this.controller === "flagger" ? newPodsOfFlagger(name) : newPodsOfRollout(name),
      target: port && this.service ? { host: `${this.service}.${namespace}`, port } : undefined,
      prometheusUrl,
      nameServers,
      cpuLimits,
      problems,
    });
    problems.addIf(this.names.has(binding.name), {
      prop: "",
      code: "duplicate-analysis",
      rule: "two analyses of a release have one name",
      value: binding.name,
      fix: "name one of them otherwise, or use one value in both places",
    });
    this.names.add(binding.name);
    this.bindings.set(analysis, binding);
    return binding;
  }

  private templates(analysis: AnalysisBinding): readonly KubernetesManifest[] {
    if (this.controller === "argo-rollouts") {
      return [analysisTemplate(this.context, analysis)];
    }
    return isMetric(analysis) ? [metricTemplate(this.context, analysis)] : [];
  }
}

/** Metrics of a Canary of Flagger. */
export function metricReferences(name: string, analyses: readonly AnalysisBinding[]): readonly JsonObject[] {
  return analyses.filter(isMetric).map((analysis) => metricReference(name, analysis));
}

function isMetric(analysis: AnalysisBinding): analysis is AnalysisBinding & { readonly check: MetricCheck } {
  return analysis.check.type === "metric";
}
