import type { Problems } from "../../../lib/core/errors";
import type { JsonObject } from "../../../lib/core/render";
import type { KubernetesManifest } from "../../helm/manifests";
import { namespacePeer, rulePort } from "../calls/policy-rules";
import type { WorkloadContribution } from "../extension";
import { isGrpc } from "../services";
import type { IGateway } from "../workload-platform";
import type { ExposureContext, ExposureTargets, ExposureValue } from "./exposure-value";
import { checkLetIn, checkServed, sectionsOf } from "./gateway-parents";
import { grpcRules } from "./grpc-rules";
import { checkHostnames, type HostnamesProps, resolveHostnames } from "./hostnames";
import type { HttpFilters } from "./http-filters";
import { httpRules } from "./http-rules";
import { type RoutePath, resolvePaths } from "./paths";
import { type Route, redirectRoute, routeManifest } from "./routes";

export interface GatewayExposureProps extends HostnamesProps, HttpFilters {
  /** Requests that are meant, by their path: `["/api", { exact: "/health" }]`. @default all of them */
  readonly paths?: readonly RoutePath[];
  /** Services of a gRPC port by their full names: `["shop.v1.Users"]`. @default all of them */
  readonly grpcServices?: readonly string[];
  /** @default that of the platform */
  readonly gateway?: IGateway;
  /** Further hostnames whose callers are sent on to the first one, for good (301). @default none */
  readonly redirectFrom?: readonly string[];
}

/**
 * Serves hostnames through a Gateway of the Gateway API: an HTTPRoute, or a GRPCRoute where the port is called `grpc`.
 * TLS is the Gateway's. Its proxies, and nobody else outside of the declared calls, reach the port.
 *
 * Codes: `no-gateway`, `hostname-not-served`, `namespace-not-let-in`, `redirect-to-wildcard`, `not-for-grpc`, `not-for-http`, `not-carried-over`, those of
 * `resolveHostnames`, `resolvePaths`, `grpcRules` and `httpRules`.
 */
export function gateway(props: GatewayExposureProps): ExposureValue {
  return {
    type: "gateway",
    route: (context) => trafficRoute(props, context),
    bind: (context, targets) => bindGateway(props, context, targets),
  };
}

function trafficRoute(
  props: GatewayExposureProps,
  { name, port, platform }: Pick<ExposureContext, "name" | "port" | "platform">,
) {
  const hostnames = hostnamesOf(props);
  const through = props.gateway ?? platform.gateway;
  const sections = through && sectionsOf(through, hostnames);
  return {
    type: "gateway-api" as const,
    routeName: name,
    routeKind: kindOf(port.name),
    hostnames,
    ...(through && {
      gateway: {
        name: through.name,
        namespace: through.namespace,
        ...(sections?.length === 1 && { sectionName: sections[0] }),
      },
    }),
  };
}

function bindGateway(
  props: GatewayExposureProps,
  context: ExposureContext,
  targets: ExposureTargets,
): WorkloadContribution {
  const { platform, port, problems } = context;
  const { redirectFrom = [] } = props;
  const hostnames = resolveHostnames(props, problems);
  checkHostnames(problems, "redirectFrom", redirectFrom);
  checkRedirectTarget(problems, hostnames[0], redirectFrom);
  const rules = rulesOf(props, context);
  const through = props.gateway ?? platform.gateway;
  if (through === undefined) {
    problems.add({
      prop: "gateway",
      code: "no-gateway",
      rule: "hostnames are served by a Gateway, and the platform has none",
      fix: "add gateway to the platform or to the exposure",
    });
    return {};
  }
  checkServed(problems, props.hostname === undefined ? "hostnames" : "hostname", through, hostnames);
  checkServed(problems, "redirectFrom", through, redirectFrom);
  checkLetIn(problems, through, context.namespace);
  checkServed(problems, "", through, previewsOf(targets));
  if (targets.backends.length === 0) {
    checkCarriedOver(props, problems);
  }
  const kind = kindOf(port.name);
  const routes = routesOf(context.name, hostnames, targets);
  return {
    manifests: [
      ...routes.map((route) => routeManifest(kind, route, context, through, rules)),
      ...redirects(redirectFrom, hostnames[0], context, through),
    ],
    ingress: [{ from: [namespacePeer(through.proxyNamespace)], ports: [rulePort(port.number)] }],
    dependsOn: through.dependencies,
  };
}

/** The route of the workload, unless a controller makes it, and one for each Service with hostnames of its own. */
function routesOf(
  name: string,
  hostnames: readonly string[],
  { backends, routes }: ExposureTargets,
): readonly Route[] {
  const others = [...new Set(routes.map(({ service }) => service))].map((service) => ({
    name: `${service}-route`,
    hostnames: routes.filter((route) => route.service === service).map(({ hostname }) => hostname),
    backends: [{ service, weight: 100 }],
  }));
  return [...(backends.length === 0 ? [] : [{ name, hostnames, backends }]), ...others];
}

function redirects(
  hostnames: readonly string[],
  target: string | undefined,
  context: ExposureContext,
  through: IGateway,
): readonly KubernetesManifest[] {
  return hostnames.length === 0 || target === undefined
    ? []
    : [redirectRoute({ name: `${context.name}-redirect`, hostnames }, target, context, through)];
}

function previewsOf({ routes }: ExposureTargets): readonly string[] {
  return routes.map(({ hostname }) => hostname);
}

function kindOf(portName: string): "HTTPRoute" | "GRPCRoute" {
  return isGrpc(portName) ? "GRPCRoute" : "HTTPRoute";
}

function hostnamesOf({ hostname, hostnames = [] }: HostnamesProps): readonly string[] {
  return hostname === undefined ? hostnames : [hostname, ...hostnames];
}

function checkRedirectTarget(
  problems: Problems,
  target: string | undefined,
  redirectFrom: readonly string[],
): void {
  problems.addIf(redirectFrom.length > 0 && target?.startsWith("*.") === true, {
    prop: "redirectFrom",
    code: "redirect-to-wildcard",
    rule: "callers are sent on to the first hostname, which must be one name",
    value: target,
    fix: "put a hostname without * first",
  });
}

/** Props only a route of the other kind has. */
const HTTP_ONLY = ["paths", "rewrite", "timeoutSeconds", "backendTimeoutSeconds", "redirectFrom"] as const;
const GRPC_ONLY = ["grpcServices"] as const;

/** Rules of a route, which wait for the Services requests go to. */
function rulesOf(
  props: GatewayExposureProps,
  { port, problems }: ExposureContext,
): (backends: readonly JsonObject[]) => readonly JsonObject[] {
  if (isGrpc(port.name)) {
    refuse(props, HTTP_ONLY, "not-for-grpc", `port ${port.name} speaks gRPC, whose routes know no`, problems);
    return grpcRules(props, problems);
  }
  refuse(props, GRPC_ONLY, "not-for-http", `port ${port.name} speaks HTTP, whose routes know no`, problems);
  return httpRules(resolvePaths(props.paths, problems), props, problems);
}

function refuse(
  props: GatewayExposureProps,
  names: readonly (keyof GatewayExposureProps)[],
  code: string,
  rule: string,
  problems: Problems,
): void {
  for (const name of names) {
    problems.addIf(props[name] !== undefined, {
      prop: name,
      code,
      rule: `${rule} ${name}`,
      value: props[name],
      fix: "leave it out, or expose another port: one called grpc speaks gRPC",
    });
  }
}

/** Props that a controller which makes the route itself does not know. */
const NOT_CARRIED = [
  "rewrite",
  "requestHeaders",
  "responseHeaders",
  "timeoutSeconds",
  "backendTimeoutSeconds",
  "grpcServices",
] as const;

function checkCarriedOver(props: GatewayExposureProps, problems: Problems): void {
  const everyPath = props.paths === undefined || (props.paths.length === 1 && props.paths[0] === "/");
  const lost = [...(everyPath ? [] : ["paths"]), ...NOT_CARRIED.filter((name) => props[name] !== undefined)];
  for (const prop of lost) {
    problems.add({
      prop,
      code: "not-carried-over",
      rule: "the strategy's controller makes the route itself, of the hostnames and the Gateway alone",
      fix: "leave it out, or use a strategy that keeps the route",
    });
  }
}
