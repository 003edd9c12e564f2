import type { Problems } from "../../lib/core/errors";
import { isToken } from "../../lib/core/tokens";
import type { AnalysisValue } from "./analysis/analysis-value";
import { canaryFlagger } from "./canary-flagger";
import { canaryRollout, podCounts } from "./canary-rollout";
import { type CanaryPause, type CanarySteps, type ResolvedStep, resolveSteps } from "./canary-steps";
import { type CanaryTraffic, type Routing, resolveRouting } from "./canary-traffic";
import { deployment, type ReleaseProps, withoutController } from "./release-settings";
import { checkPodCounts, type PodCount } from "./rolling";
import type { StrategyBinding, StrategyContext, StrategyValue } from "./strategy-value";

/** A growing share of requests goes to the new version. */
export interface CanaryProps extends ReleaseProps {
  /**
   * Shares of requests in percent, each above the one before: `[10, 50, 100]`, steps with more to say, or a preset.
   * After the last step all requests go to the new version, whether 100 is written or not.
   * @default "10-50-100"
   */
  readonly steps?: CanarySteps;
  /** Time at each step below 100. @default that of the preset; 300 for steps of one's own */
  readonly pauseSeconds?: CanaryPause;
  /**
   * Tests at each step below 100: after its pause, and before it where a person decides. One that fails brings the old
   * version back.
   * @default none
   */
  readonly analysis?: readonly AnalysisValue[];
  /**
   * Who splits requests.
   * @default route where the workload is exposed, which leaves calls from inside the cluster with the old version;
   * replicas elsewhere
   */
  readonly traffic?: CanaryTraffic;
  /**
   * Whether the old version gives up pods as the new one gains them. Saves nodes, and an abort has to start them again.
   * Argo Rollouts with a router only.
   * @default false: all old pods stay until the end
   */
  readonly dynamicStableScale?: boolean;
  /** Pods above the wanted number, where `traffic` is `replicas`. @default 25% */
  readonly maxSurge?: PodCount;
  /** Pods below the wanted number, where `traffic` is `replicas`. @default 0 */
  readonly maxUnavailable?: PodCount;
  /**
   * Accepts weights that the number of pods cannot make: of two pods, one is 50 percent.
   * @default false: refused
   */
  readonly acceptCoarseWeights?: boolean;
}

/** A canary release once every default is filled in. */
export interface ResolvedCanary {
  readonly props: CanaryProps;
  readonly steps: readonly ResolvedStep[];
  readonly routing: Routing;
}

/** A growing share of requests goes to the new version, step by step, as long as its tests pass. */
export function canary(props: CanaryProps = {}): StrategyValue {
  return { type: "canary", bind: (context) => bindCanary(props, context) };
}

/**
 * Codes: `no-progressive-delivery`, those of `resolveSteps`, `resolveRouting` and `checkPodCounts`,
 * `weight-needs-replicas`, `needs-router`, `out-of-range`, `duplicate-analysis`, `needs-argo-rollouts`,
 * `promotion-needs-gate`, `step-needs-argo-rollouts`, `canary-needs-router`, `route-without-hosts`, and those of the
 * analyses.
 */
function bindCanary(props: CanaryProps, context: StrategyContext): StrategyBinding {
  const { problems, delivery, port } = context;
  const { steps: given = "10-50-100", pauseSeconds, analysis = [] } = props;
  const steps = resolveSteps(given, { pauseSeconds, analysis }, problems);
  const routing = resolveRouting(props.traffic, context);
  const config = { props, steps, routing };
  if (delivery === undefined) {
    return withoutController("a canary release", context);
  }
  if (delivery.controller === "flagger") {
    return port === undefined ? withoutPort(context) : canaryFlagger(config, { ...context, delivery, port });
  }
  checkReplicas(config, context);
  return canaryRollout(config, context);
}

function withoutPort({ problems }: StrategyContext): StrategyBinding {
  problems.add({
    prop: "",
    code: "strategy-needs-port",
    rule: "Flagger makes the Services of a workload, and this one has no port that takes requests",
    fix: "add the port to ports, or use Strategy.rolling()",
  });
  return deployment({});
}

function checkReplicas(
  { props, steps, routing }: ResolvedCanary,
  { problems, minReplicas }: StrategyContext,
): void {
  const byReplicas = routing === "replicas";
  const { maxSurge, maxUnavailable } = podCounts(routing, props);
  checkPodCounts(problems, maxSurge, maxUnavailable);
  const routed = {
    dynamicStableScale: props.dynamicStableScale || undefined,
    abortScaleDownDelaySeconds: props.abortScaleDownDelaySeconds,
    ...Object.fromEntries(steps.map(({ replicas }, index) => [`steps[${index}].replicas`, replicas])),
  };
  for (const [prop, value] of Object.entries(routed)) {
    problems.addIf(byReplicas && value !== undefined, {
      prop,
      code: "needs-router",
      rule: "where replicas are the share of requests, their number cannot be chosen apart from it",
      value,
      fix: "leave it out, or expose the workload so that requests are split by weight",
    });
  }
  if (byReplicas && props.acceptCoarseWeights !== true && minReplicas !== undefined) {
    checkReachable(steps, minReplicas, problems.at("steps"));
  }
}

/** Each version has a pod at least, so the smallest share there is is one pod of all. */
function checkReachable(steps: readonly ResolvedStep[], replicas: number, problems: Problems): void {
  steps.forEach(({ weight }, index) => {
    const smaller = Math.min(weight, 100 - weight);
    problems.at(index).addIf(!isToken(weight) && smaller > 0 && smaller * replicas < 100, {
      prop: "",
      code: "weight-needs-replicas",
      rule: `without a router a share of requests is a share of pods, and ${replicas} cannot make this one`,
      value: weight,
      fix: `run at least ${Math.ceil(100 / smaller)} replicas, expose the workload, or set acceptCoarseWeights`,
    });
  });
}
