import type { JsonObject } from "../../lib/core/render";
import type { KubernetesManifest } from "../helm/manifests";
import type { AnalysisBinding } from "./analysis/analysis-value";
import type { IProgressiveDelivery, StrategyContext } from "./strategy-value";

/** A workload that Flagger releases: what a strategy knows once a controller and a port are there. */
export type FlaggerContext = StrategyContext & {
  readonly delivery: IProgressiveDelivery;
  readonly port: { readonly name: string; readonly number: number };
};

/** What differs between releases. */
export interface FlaggerCanaryOptions {
  /** Who splits requests: `kubernetes` moves them all at once, by the selector of the Service. */
  readonly provider: "kubernetes" | "gatewayapi:v1" | "istio";
  /** Members of `service` beside its ports. */
  readonly service: JsonObject;
  readonly analysis: JsonObject;
  readonly progressDeadlineSeconds: number;
}

/** A Canary of Flagger for the Deployment of the workload. Flagger makes the Services and the old version's pods. */
export function flaggerCanary(
  { name, namespace, labels, port, autoscaler }: FlaggerContext,
  { provider, service, analysis, progressDeadlineSeconds }: FlaggerCanaryOptions,
): KubernetesManifest {
  return {
    apiVersion: "flagger.app/v1beta1",
    kind: "Canary",
    metadata: { name, namespace, labels },
    spec: {
      provider,
      targetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
      ...(autoscaler && { autoscalerRef: { apiVersion: API_VERSIONS[autoscaler.kind], ...autoscaler } }),
      progressDeadlineSeconds,
      service: {
        port: port.number,
        portName: port.name,
        targetPort: port.name,
        // Other ports, such as that of metrics.
        portDiscovery: true,
        // Service monitors look for them on the Services that lead to one version each.
        primary: { labels },
        canary: { labels },
        ...service,
      },
      analysis,
    },
  };
}

const API_VERSIONS = {
  HorizontalPodAutoscaler: "autoscaling/v2",
  ScaledObject: "keda.sh/v1alpha1",
} as const;

/** Label Flagger changes in the pods of the old version, so that all others stay as they are. */
export function selectorLabelsOf({ name, delivery: { selectorLabel } }: FlaggerContext) {
  return selectorLabel === undefined ? {} : { selectorLabels: { [selectorLabel]: name } };
}

/** Bad answers in a row of rounds that end the release: as many as the strictest analysis takes. */
export function thresholdOf(analyses: readonly AnalysisBinding[]): number {
  return Math.min(...analyses.map(({ pace }) => pace.failureLimit), DEFAULT_FAILURES) + 1;
}

/** Rounds without ready pods that Flagger forgives where no analysis says how many. */
const DEFAULT_FAILURES = 4;

/** Where Flagger asks before it goes on; reports a missing one as `promotion-needs-gate`. */
export function promotionGate(
  prop: string,
  hook: "confirm-promotion" | "confirm-traffic-increase",
  { delivery, problems }: FlaggerContext,
): JsonObject {
  problems.addIf(delivery.promotionGateUrl === undefined, {
    prop,
    code: "promotion-needs-gate",
    rule: "Flagger asks a gate whether a person let the release go on, and none is named",
    fix: "give Flagger promotionGateUrl, or let releases go on by themselves",
  });
  return { name: hook, type: hook, url: delivery.promotionGateUrl ?? "" };
}
