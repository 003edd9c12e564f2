import type { Problems } from "../../../lib/core/errors";
import type { PolicyStatement } from "../../../lib/core/policy";
import type { JsonObject } from "../../../lib/core/render";
import { isToken } from "../../../lib/core/tokens";
import type { StrategyContext } from "../../delivery/strategy-value";
import type { KubernetesManifest } from "../../helm/manifests";
import type { ScaledObjectBounds } from "../../keda/scaled-object-props";
import { checkScalingBounds } from "../../keda/scaling-bounds";
import type { WorkloadContext, WorkloadContribution } from "../extension";
import type { WorkloadPlatform } from "../workload-platform";
import { eventAutoscaler } from "./event-autoscaler";
import { resourceAutoscaler } from "./resource-autoscaler";
import type { EventScaling, ResourceScaling, ScaledKind, ScalingProps } from "./scaling-props";

/** Who sets the replicas of a workload. */
export interface ResolvedScaling {
  /** The autoscaler, named like the workload; undefined where the workload's manifest sets the replicas. */
  readonly autoscaler: StrategyContext["autoscaler"];
  /** Fewest replicas that run at any time; undefined without an autoscaler, or where not known before apply. */
  readonly minReplicas: number | undefined;
  /** Most replicas; undefined without an autoscaler, or where not known before apply. */
  readonly maxReplicas: number | undefined;
  /** What KEDA's operator must be allowed in AWS: for `keda.grant`. */
  readonly kedaStatements: readonly PolicyStatement[];
  /** The objects, once the strategy has said what kind the workload is. */
  contribution(kind: ScaledKind): WorkloadContribution;
}

type Bounds = ScaledObjectBounds & { readonly minReplicas: number; readonly maxReplicas: number };

/** Replicas of services that say nothing themselves. */
const DEFAULT_REPLICAS = 2;

/**
 * Fills defaults, reports every problem and renders what scales a workload: a HorizontalPodAutoscaler, or with
 * triggers a ScaledObject with the TriggerAuthentications they need. A platform that says `scaling: "none"` scales
 * nothing.
 *
 * Codes: `no-keda`, `two-autoscalers`, `needs-triggers`, `missing-max-replicas`, `min-above-max`, `out-of-range`,
 * `cannot-leave-zero`, `unknown-select-policy`, and with triggers those of `resolveScaledObject`.
 *
 * @param problems takes problems under `scaling`
 * @param leastReplicas least replicas where nobody says
 */
export function resolveScaling(
  props: ScalingProps | undefined,
  context: Pick<WorkloadContext, "name" | "namespace" | "labels">,
  platform: Pick<WorkloadPlatform, "keda" | "scaling" | "replicas">,
  problems: Problems,
  leastReplicas: number = platform.replicas ?? DEFAULT_REPLICAS,
): ResolvedScaling {
  if (props === undefined || platform.scaling === "none") {
    return UNSCALED;
  }
  const bounds = boundsOf(props, context.name, platform.scaling, leastReplicas, problems);
  return props.triggers === undefined
    ? byResources(props, bounds, context, problems)
    : byEvents(props, bounds, context, platform.keda, problems);
}

const UNSCALED: ResolvedScaling = {
  autoscaler: undefined,
  minReplicas: undefined,
  maxReplicas: undefined,
  kedaStatements: [],
  contribution: () => ({}),
};

/** What the workload says, over what the platform says of it. */
function boundsOf(
  props: ScalingProps,
  name: string,
  table: Exclude<WorkloadPlatform["scaling"], "none">,
  leastReplicas: number,
  problems: Problems,
): Bounds {
  const of = <K extends keyof ScaledObjectBounds>(bound: K) =>
    (props as ScaledObjectBounds)[bound] ?? table?.workloads[name]?.[bound] ?? table?.default?.[bound];
  const maxReplicas = of("maxReplicas");
  problems.addIf(maxReplicas === undefined, {
    prop: "maxReplicas",
    code: "missing-max-replicas",
    rule: "a scaled workload has a limit, or a flood of work costs without one",
    fix: `set maxReplicas, or name ${name} in scaling.workloads of the platform`,
  });
  const most = maxReplicas ?? Math.max(leastReplicas, 1);
  return {
    minReplicas:
      of("minReplicas") ??
      ([most, leastReplicas].some(isToken) ? leastReplicas : Math.min(leastReplicas, most)),
    maxReplicas: most,
    idleReplicas: of("idleReplicas"),
    pollingIntervalSeconds: of("pollingIntervalSeconds"),
    cooldownSeconds: of("cooldownSeconds"),
    initialCooldownSeconds: of("initialCooldownSeconds"),
  };
}

function byResources(
  props: ResourceScaling,
  bounds: Bounds,
  context: Pick<WorkloadContext, "name" | "namespace" | "labels">,
  problems: Problems,
): ResolvedScaling {
  for (const prop of EVENTS_ONLY) {
    const value = (props as Partial<EventScaling>)[prop];
    problems.addIf(value !== undefined, {
      prop,
      code: "needs-triggers",
      rule: "only KEDA knows this, and nothing here scales by events",
      value,
      fix: "leave it out, or scale by triggers: [Scaler.cpu({ utilizationPercent: 70 })]",
    });
  }
  checkScalingBounds(problems, { ...bounds, pollingIntervalSeconds: 30 });
  const spec = resourceAutoscaler(props, bounds, problems);
  return {
    ...outline("HorizontalPodAutoscaler", context.name, bounds),
    kedaStatements: [],
    contribution: (kind) => ({ manifests: [horizontalPodAutoscaler(context, spec, kind)] }),
  };
}

/** Props of events that a union with those of resources lets through. */
const EVENTS_ONLY = [
  "idleReplicas",
  "pollingIntervalSeconds",
  "cooldownSeconds",
  "initialCooldownSeconds",
  "fallback",
  "scalingModifiers",
  "paused",
  "forceActivation",
  "restoreReplicasOnDelete",
  "takeOverAutoscaler",
] as const satisfies readonly (keyof EventScaling)[];

function byEvents(
  props: EventScaling,
  bounds: Bounds,
  context: Pick<WorkloadContext, "name" | "namespace" | "labels">,
  keda: WorkloadPlatform["keda"],
  problems: Problems,
): ResolvedScaling {
  checkOneAutoscaler(props, problems);
  const missing = problems.addIf(keda === undefined, {
    prop: "triggers",
    code: "no-keda",
    rule: "triggers are KEDA's, and this platform has none",
    fix: 'pass keda to the platform, scale by cpuPercent, or say scaling: "none" in the platform to scale nothing',
  });
  if (missing || keda === undefined) {
    checkScalingBounds(problems, { ...bounds, pollingIntervalSeconds: bounds.pollingIntervalSeconds ?? 30 });
    return { ...UNSCALED, ...outline("ScaledObject", context.name, bounds) };
  }
  const { scaledObject, others, statements } = eventAutoscaler(
    { ...props, ...bounds },
    context,
    keda,
    problems,
  );
  return {
    ...outline("ScaledObject", context.name, bounds),
    kedaStatements: statements,
    contribution: (kind) => ({
      manifests: [aimed(scaledObject, context.name, kind), ...others],
      dependsOn: keda.dependencies,
    }),
  };
}

function checkOneAutoscaler(props: EventScaling, problems: Problems): void {
  for (const [prop, scaler] of [
    ["cpuPercent", "cpu"],
    ["memoryPercent", "memory"],
  ] as const) {
    const percent: number | undefined = props[prop];
    problems.addIf(percent !== undefined, {
      prop,
      code: "two-autoscalers",
      rule: "triggers are KEDA's autoscaler and percentages Kubernetes' own: two would set the same replicas",
      value: percent,
      fix: `add Scaler.${scaler}({ utilizationPercent: ${isToken(percent) ? "..." : percent} }) to triggers instead`,
    });
  }
}

function outline(
  kind: "HorizontalPodAutoscaler" | "ScaledObject",
  name: string,
  { minReplicas, maxReplicas, idleReplicas }: Bounds,
): Pick<ResolvedScaling, "autoscaler" | "minReplicas" | "maxReplicas"> {
  const known = (replicas: number) => (isToken(replicas) ? undefined : replicas);
  return {
    autoscaler: { kind, name },
    minReplicas: known(idleReplicas ?? minReplicas),
    maxReplicas: known(maxReplicas),
  };
}

function horizontalPodAutoscaler(
  { name, namespace, labels }: Pick<WorkloadContext, "name" | "namespace" | "labels">,
  spec: JsonObject,
  kind: ScaledKind,
): KubernetesManifest {
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name, namespace, labels },
    spec: { scaleTargetRef: targetOf(name, kind), ...spec },
  };
}

function aimed(scaledObject: KubernetesManifest, name: string, kind: ScaledKind): KubernetesManifest {
  const spec = scaledObject.spec as JsonObject;
  return { ...scaledObject, spec: { ...spec, scaleTargetRef: targetOf(name, kind) } };
}

function targetOf(name: string, kind: ScaledKind) {
  return { apiVersion: kind === "Rollout" ? "argoproj.io/v1alpha1" : "apps/v1", kind, name };
}
