import type { Json, JsonObject } from "../../../lib/core/render";
import { isToken } from "../../../lib/core/tokens";
import type { KubernetesManifest } from "../../helm/manifests";
import { type PathMatch, pathKey } from "./paths";

/** Requests that a route takes: nobody else may take them at the same entrance. */
export interface RouteClaim {
  /** Where requests come in: a Gateway, or the load balancers of a scheme. */
  readonly entrance: string;
  readonly hostname: string;
  readonly path: string;
  readonly kind: string;
}

/** The requests that objects take, those with hostnames known only after apply apart. */
export function routeClaims(manifests: readonly KubernetesManifest[]): readonly RouteClaim[] {
  return manifests.flatMap((manifest) => READERS[manifest.kind]?.(manifest) ?? []);
}

const READERS: Readonly<Record<string, (manifest: KubernetesManifest) => readonly RouteClaim[]>> = {
  HTTPRoute: (manifest) => gatewayClaims(manifest, matchedPath),
  GRPCRoute: (manifest) => gatewayClaims(manifest, matchedService),
  Canary: canaryClaims,
  Ingress: ingressClaims,
};

function gatewayClaims(
  { kind, spec }: KubernetesManifest,
  read: (match: JsonObject) => string,
): readonly RouteClaim[] {
  const { parentRefs, hostnames, rules } = object(spec);
  const matches = objects(rules).flatMap((rule) =>
    rule.matches === undefined ? [{}] : objects(rule.matches),
  );
  return claims(entrances(parentRefs), texts(hostnames), matches.map(read), kind);
}

/** Flagger makes an HTTPRoute for every path, of what stands in its own object. */
function canaryClaims({ spec }: KubernetesManifest): readonly RouteClaim[] {
  const { gatewayRefs, hosts } = object(object(spec).service);
  return claims(entrances(gatewayRefs), texts(hosts), [matchedPath({})], "HTTPRoute");
}

/** One name in DNS leads to one load balancer, but the world inside and the one outside may have different ones. */
function ingressClaims({ metadata, kind, spec }: KubernetesManifest): readonly RouteClaim[] {
  const scheme = metadata.annotations?.["alb.ingress.kubernetes.io/scheme"] ?? "internal";
  return objects(object(spec).rules).flatMap(({ host, http }) => {
    const paths = objects(object(http).paths).map(({ path, pathType }) =>
      pathKey({ type: pathType === "Exact" ? "Exact" : "PathPrefix", value: String(path) }),
    );
    return claims([`${scheme} load balancers`], texts([host ?? ""]), paths, kind);
  });
}

function entrances(refs: Json | undefined): readonly string[] {
  return [...new Set(objects(refs).map(({ namespace, name }) => `Gateway ${namespace}/${name}`))];
}

function matchedPath({ path }: JsonObject): string {
  return pathKey((path as PathMatch | undefined) ?? { type: "PathPrefix", value: "/" });
}

/** A method of gRPC is a path of HTTP: `/shop.v1.Users/`. */
function matchedService({ method }: JsonObject): string {
  const { service } = object(method);
  return pathKey({ type: "PathPrefix", value: service === undefined ? "/" : `/${service}` });
}

function claims(
  entrances: readonly string[],
  hostnames: readonly string[],
  paths: readonly string[],
  kind: string,
): readonly RouteClaim[] {
  return entrances.flatMap((entrance) =>
    hostnames
      .filter((hostname) => !isToken(hostname))
      .flatMap((hostname) => paths.map((path) => ({ entrance, hostname, path, kind }))),
  );
}

function object(value: Json | undefined): JsonObject {
  return (value ?? {}) as JsonObject;
}

function objects(value: Json | undefined): readonly JsonObject[] {
  return (value ?? []) as readonly JsonObject[];
}

function texts(value: Json | undefined): readonly string[] {
  return (value ?? []) as readonly string[];
}
