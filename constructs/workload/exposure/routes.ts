import type { JsonObject } from "../../../lib/core/render";
import type { KubernetesManifest } from "../../helm/manifests";
import type { IGateway } from "../workload-platform";
import type { ExposureContext, ExposureTargets } from "./exposure-value";
import { parentRefs } from "./gateway-parents";

/** A route by its name and hostnames, and the Services requests go to. */
export interface Route {
  readonly name: string;
  readonly hostnames: readonly string[];
  readonly backends: ExposureTargets["backends"];
}

type Context = Pick<ExposureContext, "namespace" | "labels">;

/** Renders a route of the Gateway API. */
export function routeManifest(
  kind: "HTTPRoute" | "GRPCRoute",
  { name, hostnames, backends }: Route,
  context: Context & Pick<ExposureContext, "port">,
  gateway: IGateway,
  rules: (backends: readonly JsonObject[]) => readonly JsonObject[],
): KubernetesManifest {
  const refs = backends.map(({ service, weight }) => ({
    group: "",
    kind: "Service",
    name: service,
    port: context.port.number,
    // A weight of one Service alone says nothing, and a controller that splits traffic writes its own.
    ...(backends.length > 1 && { weight }),
  }));
  return manifest(kind, { name, hostnames }, context, gateway, rules(refs));
}

/** Renders a route that sends callers on to another hostname, by HTTPS, for good. */
export function redirectRoute(
  route: Pick<Route, "name" | "hostnames">,
  target: string,
  context: Context,
  gateway: IGateway,
): KubernetesManifest {
  const requestRedirect = { hostname: target, statusCode: 301 };
  return manifest("HTTPRoute", route, context, gateway, [
    { filters: [{ type: "RequestRedirect", requestRedirect }] },
  ]);
}

function manifest(
  kind: "HTTPRoute" | "GRPCRoute",
  { name, hostnames }: Pick<Route, "name" | "hostnames">,
  { namespace, labels }: Context,
  gateway: IGateway,
  rules: readonly JsonObject[],
): KubernetesManifest {
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind,
    metadata: { name, namespace, labels },
    spec: { parentRefs: parentRefs(gateway, hostnames), hostnames, rules },
  };
}
