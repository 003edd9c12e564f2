import type { Json, JsonObject } from "../../core/render";
import type { PlannedObject } from "../plan";
import type { DiffLine, DocumentDiff } from "../review";
import { chartJump } from "./chart-jump";
import { exposureChange, reachText } from "./exposure";
import { carriedManifests, type ReleaseValues, releaseValues } from "./helm-values";
import { kubernetesFacts } from "./kubernetes/facts";
import { type KubernetesChange, kubernetesChanges, pairChanges } from "./kubernetes/objects";
import { typedKind } from "./kubernetes/typed";
import { editsOf, hunksOf, textLines } from "./line-diff";
import { addHidden, type Hidden } from "./noise";
import { type ParseBudget, parsedJson } from "./parsing";
import { reachesOf } from "./reach";
import { WIDEST_TEXT } from "./text-documents";
import { valueChanges } from "./value-changes";
import { entryOf, isObject, pathText, sameValue } from "./values";
import { yamlLines } from "./yaml-lines";

/** An object of the plan as a recogniser sees it. */
export interface Subject {
  readonly object: PlannedObject;
  readonly before: Json | undefined;
  /** What is unknown is filled in. */
  readonly after: Json | undefined;
  readonly budget: ParseBudget;
}

/** What a recogniser has to show of an object. */
export interface Recognised {
  readonly documents: readonly DocumentDiff[];
  /** Arguments that the documents show: beside them a word is enough. */
  readonly shows: readonly string[];
  /** Arguments that differ in nothing but their form. */
  readonly hides: readonly string[];
  readonly hidden: Hidden;
  /** Arguments that could not be read, or were too long to be: nobody knows what they mean. */
  readonly unread: readonly string[];
  readonly kubernetes: readonly KubernetesChange[];
}

const NOTHING: Recognised = { documents: [], shows: [], hides: [], hidden: {}, unread: [], kubernetes: [] };

/** Who knows what some types of objects mean. */
const RECOGNISERS: readonly ((subject: Subject) => Recognised | undefined)[] = [
  recogniseChart,
  recogniseValues,
  recogniseKubernetes,
  recogniseExposure,
];

/** What there is to show of an object beyond its arguments. */
export function recognise(subject: Subject): Recognised {
  return RECOGNISERS.map((recogniser) => recogniser(subject) ?? NOTHING).reduce((all, one) => ({
    documents: [...all.documents, ...one.documents],
    shows: [...all.shows, ...one.shows],
    hides: [...all.hides, ...one.hides],
    unread: [...all.unread, ...one.unread],
    hidden: addHidden(all.hidden, one.hidden),
    kubernetes: [...all.kubernetes, ...one.kubernetes],
  }));
}

function recogniseChart({ object, before, after }: Subject): Recognised | undefined {
  const jump = object.type === "helm_release" ? chartJump(before, after) : undefined;
  return (
    jump && {
      ...NOTHING,
      documents: [{ path: "chart", title: "chart", language: "text", notes: jump.notes, lines: [] }],
    }
  );
}

const VALUES = ["values", "set", "set_list", "set_sensitive"] as const;

function recogniseValues({ object, before, after, budget }: Subject): Recognised | undefined {
  if (
    object.type !== "helm_release" ||
    VALUES.every((name) => sameValue(part(before, name), part(after, name)))
  ) {
    return undefined;
  }
  const [old, new_] = [releaseValues(before, budget), releaseValues(after, budget)];
  if (old.merged === undefined || new_.merged === undefined) {
    return { ...NOTHING, documents: [textValues(old, new_)], shows: ["values"], unread: ["values"] };
  }
  const kubernetes = pairChanges(carriedManifests(old.merged), carriedManifests(new_.merged));
  const [oldRest, newRest] = [withoutManifests(old.merged), withoutManifests(new_.merged)];
  const rest = sameValue(oldRest, newRest) ? undefined : valuesDocument(oldRest, newRest, new_.unknown);
  const documents = [
    ...kubernetes.map((change) => manifestDocument(change, "values.manifests")),
    ...(rest ? [rest.document] : []),
  ];
  const formatting = documents.length === 0 && !new_.unknown;
  return {
    documents,
    shows: documents.length > 0 ? VALUES : [],
    hides: formatting ? VALUES : [],
    hidden: formatting ? { "yaml-formatting": 1 } : (rest?.hidden ?? {}),
    unread: [],
    kubernetes,
  };
}

function part(body: Json | undefined, name: string): Json | undefined {
  return isObject(body) ? body[name] : undefined;
}

function withoutManifests(values: JsonObject): JsonObject {
  if (Object.keys(carriedManifests(values)).length === 0) {
    return values;
  }
  const { manifests: _, ...rest } = values;
  return rest;
}

/** Keys of charts whose values a reader wants to know about first. */
const TELLING =
  /(?:^|\.)(?:image|tag|digest|repository|version|replicas|replicaCount|minReplicas|maxReplicas|enabled)$/i;
const MOST_NOTES = 8;

function valuesDocument(before: JsonObject, after: JsonObject, unknown: boolean) {
  const { changes } = valueChanges(before, after);
  const notes = changes.flatMap(({ path, before: old, after: new_ }) => {
    const name = pathText(path);
    const note = `${name}: ${shortOf(old)} -> ${shortOf(new_)}`;
    return TELLING.test(name) && note.length <= WIDEST_TEXT ? [note] : [];
  });
  const formatting = changes.filter(
    ({ before: old, after: new_ }) =>
      typeof old === "string" && typeof new_ === "string" && sameJson(old, new_),
  );
  const document: DocumentDiff = {
    path: "values",
    title: "values",
    language: "yaml",
    notes: [...(unknown ? ["a part of the values is known after apply"] : []), ...notes.slice(0, MOST_NOTES)],
    lines: linesOf(before, after),
  };
  return { document, hidden: { "json-formatting": formatting.length } };
}

function sameJson(one: string, other: string): boolean {
  const json = parsedJson(one);
  return json !== undefined && sameValue(json, parsedJson(other));
}

function shortOf(value: Json | undefined): string {
  return value === undefined || value === null
    ? "none"
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);
}

function linesOf(before: JsonObject | undefined, after: JsonObject | undefined): readonly DiffLine[] {
  const sides = [before, after].map((side) =>
    side === undefined || Object.keys(side).length === 0 ? [] : yamlLines(side),
  );
  return hunksOf(editsOf(sides[0] ?? [], sides[1] ?? []));
}

function textValues(before: ReleaseValues, after: ReleaseValues): DocumentDiff {
  const lines = (values: ReleaseValues) => textLines(values.texts.join("\n---\n"));
  return {
    path: "values",
    title: "values (text)",
    language: "text",
    notes: ["the values are compared as text: they are no YAML, or too long to be read"],
    lines: hunksOf(editsOf(lines(before), lines(after))),
  };
}

function manifestDocument(change: KubernetesChange, path: string): DocumentDiff {
  const where = change.namespace === "" ? change.name : `${change.namespace}/${change.name}`;
  return {
    path,
    title: `${change.kind} ${where}`,
    language: "yaml",
    notes: [...new Set(kubernetesFacts(change).map(({ text }) => text))],
    lines: linesOf(change.before, change.after),
  };
}

/** Arguments of types that carry a manifest, and what the provider makes of it. */
const MANIFEST_ARGUMENTS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  kubernetes_manifest: ["manifest", "object"],
  kubectl_manifest: ["yaml_body", "yaml_body_parsed"],
};

function recogniseKubernetes({ object, before, after, budget }: Subject): Recognised | undefined {
  const carrier = entryOf(MANIFEST_ARGUMENTS, object.type);
  if (carrier === undefined && typedKind(object.type) === undefined) {
    return undefined;
  }
  const kubernetes = kubernetesChanges({ type: object.type, before, after, afterUnknown: false }, budget);
  if (carrier !== undefined) {
    return {
      ...NOTHING,
      documents: kubernetes.map((change) => manifestDocument(change, carrier[0])),
      shows: kubernetes.length > 0 ? carrier : [],
      // What is no manifest to us may be one to the provider.
      unread:
        kubernetes.length === 0 && !sameValue(part(before, carrier[0]), part(after, carrier[0]))
          ? [carrier[0]]
          : [],
      kubernetes,
    };
  }
  // The arguments of a typed resource are its manifest: only what they mean is left to say.
  const documents = kubernetes
    .map((change) => ({ ...manifestDocument(change, ""), lines: [] }))
    .filter(({ notes }) => notes.length > 0);
  return { ...NOTHING, documents, kubernetes };
}

function recogniseExposure({ object, before, after }: Subject): Recognised | undefined {
  const change = exposureChange(object.type, before, after);
  if (change === undefined) {
    return undefined;
  }
  const sides = [before, after].map((side) =>
    [...new Set(reachesOf(object.type, side).map(reachText))].sort().map((text) => ({ text })),
  );
  const lines = hunksOf(editsOf(sides[0] ?? [], sides[1] ?? []), Number.POSITIVE_INFINITY).filter(
    ({ sign }) => sign !== "@",
  );
  const document: DocumentDiff = { path: "", title: "network", language: "text", notes: change.notes, lines };
  return { ...NOTHING, documents: [document] };
}
