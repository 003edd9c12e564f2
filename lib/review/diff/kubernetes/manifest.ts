import type { Json, JsonObject } from "../../../core/render";
import { entryOf, isObject, items, member, textOf } from "../values";

/** Whether a value has the shape of a Kubernetes object. */
export function isManifest(value: Json | undefined): value is JsonObject {
  return isObject(value) && typeof value.apiVersion === "string" && typeof value.kind === "string";
}

export function kindOf(manifest: JsonObject | undefined): string {
  return textOf(manifest?.kind) ?? "";
}

/** `shop/orders`, or the name alone where the object has no namespace. */
export function nameOf(manifest: JsonObject | undefined): string {
  const [namespace, name] = ["namespace", "name"].map((part) => textOf(member(manifest, "metadata", part)));
  return [namespace, name].filter((part) => part !== undefined && part !== "").join("/");
}

/** Where the specification of pods stands, by kind. */
const POD_SPECS: Readonly<Record<string, readonly string[]>> = {
  Pod: ["spec"],
  Deployment: ["spec", "template", "spec"],
  StatefulSet: ["spec", "template", "spec"],
  DaemonSet: ["spec", "template", "spec"],
  ReplicaSet: ["spec", "template", "spec"],
  Rollout: ["spec", "template", "spec"],
  Job: ["spec", "template", "spec"],
  CronJob: ["spec", "jobTemplate", "spec", "template", "spec"],
  ScaledJob: ["spec", "jobTargetRef", "template", "spec"],
};

/** The specification of the pods an object makes; undefined where it makes none. */
export function podSpecOf(manifest: JsonObject | undefined): JsonObject | undefined {
  const path = entryOf(POD_SPECS, kindOf(manifest));
  const spec = path && member(manifest, ...path);
  return isObject(spec) ? spec : undefined;
}

/** Objects of a list by a member that names them; those without a name are left out. */
export function byName(list: Json | undefined, name = "name"): ReadonlyMap<string, JsonObject> {
  return new Map(
    items(list).flatMap((item) => {
      const key = isObject(item) ? textOf(item[name]) : undefined;
      return isObject(item) && key !== undefined ? [[key, item] as const] : [];
    }),
  );
}
