import type { JsonObject } from "../../lib/core/render";
import { analysisRun } from "./analysis/analysis-template";
import type { AnalysisBinding } from "./analysis/analysis-value";
import { durationText } from "./analysis/metric-analysis";
import type { CanaryProps, ResolvedCanary } from "./canary";
import type { ResolvedStep } from "./canary-steps";
import { bindRouting, type Routing } from "./canary-traffic";
import { ReleaseAnalyses } from "./release-analyses";
import { releaseSpec } from "./release-settings";
import type { PodCount } from "./rolling";
import type { StrategyBinding, StrategyContext } from "./strategy-value";

/** A canary release by Argo Rollouts. */
export function canaryRollout(config: ResolvedCanary, context: StrategyContext): StrategyBinding {
  const { props, steps, routing } = config;
  const { problems, name } = context;
  const { canary, services, backends, backendPort, manifests, target } = bindRouting(routing, context);
  const analyses = new ReleaseAnalyses(context, "argo-rollouts", target);
  const bound = bindSteps(steps, analyses, context);
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Rollout",
    spec: {
      ...releaseSpec(props, problems),
      strategy: {
        canary: {
          ...canary,
          ...podCounts(routing, props),
          ...(props.dynamicStableScale && { dynamicStableScale: true }),
          ...(props.abortScaleDownDelaySeconds !== undefined && {
            abortScaleDownDelaySeconds: props.abortScaleDownDelaySeconds,
          }),
          steps: rolloutSteps(steps, bound, name),
        },
      },
    },
    services,
    backends,
    backendPort,
    routes: [],
    manifests: [...manifests, ...analyses.manifests()],
    ingress: analyses.ingress(),
    dependsOn: context.delivery?.dependencies ?? [],
  };
}

/** Analyses of each step, bound under the prop they stand in. */
export function bindSteps(
  steps: readonly ResolvedStep[],
  analyses: ReleaseAnalyses,
  { problems }: StrategyContext,
): readonly (readonly AnalysisBinding[])[] {
  return steps.map(({ analysis, index }) =>
    analyses.bind(
      analysis,
      index === undefined ? problems.at("analysis") : problems.at("steps").at(index).at("analysis"),
    ),
  );
}

/** Pods above and below the wanted number. Where a router splits requests, Argo Rollouts has its own defaults. */
export function podCounts(
  routing: Routing,
  { maxSurge, maxUnavailable }: Pick<CanaryProps, "maxSurge" | "maxUnavailable">,
): { readonly maxSurge?: PodCount; readonly maxUnavailable?: PodCount } {
  if (routing === "replicas") {
    return { maxSurge: maxSurge ?? "25%", maxUnavailable: maxUnavailable ?? 0 };
  }
  return {
    ...(maxSurge !== undefined && { maxSurge }),
    ...(maxUnavailable !== undefined && { maxUnavailable }),
  };
}

/** Steps as Argo Rollouts writes them. */
export function rolloutSteps(
  steps: readonly ResolvedStep[],
  analyses: readonly (readonly AnalysisBinding[])[],
  name: string,
): readonly JsonObject[] {
  return steps.flatMap((step, index) => {
    const bound = analyses[index] ?? [];
    const test = bound.length === 0 ? [] : [{ analysis: analysisRun(name, bound) }];
    const scaled = steps[index - 1]?.replicas !== undefined;
    return [
      ...scaleOf(step, scaled),
      { setWeight: step.weight },
      // A person decides by what the tests found; a time is there for metrics to gather.
      ...(step.pauseSeconds === "until-promoted"
        ? [...test, { pause: {} }]
        : [...pauseOf(step.pauseSeconds), ...test]),
    ];
  });
}

function scaleOf({ replicas }: ResolvedStep, wasScaled: boolean): readonly JsonObject[] {
  if (replicas !== undefined) {
    return [{ setCanaryScale: { replicas } }];
  }
  return wasScaled ? [{ setCanaryScale: { matchTrafficWeight: true } }] : [];
}

function pauseOf(seconds: number): readonly JsonObject[] {
  return seconds === 0 ? [] : [{ pause: { duration: durationText(seconds) } }];
}
