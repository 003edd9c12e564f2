import type { Json, JsonObject } from "../../../core/render";
import { entryOf, isObject, items, member, numberOf, sameValue, textOf } from "../values";
import type { KubernetesFact } from "./fact";
import { kindOf, nameOf } from "./manifest";

/** Between what and what something is scaled, and by what. */
export interface ScalingBounds {
  readonly min: number;
  readonly max: number;
  readonly idle: number | undefined;
  readonly cooldownSeconds: number | undefined;
  readonly pollingSeconds: number | undefined;
  readonly paused: boolean;
  /** `prometheus`, or `prometheus requests` where the trigger has a name. */
  readonly triggers: readonly string[];
}

export interface ScalingBoundsChange {
  readonly before: ScalingBounds | undefined;
  readonly after: ScalingBounds | undefined;
  readonly facts: readonly KubernetesFact[];
}

interface Scaler {
  readonly min: readonly [name: string, unset: number];
  readonly max: readonly [name: string, unset: number];
  readonly triggers: string;
  readonly cooldown?: number;
  readonly polling?: number;
}

/** What the kinds call it. What counts where nothing is set: KEDA 2.21, and the reference of autoscaling/v2. */
const SCALERS: Readonly<Record<string, Scaler>> = {
  ScaledObject: {
    min: ["minReplicaCount", 0],
    max: ["maxReplicaCount", 100],
    triggers: "triggers",
    cooldown: 300,
    polling: 30,
  },
  ScaledJob: {
    min: ["minReplicaCount", 0],
    max: ["maxReplicaCount", 100],
    triggers: "triggers",
    polling: 30,
  },
  HorizontalPodAutoscaler: { min: ["minReplicas", 1], max: ["maxReplicas", 1], triggers: "metrics" },
};

/** How the bounds of a ScaledObject, a ScaledJob or a HorizontalPodAutoscaler change; undefined for other kinds. */
export function scalingBoundsChange(
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): ScalingBoundsChange | undefined {
  const kind = kindOf(after ?? before);
  const scaler = entryOf(SCALERS, kind);
  if (scaler === undefined) {
    return undefined;
  }
  const [old, new_] = [boundsOf(scaler, before), boundsOf(scaler, after)];
  const facts =
    new_ === undefined
      ? [{ code: "scaling-removed" as const, text: `${kind} ${nameOf(before)} removed` }]
      : [
          ...(old === undefined ? [] : boundFacts(old, new_)),
          ...stateFacts(old, new_),
          ...(old === undefined ? [] : triggerFacts(scaler, before, after)),
        ];
  return { before: old, after: new_, facts };
}

function boundsOf(scaler: Scaler, manifest: JsonObject | undefined): ScalingBounds | undefined {
  if (manifest === undefined) {
    return undefined;
  }
  const number = (name: string) => numberOf(member(manifest, "spec", name));
  const [min, max] = [scaler.min, scaler.max].map(([name, unset]) => number(name) ?? unset);
  const annotation = (name: string) =>
    textOf(member(manifest, "metadata", "annotations", `autoscaling.keda.sh/${name}`));
  return {
    min: min ?? 0,
    max: max ?? 0,
    idle: number("idleReplicaCount"),
    cooldownSeconds: number("cooldownPeriod") ?? scaler.cooldown,
    pollingSeconds: number("pollingInterval") ?? scaler.polling,
    // Any number of replicas to pause at pauses.
    paused: annotation("paused") === "true" || annotation("paused-replicas") !== undefined,
    triggers: items(member(manifest, "spec", scaler.triggers)).map(triggerName),
  };
}

const NAMES = {
  min: "min",
  max: "max",
  idle: "idle",
  cooldownSeconds: "cooldown seconds",
  pollingSeconds: "polling seconds",
} as const;

/** A maximum that grows at least that much, and by that many, may cost more than anybody meant. */
const JUMP = { factor: 2, replicas: 10 };

function boundFacts(before: ScalingBounds, after: ScalingBounds): readonly KubernetesFact[] {
  const changed = (Object.keys(NAMES) as (keyof typeof NAMES)[]).flatMap((name) =>
    before[name] === after[name]
      ? []
      : [`${NAMES[name]} ${before[name] ?? "none"} -> ${after[name] ?? "none"}`],
  );
  const max = `max ${before.max} -> ${after.max}`;
  const facts: readonly (KubernetesFact | false)[] = [
    changed.length > 0 && { code: "scaling-changed", text: changed.join(", ") },
    before.min > 0 &&
      after.min === 0 && { code: "scaling-to-zero", text: `may scale to zero: min ${before.min} -> 0` },
    after.max < before.max && { code: "scaling-max-lowered", text: `${max}: what runs above it is stopped` },
    after.max >= before.max * JUMP.factor &&
      after.max - before.max >= JUMP.replicas && { code: "scaling-max-jump", text: `${max}: a large step` },
  ];
  return facts.filter((fact) => fact !== false);
}

function stateFacts(before: ScalingBounds | undefined, after: ScalingBounds): readonly KubernetesFact[] {
  const facts: readonly (KubernetesFact | false)[] = [
    after.paused && before?.paused !== true && { code: "scaling-paused", text: "scaling is paused" },
    before?.paused === true &&
      !after.paused && { code: "scaling-changed", text: "scaling goes on after a pause" },
    after.min > after.max && {
      code: "scaling-min-above-max",
      text: `min ${after.min} is above max ${after.max}`,
    },
  ];
  return facts.filter((fact) => fact !== false);
}

function triggerFacts(
  { triggers: name }: Scaler,
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): readonly KubernetesFact[] {
  const [olds, news] = [before, after].map((side) => numbered(items(member(side, "spec", name))));
  return [...new Set([...(olds?.keys() ?? []), ...(news?.keys() ?? [])])].flatMap((key): KubernetesFact[] => {
    const [old, new_] = [olds?.get(key), news?.get(key)];
    if (old === undefined) {
      return [{ code: "scaling-changed", text: `trigger ${key} added` }];
    }
    if (new_ === undefined) {
      return [{ code: "scaling-trigger-removed", text: `trigger ${key} removed` }];
    }
    return sameValue(old, new_)
      ? []
      : [{ code: "scaling-trigger-changed", text: `trigger ${key}: ${membersText(old, new_)}` }];
  });
}

/** Triggers by name; of those with one name the second gets a number. */
function numbered(triggers: readonly Json[]): ReadonlyMap<string, Json> {
  const named = new Map<string, Json>();
  const seen = new Map<string, number>();
  for (const trigger of triggers) {
    const name = triggerName(trigger);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    named.set(count === 1 ? name : `${name} #${count}`, trigger);
  }
  return named;
}

function triggerName(trigger: Json): string {
  const type = textOf(member(trigger, "type")) ?? "unnamed";
  // A metric of an autoscaler has its name inside a member that is called like its type.
  const inside = isObject(trigger) ? Object.values(trigger).find((value) => isObject(value)) : undefined;
  const name =
    textOf(member(trigger, "name")) ??
    (member(trigger, "metadata") === undefined
      ? (textOf(member(inside, "name")) ?? textOf(member(inside, "metric", "name")))
      : undefined);
  return name === undefined ? type : `${type} ${name}`;
}

/** `threshold 100 -> 50` of members that differ, at whatever depth. */
function membersText(before: Json, after: Json, prefix = ""): string {
  if (!isObject(before) || !isObject(after)) {
    const text = (value: Json) => (typeof value === "object" ? JSON.stringify(value) : String(value));
    return `${prefix} ${text(before)} -> ${text(after)}`.trim();
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => !sameValue(entryOf(before, name), entryOf(after, name)))
    .map((name) => membersText(entryOf(before, name) ?? null, entryOf(after, name) ?? null, name))
    .join(", ");
}
