import { checkWholeNumber } from "../../lib/core/quantities";
import type { AnalysisValue } from "./analysis/analysis-value";
import { blueGreenFlagger } from "./blue-green-flagger";
import { blueGreenRollout } from "./blue-green-rollout";
import { type ReleaseProps, withoutController } from "./release-settings";
import type { StrategyBinding, StrategyContext, StrategyValue } from "./strategy-value";

/** The new version runs beside the old one until all requests go over to it at once. */
export interface BlueGreenProps extends ReleaseProps {
  /**
   * Whether requests go over as soon as the new version is ready and `prePromotion` passed.
   * @default false: a person says so (`kubectl argo rollouts promote users`); true where `autoPromoteAfterSeconds` is given
   */
  readonly autoPromote?: boolean;
  /** Time after which requests go over unless a person said so before. @default none */
  readonly autoPromoteAfterSeconds?: number;
  /** Hostname under which the new version is reached before it takes over. @default none: `<name>-preview` inside the cluster */
  readonly previewHost?: string;
  /** Pods of the new version until it takes over. @default as many as the old one has */
  readonly previewReplicas?: number;
  /** Tests before requests go over; one that fails leaves the old version in place. @default none */
  readonly prePromotion?: readonly AnalysisValue[];
  /** Tests after requests went over; one that fails brings the old version back. @default none */
  readonly postPromotion?: readonly AnalysisValue[];
  /** Time the old version runs on after the switch. @default 30, that of Argo Rollouts */
  readonly scaleDownDelaySeconds?: number;
  /**
   * Accepts a gap behind an AWS load balancer, which does not replace targets in one moment. Source: Argo Rollouts,
   * "AWS Load Balancer Controller".
   * @default false: refused
   */
  readonly acceptAlbDowntime?: boolean;
  /**
   * Accepts that a version is one pod: whatever evicts it, a drained node, leaves nobody to answer.
   * @default false: refused
   */
  readonly acceptSingleReplica?: boolean;
}

/** The new version runs beside the old one, is tested, and then takes over at once. */
export function blueGreen(props: BlueGreenProps = {}): StrategyValue {
  return { type: "blue-green", bind: (context) => bindBlueGreen(props, context) };
}

/**
 * Codes: `no-progressive-delivery`, `strategy-needs-port`, `blue-green-needs-replicas`, `blue-green-alb-downtime`,
 * `preview-host-needs-exposure`, `auto-promote-contradicts`, `out-of-range`, `duplicate-analysis`, `needs-argo-rollouts`,
 * `promotion-needs-gate`, and those of the analyses.
 */
function bindBlueGreen(props: BlueGreenProps, context: StrategyContext): StrategyBinding {
  checkWorkload(props, context);
  checkPromotion(props, context);
  const { delivery, port } = context;
  if (delivery === undefined || port === undefined) {
    return delivery === undefined
      ? withoutController("a blue-green release", context)
      : blueGreenRollout(props, context);
  }
  return delivery.controller === "flagger"
    ? blueGreenFlagger(props, { ...context, delivery, port })
    : blueGreenRollout(props, context);
}

function checkWorkload(props: BlueGreenProps, { port, minReplicas, route, problems }: StrategyContext): void {
  problems.addIf(port === undefined, {
    prop: "",
    code: "strategy-needs-port",
    rule: "a blue-green release moves requests, and the workload has no port that takes them",
    fix: "add the port to ports, or use Strategy.rolling()",
  });
  problems.addIf(minReplicas !== undefined && minReplicas < 2 && props.acceptSingleReplica !== true, {
    prop: "",
    code: "blue-green-needs-replicas",
    rule: "each version of a blue-green release stands alone for its requests, which takes two replicas",
    value: minReplicas,
    fix: "run at least 2 replicas, or set acceptSingleReplica",
  });
  problems.addIf(route?.type === "alb" && props.acceptAlbDowntime !== true, {
    prop: "",
    code: "blue-green-alb-downtime",
    rule: "an AWS load balancer replaces the targets of a Service one by one, and may have none for a moment",
    fix: "expose the service by a Gateway, use Strategy.canary, or set acceptAlbDowntime",
  });
  problems.addIf(props.previewHost !== undefined && route === undefined, {
    prop: "previewHost",
    code: "preview-host-needs-exposure",
    rule: "a preview has a hostname where the workload is exposed",
    value: props.previewHost,
    fix: "add exposure, or leave previewHost out",
  });
}

function checkPromotion(props: BlueGreenProps, { problems }: StrategyContext): void {
  const { autoPromote, autoPromoteAfterSeconds } = props;
  problems.addIf(autoPromote === false && autoPromoteAfterSeconds !== undefined, {
    prop: "autoPromoteAfterSeconds",
    code: "auto-promote-contradicts",
    rule: "a release that waits for a person does not go on after a time",
    value: autoPromoteAfterSeconds,
    fix: "leave out autoPromote or the time",
  });
  checkWholeNumber(problems, "autoPromoteAfterSeconds", autoPromoteAfterSeconds, 1, 604_800);
  checkWholeNumber(problems, "previewReplicas", props.previewReplicas, 1, 1000);
  checkWholeNumber(problems, "scaleDownDelaySeconds", props.scaleDownDelaySeconds, 0, 604_800);
}
