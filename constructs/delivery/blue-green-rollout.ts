import { analysisRun } from "./analysis/analysis-template";
import type { AnalysisBinding } from "./analysis/analysis-value";
import type { BlueGreenProps } from "./blue-green";
import { ReleaseAnalyses } from "./release-analyses";
import { releaseSpec } from "./release-settings";
import type { StrategyBinding, StrategyContext } from "./strategy-value";

/** A blue-green release by Argo Rollouts: Services `users` and `users-preview`, a pause between them. */
export function blueGreenRollout(props: BlueGreenProps, context: StrategyContext): StrategyBinding {
  const { name, problems } = context;
  const preview = `${name}-preview`;
  const analyses = new ReleaseAnalyses(context, "argo-rollouts", preview);
  const before = analyses.bind(props.prePromotion, problems.at("prePromotion"));
  const after = analyses.bind(props.postPromotion, problems.at("postPromotion"));
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Rollout",
    spec: {
      ...releaseSpec(props, problems),
      strategy: {
        blueGreen: {
          activeService: name,
          previewService: preview,
          ...promotion(props),
          ...(props.previewReplicas !== undefined && { previewReplicaCount: props.previewReplicas }),
          ...delays(props),
          ...analysisOf("prePromotionAnalysis", name, before),
          ...analysisOf("postPromotionAnalysis", name, after),
        },
      },
    },
    services: [name, preview],
    backends: [{ service: name, weight: 100 }],
    routes: props.previewHost === undefined ? [] : [{ hostname: props.previewHost, service: preview }],
    manifests: analyses.manifests(),
    ingress: analyses.ingress(),
    dependsOn: context.delivery?.dependencies ?? [],
  };
}

/** Argo Rollouts waits the given time only where it may go on by itself. */
function promotion({ autoPromote, autoPromoteAfterSeconds }: BlueGreenProps) {
  return {
    autoPromotionEnabled: autoPromote ?? autoPromoteAfterSeconds !== undefined,
    ...(autoPromoteAfterSeconds !== undefined && { autoPromotionSeconds: autoPromoteAfterSeconds }),
  };
}

function delays({ scaleDownDelaySeconds, abortScaleDownDelaySeconds }: BlueGreenProps) {
  return {
    ...(scaleDownDelaySeconds !== undefined && { scaleDownDelaySeconds }),
    ...(abortScaleDownDelaySeconds !== undefined && { abortScaleDownDelaySeconds }),
  };
}

function analysisOf(member: string, name: string, analyses: readonly AnalysisBinding[]) {
  return analyses.length === 0 ? {} : { [member]: analysisRun(name, analyses) };
}
