import type { Json, JsonObject } from "../../../core/render";
import {
  canonical,
  isEmpty,
  isObject,
  items,
  listed,
  member,
  numberOf,
  sameValue,
  textOf,
  texts,
} from "../values";
import type { KubernetesFact } from "./fact";
import { byName, podSpecOf } from "./manifest";

/** What a change means for the pods of a workload: images, replicas, resources, probes, rights on the node. */
export function workloadFacts(
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): readonly KubernetesFact[] {
  const [old, new_] = [podSpecOf(before), podSpecOf(after)];
  if (new_ === undefined) {
    return replicaFacts(before, after);
  }
  const olds = containersOf(old);
  const containers = [...containersOf(new_)].flatMap(([name, container]) =>
    containerFacts(name, olds.get(name), container),
  );
  return [...replicaFacts(before, after), ...containers, ...podFacts(old, new_)];
}

function containersOf(spec: JsonObject | undefined): ReadonlyMap<string, JsonObject> {
  return new Map([...byName(spec?.initContainers), ...byName(spec?.containers)]);
}

function containerFacts(
  name: string,
  before: JsonObject | undefined,
  after: JsonObject,
): readonly KubernetesFact[] {
  return [
    ...imageFacts(name, textOf(before?.image), textOf(after.image)),
    ...(before === undefined
      ? []
      : [...resourceFacts(name, before, after), ...probeFacts(name, before, after)]),
    ...securityFacts(`container ${name}`, member(before, "securityContext"), after.securityContext),
  ];
}

function replicaFacts(before: JsonObject | undefined, after: JsonObject | undefined): KubernetesFact[] {
  const [old, new_] = [before, after].map((side) => numberOf(member(side, "spec", "replicas")));
  if (before === undefined || new_ === undefined || old === new_) {
    return [];
  }
  const text = `replicas ${old ?? "not set"} -> ${new_}`;
  return [{ code: new_ === 0 ? "replicas-zero" : "replicas-changed", text }];
}

function imageFacts(name: string, before: string | undefined, after: string | undefined): KubernetesFact[] {
  if (after === undefined || before === after) {
    return [];
  }
  const [old, new_] = [before === undefined ? undefined : imageOf(before), imageOf(after)];
  // With a digest the tag is a comment: what runs is what was pinned.
  const floating = new_.digest === undefined && (new_.tag === undefined || new_.tag === "latest");
  return [
    ...(old === undefined
      ? []
      : [{ code: "image-changed" as const, text: `image ${name}: ${imageText(old, new_)}` }]),
    ...(floating && after !== "" && !/[($]/.test(after)
      ? [{ code: "image-floating" as const, text: `image ${name}: ${after} is not pinned to a version` }]
      : []),
  ];
}

interface Image {
  readonly text: string;
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

function imageOf(text: string): Image {
  const [named = "", digest] = text.split("@", 2);
  // A colon before a slash belongs to the port of a registry.
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  return {
    text,
    repository: colon < 0 ? named : named.slice(0, colon),
    tag: colon < 0 ? undefined : named.slice(colon + 1),
    digest,
  };
}

function imageText(before: Image, after: Image): string {
  if (before.repository !== after.repository) {
    return `${before.text} -> ${after.text}`;
  }
  const version = ({ tag, digest }: Image) =>
    [
      tag ?? (digest === undefined ? "no tag" : ""),
      digest === undefined ? "" : `@${digest.slice(0, 19)}`,
    ].join("");
  return `${version(before)} -> ${version(after)}`;
}

function resourceFacts(name: string, before: JsonObject, after: JsonObject): KubernetesFact[] {
  return (["requests", "limits"] as const).flatMap((kind) => {
    const [old, new_] = [before, after].map((side) => member(side, "resources", kind));
    const amounts = [...new Set([old, new_].flatMap((side) => (isObject(side) ? Object.keys(side) : [])))];
    return amounts.flatMap((amount): KubernetesFact[] => {
      const [was, is] = [textOf(member(old, amount)), textOf(member(new_, amount))];
      if (was === is) {
        return [];
      }
      const code = is === undefined ? (`${kind}-removed` as const) : "resources-changed";
      return [{ code, text: `${kind} ${name}: ${amount} ${was ?? "none"} -> ${is ?? "none"}` }];
    });
  });
}

function probeFacts(name: string, before: JsonObject, after: JsonObject): KubernetesFact[] {
  return ["livenessProbe", "readinessProbe", "startupProbe"].flatMap((probe): KubernetesFact[] => {
    const [old, new_] = [before[probe], after[probe]];
    if (isEmpty(old) || sameValue(old, new_)) {
      return [];
    }
    return isEmpty(new_)
      ? [{ code: "probe-removed", text: `${probe} of ${name} removed` }]
      : [{ code: "probe-changed", text: `${probe} of ${name} changed` }];
  });
}

/** Rights on the node that a security context newly gives, of a container or a whole pod. */
function securityFacts(what: string, before: Json | undefined, after: Json | undefined): KubernetesFact[] {
  const gains = (name: string, value: Json) =>
    sameValue(member(after, name), value) && !sameValue(member(before, name), value);
  const loses = (name: string, value: Json) =>
    sameValue(member(before, name), value) && !sameValue(member(after, name), value);
  const [had, has] = [before, after].map((side) => texts(member(side, "capabilities", "add")));
  const added = (has ?? []).filter((capability) => !had?.includes(capability));
  const facts: readonly (KubernetesFact | false)[] = [
    gains("privileged", true) && { code: "privileged", text: `${what} becomes privileged` },
    (gains("allowPrivilegeEscalation", true) || loses("allowPrivilegeEscalation", false)) && {
      code: "privilege-escalation",
      text: `${what} may gain privileges`,
    },
    (gains("runAsUser", 0) || gains("runAsNonRoot", false) || loses("runAsNonRoot", true)) && {
      code: "runs-as-root",
      text: `${what} may run as root`,
    },
    added.length > 0 && { code: "capabilities-added", text: `${what} gains ${listed(added)}` },
  ];
  return facts.filter((fact) => fact !== false);
}

function podFacts(before: JsonObject | undefined, after: JsonObject): KubernetesFact[] {
  const namespaces = ["hostNetwork", "hostPID", "hostIPC"].filter(
    (name) => after[name] === true && before?.[name] !== true,
  );
  const paths = (spec: JsonObject | undefined) =>
    items(spec?.volumes).flatMap((volume) => texts(member(volume, "hostPath", "path")));
  const known = new Set(paths(before));
  return [
    ...namespaces.map((name) => ({ code: "host-namespace" as const, text: `pods get ${name}` })),
    ...[...new Set(paths(after))]
      .filter((path) => !known.has(path))
      .map((path) => ({ code: "host-path" as const, text: `pods get ${path} of the node` })),
    // Equal contexts are the common case.
    ...(canonical(before?.securityContext) === canonical(after.securityContext)
      ? []
      : securityFacts("the pod", before?.securityContext, after.securityContext)),
  ];
}
