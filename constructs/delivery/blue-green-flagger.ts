import { durationText } from "./analysis/metric-analysis";
import type { BlueGreenProps } from "./blue-green";
import {
  type FlaggerContext,
  flaggerCanary,
  promotionGate,
  selectorLabelsOf,
  thresholdOf,
} from "./flagger-canary";
import { metricReferences, ReleaseAnalyses } from "./release-analyses";
import { checkFlaggerProps, deployment, releaseSpec } from "./release-settings";
import type { StrategyBinding } from "./strategy-value";

/** A blue-green release by Flagger: tests run against `users-canary` while `users` stays with the old version. */
export function blueGreenFlagger(props: BlueGreenProps, context: FlaggerContext): StrategyBinding {
  const { name, problems, delivery } = context;
  checkUnknown(props, context);
  const next = `${name}-canary`;
  const analyses = new ReleaseAnalyses(context, "flagger", next);
  const before = analyses.bind(props.prePromotion, problems.at("prePromotion"));
  const { progressDeadlineSeconds = 600 } = props;
  releaseSpec(props, problems);
  const canary = flaggerCanary(context, {
    provider: "kubernetes",
    service: {},
    analysis: {
      interval: durationText(Math.max(...before.map(({ pace }) => pace.intervalSeconds), 30)),
      iterations: Math.max(...before.map(({ pace }) => pace.count), 1),
      threshold: thresholdOf(before),
      ...(before.length > 0 && { metrics: metricReferences(name, before) }),
      ...(props.autoPromote !== true && {
        webhooks: [promotionGate("autoPromote", "confirm-promotion", context)],
      }),
    },
    progressDeadlineSeconds,
  });
  return deployment({
    backends: [{ service: name, weight: 100 }],
    routes: props.previewHost === undefined ? [] : [{ hostname: props.previewHost, service: next }],
    manifests: [canary, ...analyses.manifests()],
    ...selectorLabelsOf(context),
    dependsOn: delivery.dependencies,
  });
}

function checkUnknown(props: BlueGreenProps, { problems }: FlaggerContext): void {
  const { autoPromoteAfterSeconds, previewReplicas, postPromotion, scaleDownDelaySeconds } = props;
  const { rollbackWindowRevisions, abortScaleDownDelaySeconds } = props;
  checkFlaggerProps(problems, {
    autoPromoteAfterSeconds,
    previewReplicas,
    postPromotion: postPromotion && postPromotion.length > 0 ? postPromotion.length : undefined,
    scaleDownDelaySeconds,
    rollbackWindowRevisions,
    abortScaleDownDelaySeconds,
    abortOnDeadline: props.abortOnDeadline === false ? false : undefined,
  });
}
