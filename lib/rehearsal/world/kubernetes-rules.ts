import { type Call, Refusal, UNKNOWN, type Values } from "./backend";
import type { ClusterContents } from "./cluster-contents";
import type { ClusterPart } from "./cluster-facts";
import { elementsOf, textAt, valueAt } from "./values";

/** The cluster a provider configuration points at. */
export type ClusterTarget =
  /** By its API endpoint, without scheme and trailing slash. */
  | { readonly by: "endpoint"; readonly name: string }
  /** Through a kubeconfig: a cluster that is there before and that this world knows nothing about. */
  | { readonly by: "kubeconfig"; readonly name: string }
  /** Not at all, or by a value that is not known. */
  | { readonly by: "nothing"; readonly reason: string };

/** Whether objects of a provider live inside a Kubernetes cluster. */
export function livesInCluster(provider: string): boolean {
  return provider === "kubernetes" || provider === "helm";
}

/** Reads the cluster from the configuration of a kubernetes or helm provider, whose settings stand in a block. */
export function targetOf(provider: string, config: Values): ClusterTarget {
  const settings = provider === "helm" ? (elementsOf(config.kubernetes)[0] ?? {}) : config;
  const host = valueAt(settings, "host");
  if (host === UNKNOWN) {
    return { by: "nothing", reason: "the host of its provider is not known yet" };
  }
  if (typeof host === "string" && host !== "") {
    return { by: "endpoint", name: endpointName(host) };
  }
  const file = textAt(settings, "config_path") ?? elementsOf(valueAt(settings, "config_paths"))[0];
  if (typeof file === "string") {
    return {
      by: "kubeconfig",
      name: `kubeconfig ${file} ${textAt(settings, "config_context") ?? ""}`.trim(),
    };
  }
  return { by: "nothing", reason: "its provider is configured with neither a host nor a kubeconfig" };
}

/** One spelling for an endpoint: without scheme, without trailing slash. */
export function endpointName(endpoint: string): string {
  return endpoint.replace(/^https?:\/\//, "").replace(/\/+$/, "");
}

/** Endpoint of an object that is a Kubernetes cluster, undefined for everything else. */
export function endpointOf(type: string, values: Values): string | undefined {
  if (!/_cluster$/.test(type)) {
    return undefined;
  }
  const paths =
    type === "aws_eks_cluster" || type === "google_container_cluster" ? ["endpoint"] : ["kube_config.host"];
  const endpoint = paths.map((path) => textAt(values, path)).find((text) => text !== undefined);
  return endpoint === undefined ? undefined : endpointName(endpoint);
}

/**
 * Name of the cluster a call goes to.
 *
 * @throws Refusal if the provider points at no cluster, or at one that is not live
 */
export function requireCluster(call: Call, isLive: (endpoint: string) => boolean): string {
  const target = targetOf(call.provider, call.providerConfig);
  if (target.by === "nothing") {
    throw unreachable(target.reason);
  }
  if (target.by === "endpoint" && !isLive(target.name)) {
    throw unreachable(`no live cluster has the endpoint ${target.name}`);
  }
  return target.name;
}

/**
 * Refuses an object that its cluster would not take: something it needs is missing, or something it brings belongs to
 * another.
 *
 * @throws Refusal in the words of Kubernetes or Helm
 */
export function checkAdmission(
  contents: ClusterContents,
  key: string,
  type: string,
  cluster: string,
  part: ClusterPart,
): void {
  const [first, ...more] = contents.missing(cluster, part);
  if (first !== undefined) {
    const others = more.map(({ summary }) => `also: ${summary}`);
    throw new Refusal(first.summary, [first.detail, ...others].join("\n"));
  }
  const taken = contents.taken(key, cluster, part);
  if (taken !== undefined) {
    throw alreadyThere(type, taken.fact, taken.owner);
  }
}

/** Refusal to take something away that others in the cluster stand on. */
export function stillNeeded(name: string, dependents: readonly string[]): Refusal {
  const shown =
    dependents.length > 5 ? [...dependents.slice(0, 5), `${dependents.length - 5} more`] : dependents;
  return new Refusal(
    `cannot take away ${name} while it is needed`,
    `${shown.join(", ")} would be left without it: they must be destroyed first, so let them depend on it`,
  );
}

/** Refusal to delete a cluster with something in it. */
export function clusterInUse(name: string, inside: readonly string[]): Refusal {
  const shown = inside.length > 5 ? [...inside.slice(0, 5), `${inside.length - 5} more`] : inside;
  return new Refusal(
    `ResourceInUseException: cluster ${name} still holds releases or objects`,
    `${shown.join(", ")} must be destroyed first, while the cluster can still be reached: let their provider depend on the cluster`,
  );
}

function alreadyThere(type: string, fact: string, owner: string | undefined): Refusal {
  const [kind = "", place = ""] = fact.split(" ");
  const [namespace = "", name = ""] = place.split("/");
  const where = namespace === "" ? "" : ` in namespace "${namespace}"`;
  const detail = `${owner ?? "a release with create_namespace"} brought it: one of the two has to go`;
  return type === "helm_release"
    ? new Refusal(
        `Unable to continue with install: ${kind} "${name}"${where} exists and cannot be imported into the current release`,
        detail,
      )
    : new Refusal(`${kind.toLowerCase()}s "${name}" already exists`, `${kind} "${name}"${where}: ${detail}`);
}

function unreachable(reason: string): Refusal {
  return new Refusal(
    `Kubernetes cluster unreachable: ${reason}`,
    "the provider must be configured from the cluster's own endpoint, through something that exists as long as the cluster's contents do. " +
      "A cluster that was there before is declared with the option `clusters` of the world",
  );
}
