import type { Json, JsonObject } from "../../../core/render";
import type { PlannedObject } from "../../plan";
import { carriedManifests, releaseValues } from "../helm-values";
import { type ParseBudget, parseBudget, parsedYaml } from "../parsing";
import { settled } from "../settled";
import { entryOf, isObject, member, sameValue, textOf } from "../values";
import { isManifest, nameOf } from "./manifest";
import { typedKind, typedManifest } from "./typed";

/** A Kubernetes object before and after. */
export interface KubernetesChange {
  /** `Deployment/shop/orders`. */
  readonly key: string;
  readonly kind: string;
  /** Empty where it has none, or the release names it. */
  readonly namespace: string;
  readonly name: string;
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
}

/**
 * Kubernetes objects that change with an object of the plan: those a release of `Manifests` carries, a
 * `kubernetes_manifest`, a `kubectl_manifest`, and the typed resources such as `kubernetes_deployment_v1`.
 */
export function kubernetesChanges(
  object: Pick<PlannedObject, "type" | "before" | "after" | "afterUnknown">,
  budget: ParseBudget = parseBudget(),
): readonly KubernetesChange[] {
  const read = readerOf(object.type);
  if (read === undefined || sameValue(object.before, object.after)) {
    return [];
  }
  const [old, new_] = [object.before, settled(object.after, object.afterUnknown)].map((body) =>
    read(body, budget),
  );
  return pairChanges(old ?? {}, new_ ?? {});
}

/** Pairs objects by their keys; what is the same on both sides is left out. */
export function pairChanges(old: Manifests, new_: Manifests): readonly KubernetesChange[] {
  return [...new Set([...Object.keys(old), ...Object.keys(new_)])].sort().flatMap((key) => {
    const [before, after] = [entryOf(old, key), entryOf(new_, key)];
    if (sameValue(before, after)) {
      return [];
    }
    const shown = after ?? before;
    const metadata = (name: string) => textOf(member(shown, "metadata", name));
    const [, namespace = ""] = key.split("/");
    return [
      {
        key,
        kind: textOf(shown?.kind) ?? "",
        namespace: metadata("namespace") ?? namespace,
        name: metadata("name") ?? "",
        before,
        after,
      },
    ];
  });
}

type Manifests = Readonly<Record<string, JsonObject>>;
type Reader = (body: Json | undefined, budget: ParseBudget) => Manifests;

function readerOf(type: string): Reader | undefined {
  const kind = typedKind(type);
  if (kind !== undefined) {
    return (body) => (isObject(body) ? keyed(typedManifest(kind, body)) : {});
  }
  return entryOf(READERS, type);
}

const READERS: Readonly<Record<string, Reader>> = {
  helm_release: (body, budget) => carriedManifests(releaseValues(body, budget).merged),
  kubernetes_manifest: (body) => keyed(member(body, "manifest")),
  kubectl_manifest: (body, budget) => {
    const text = textOf(member(body, "yaml_body"));
    return text === undefined ? {} : keyed(parsedYaml(text, budget));
  },
};

function keyed(manifest: Json | undefined): Manifests {
  if (!isManifest(manifest)) {
    return {};
  }
  const [namespace, name] = ["namespace", "name"].map((part) => textOf(member(manifest, "metadata", part)));
  return { [`${textOf(manifest.kind)}/${namespace ?? ""}/${name ?? nameOf(manifest)}`]: manifest };
}
