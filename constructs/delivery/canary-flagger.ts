import type { Problems } from "../../lib/core/errors";
import type { JsonObject } from "../../lib/core/render";
import { durationText } from "./analysis/metric-analysis";
import type { ResolvedCanary } from "./canary";
import { bindSteps } from "./canary-rollout";
import type { CanaryPause, ResolvedStep } from "./canary-steps";
import type { Routing } from "./canary-traffic";
import {
  type FlaggerCanaryOptions,
  type FlaggerContext,
  flaggerCanary,
  promotionGate,
  selectorLabelsOf,
  thresholdOf,
} from "./flagger-canary";
import { metricReferences, ReleaseAnalyses } from "./release-analyses";
import { checkFlaggerProps, deployment, releaseSpec } from "./release-settings";
import type { StrategyBinding } from "./strategy-value";

/** A canary release by Flagger, which makes the Services and, with a Gateway, the route. */
export function canaryFlagger(config: ResolvedCanary, context: FlaggerContext): StrategyBinding {
  const { props, steps, routing } = config;
  const { name, problems, delivery } = context;
  checkUnknown(config, problems);
  const analyses = new ReleaseAnalyses(context, "flagger", `${name}-canary`);
  const metrics = [...new Set(bindSteps(steps, analyses, context).flat())];
  releaseSpec(props, problems);
  const pause = steps[0]?.pauseSeconds ?? 0;
  const canary = flaggerCanary(context, {
    ...routedBy(routing, context),
    analysis: {
      interval: durationText(intervalOf(pause)),
      threshold: thresholdOf(metrics),
      stepWeights: steps.map(({ weight }) => weight),
      ...(metrics.length > 0 && { metrics: metricReferences(name, metrics) }),
      ...(pause === "until-promoted" && {
        webhooks: [promotionGate("pauseSeconds", "confirm-traffic-increase", context)],
      }),
    },
    progressDeadlineSeconds: props.progressDeadlineSeconds ?? 600,
  });
  return deployment({
    manifests: [canary, ...analyses.manifests()],
    ...selectorLabelsOf(context),
    dependsOn: delivery.dependencies,
  });
}

/** Time between questions to the gate where a person decides. */
const GATE_SECONDS = 60;

function intervalOf(pause: CanaryPause): number {
  return typeof pause === "number" && pause > 0 ? pause : GATE_SECONDS;
}

function checkUnknown({ props, steps }: ResolvedCanary, problems: Problems): void {
  const { rollbackWindowRevisions, abortScaleDownDelaySeconds, maxSurge, maxUnavailable } = props;
  checkFlaggerProps(problems, {
    rollbackWindowRevisions,
    abortScaleDownDelaySeconds,
    abortOnDeadline: props.abortOnDeadline === false ? false : undefined,
    dynamicStableScale: props.dynamicStableScale || undefined,
    maxSurge,
    maxUnavailable,
  });
  const usual = steps[0];
  steps.forEach((step, index) => {
    problems
      .at("steps")
      .at(index)
      .addIf(step.weight < 100 && usual !== undefined && differs(step, usual), {
        prop: "",
        code: "step-needs-argo-rollouts",
        rule: "to Flagger a step is a weight: all take one time and one set of tests, and pods follow the weight",
        value: step.weight,
        fix: "write the weight alone, or let Argo Rollouts carry out the release",
      });
  });
}

function differs(step: ResolvedStep, usual: ResolvedStep): boolean {
  return step.replicas !== undefined || step.index !== undefined || step.pauseSeconds !== usual.pauseSeconds;
}

type Routed = Pick<FlaggerCanaryOptions, "provider" | "service">;

function routedBy(routing: Routing, context: FlaggerContext): Routed {
  if (routing === "gateway-api") {
    return { provider: "gatewayapi:v1", service: gatewayService(context) };
  }
  if (routing === "istio") {
    return { provider: "istio", service: {} };
  }
  context.problems.add({
    prop: "traffic",
    code: "canary-needs-router",
    rule: "Flagger splits requests by a Gateway or a mesh, not by replicas",
    value: routing,
    fix: "expose the workload by a Gateway, use the istio mesh, or Strategy.blueGreen",
  });
  return { provider: "kubernetes", service: {} };
}

function gatewayService({ route, problems }: FlaggerContext): JsonObject {
  const { hostnames, gateway, routeKind } = route?.type === "gateway-api" ? route : {};
  problems.addIf(routeKind === "GRPCRoute", {
    prop: "traffic",
    code: "needs-argo-rollouts",
    rule: "Flagger makes HTTPRoutes, and gRPC has routes of its own",
    value: routeKind,
    fix: "let Argo Rollouts carry out the release, or use Strategy.blueGreen",
  });
  problems.addIf(hostnames === undefined || hostnames.length === 0 || gateway === undefined, {
    prop: "traffic",
    code: "route-without-hosts",
    rule: "Flagger makes the route itself and must know its hostnames and Gateway",
    fix: "expose the workload by a Gateway with a hostname",
  });
  return {
    ...(hostnames && { hosts: [...hostnames] }),
    ...(gateway && { gatewayRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", ...gateway }] }),
  };
}
