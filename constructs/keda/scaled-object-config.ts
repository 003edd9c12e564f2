import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkName, DNS_LABEL, physicalName } from "../../lib/core/names";
import { checkWholeNumber } from "../../lib/core/quantities";
import type { JsonObject } from "../../lib/core/render";
import { ifKnown, isToken } from "../../lib/core/tokens";
import type { KubernetesManifest } from "../helm/manifests";
import { bindTriggers } from "./bound-triggers";
import { resolveScaleTarget } from "./scale-target";
import type { ScaledObjectProps } from "./scaled-object-props";
import type { Trigger } from "./scaler-value";
import { scalingBehavior } from "./scaling-behavior";
import { checkScalingBounds, MAX_REPLICAS } from "./scaling-bounds";
import { isResourceMetric, scalingModifiers } from "./scaling-modifiers";

/** Fills defaults, reports every problem and renders the manifests of a scaled object. */
export function resolveScaledObject(props: ScaledObjectProps, problems: Problems) {
  const { name, namespace } = props;
  checkName(problems, "name", name, DNS_LABEL);
  checkName(problems, "namespace", namespace, DNS_LABEL);
  checkWatched(props, problems);
  const target = resolveScaleTarget(props.target, problems.at("target"));
  const bounds = {
    minReplicas: props.minReplicas ?? 0,
    maxReplicas: props.maxReplicas ?? 100,
    idleReplicas: props.idleReplicas,
    pollingIntervalSeconds: props.pollingIntervalSeconds ?? 30,
    cooldownSeconds: props.cooldownSeconds ?? 300,
    initialCooldownSeconds: props.initialCooldownSeconds ?? 0,
  };
  checkBounds(bounds, problems);
  const bound = bindTriggers(props.triggers, { name, namespace }, problems);
  checkResourceMetrics(props, bounds.minReplicas, bound.triggers, problems);
  const spec = {
    scaleTargetRef: {
      apiVersion: target.apiVersion,
      kind: target.kind,
      name: target.name,
      ...(target.containerName !== undefined && { envSourceContainerName: target.containerName }),
    },
    minReplicaCount: bounds.minReplicas,
    maxReplicaCount: bounds.maxReplicas,
    ...(bounds.idleReplicas !== undefined && { idleReplicaCount: bounds.idleReplicas }),
    pollingInterval: bounds.pollingIntervalSeconds,
    cooldownPeriod: bounds.cooldownSeconds,
    initialCooldownPeriod: bounds.initialCooldownSeconds,
    ...(props.fallback && { fallback: fallback(props, bounds.maxReplicas, problems.at("fallback")) }),
    advanced: advanced(props, bound.triggers, problems),
    triggers: bound.triggers,
  };
  return {
    target,
    releaseName: props.releaseName ?? physicalName([name, "scaling"], 53),
    statements: bound.statements,
    manifests: [
      scaledObject(props, annotations(props, problems), spec),
      ...bound.manifests,
    ] satisfies readonly KubernetesManifest[],
  };
}

function scaledObject(
  { name, namespace, labels }: ScaledObjectProps,
  annotations: { readonly [key: string]: string },
  spec: JsonObject,
): KubernetesManifest {
  return {
    apiVersion: "keda.sh/v1alpha1",
    kind: "ScaledObject",
    metadata: {
      name,
      namespace,
      ...(labels !== undefined && { labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec,
  };
}

/** KEDA with a namespace of its own never looks at scaled objects elsewhere, and says nothing. */
export function checkWatched(
  { keda: { watchNamespace }, namespace }: Pick<ScaledObjectProps, "keda" | "namespace">,
  problems: Problems,
): void {
  problems.addIf(watchNamespace !== undefined && watchNamespace !== namespace, {
    prop: "namespace",
    code: "not-watched",
    rule: `this KEDA acts in namespace ${watchNamespace} only`,
    value: namespace,
    fix: "use that namespace, or leave watchNamespace out of Keda",
  });
}

function checkBounds(
  bounds: Parameters<typeof checkScalingBounds>[1] & {
    readonly idleReplicas: number | undefined;
    readonly cooldownSeconds: number;
    readonly initialCooldownSeconds: number;
  },
  problems: Problems,
): void {
  checkScalingBounds(problems, bounds);
  checkWholeNumber(problems, "cooldownSeconds", bounds.cooldownSeconds, 0, WEEK);
  checkWholeNumber(problems, "initialCooldownSeconds", bounds.initialCooldownSeconds, 0, WEEK);
  ifKnown(bounds.idleReplicas, (idleReplicas) => {
    problems.addIf(idleReplicas !== 0, {
      prop: "idleReplicas",
      code: "idle-not-zero",
      rule: "an autoscaler can be put to rest at 0 replicas only",
      value: idleReplicas,
      fix: "use 0, or leave idleReplicas out and set minReplicas",
    });
    problems.addIf(!isToken(bounds.minReplicas) && idleReplicas >= bounds.minReplicas, {
      prop: "idleReplicas",
      code: "idle-not-below-min",
      rule: "idleReplicas is below minReplicas",
      value: idleReplicas,
      fix: "raise minReplicas, or leave idleReplicas out: minReplicas 0 scales to zero as well",
    });
  });
}

const WEEK = 604_800;

function checkResourceMetrics(
  { fallback }: ScaledObjectProps,
  minReplicas: number,
  triggers: readonly Trigger[],
  problems: Problems,
): void {
  const only = triggers.length > 0 && triggers.every(({ type }) => isResourceMetric(type));
  problems.addIf(only && minReplicas === 0, {
    prop: "minReplicas",
    code: "cannot-leave-zero",
    rule: "without pods there is no CPU or memory in use, so nothing would ever start one",
    value: minReplicas,
    fix: "set minReplicas to 1 or more, or add a trigger that looks outside of the pods",
  });
  problems.addIf(only && fallback !== undefined, {
    prop: "fallback",
    code: "fallback-without-external-trigger",
    rule: "CPU and memory are asked of the metrics server, KEDA cannot see them fail",
    value: triggers.map(({ type }) => type),
    fix: "leave fallback out, or add another trigger",
  });
}

const FALLBACK_BEHAVIORS = [
  "static",
  "currentReplicas",
  "currentReplicasIfHigher",
  "currentReplicasIfLower",
  "scalingModifiers",
];

function fallback(
  { fallback: chosen, scalingModifiers: modifiers }: ScaledObjectProps,
  maxReplicas: number,
  problems: Problems,
) {
  const { failureThreshold = 3, replicas = 0, behavior } = chosen ?? {};
  checkWholeNumber(problems, "failureThreshold", failureThreshold, 1, 1000);
  checkWholeNumber(problems, "replicas", replicas, 0, isToken(maxReplicas) ? MAX_REPLICAS : maxReplicas);
  checkKnown(problems, "behavior", "unknown-behavior", "behavior", behavior, FALLBACK_BEHAVIORS);
  problems.addIf(behavior === "scalingModifiers" && modifiers === undefined, {
    prop: "behavior",
    code: "no-scaling-modifiers",
    rule: "this behavior falls back by the formula, and there is none",
    value: behavior,
    fix: "add scalingModifiers or choose another behavior",
  });
  return { failureThreshold, replicas, ...(behavior !== undefined && { behavior }) };
}

function advanced(props: ScaledObjectProps, triggers: readonly Trigger[], problems: Problems) {
  const { behavior, takeOverAutoscaler } = props;
  const autoscaler = {
    ...(takeOverAutoscaler !== undefined && { name: takeOverAutoscaler }),
    ...(behavior && { behavior: scalingBehavior(behavior, problems.at("behavior")) }),
  };
  return {
    restoreToOriginalReplicaCount: props.restoreReplicasOnDelete ?? false,
    ...(Object.keys(autoscaler).length > 0 && { horizontalPodAutoscalerConfig: autoscaler }),
    ...(props.scalingModifiers && {
      scalingModifiers: scalingModifiers(props.scalingModifiers, triggers, problems.at("scalingModifiers")),
    }),
  };
}

function annotations(
  { annotations = {}, paused, forceActivation, takeOverAutoscaler }: ScaledObjectProps,
  problems: Problems,
): { readonly [key: string]: string } {
  checkName(problems, "takeOverAutoscaler", takeOverAutoscaler, DNS_LABEL);
  return {
    ...annotations,
    ...pause(paused ?? false, problems),
    ...(forceActivation === true && { "autoscaling.keda.sh/force-activation": "true" }),
    ...(takeOverAutoscaler !== undefined && { "scaledobject.keda.sh/transfer-hpa-ownership": "true" }),
  };
}

/** KEDA is paused by annotations, so that kubectl can do it as well. */
function pause(
  paused: NonNullable<ScaledObjectProps["paused"]>,
  problems: Problems,
): { readonly [key: string]: string } {
  if (typeof paused === "object") {
    checkWholeNumber(problems.at("paused"), "replicas", paused.replicas, 0, MAX_REPLICAS);
    return { "autoscaling.keda.sh/paused-replicas": String(paused.replicas) };
  }
  if (typeof paused === "boolean") {
    return paused ? { "autoscaling.keda.sh/paused": "true" } : {};
  }
  checkKnown(problems, "paused", "unknown-pause", "direction to pause", paused, ["scale-in", "scale-out"]);
  return { [`autoscaling.keda.sh/paused-${paused}`]: "true" };
}
