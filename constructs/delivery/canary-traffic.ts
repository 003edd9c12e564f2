import { checkKnown } from "../../lib/core/errors";
import type { JsonObject } from "../../lib/core/render";
import { istioRouting } from "./istio-routing";
import type { StrategyBinding, StrategyContext } from "./strategy-value";

/**
 * Who splits requests between versions: the `route` from outside, the `istio` mesh inside, or nobody, so that the new
 * version's share is its share of the `replicas`.
 */
export type CanaryTraffic = "route" | "istio" | "replicas";

/** Way of splitting requests that was settled on. */
export type Routing = "gateway-api" | "alb" | "istio" | "replicas";

/**
 * Settles on a way and reports one that cannot be: `unknown-traffic`, `no-route`, `traffic-not-set-up`,
 * `route-not-split`, `strategy-needs-port`.
 */
export function resolveRouting(traffic: CanaryTraffic | undefined, context: StrategyContext): Routing {
  const { route, port, problems } = context;
  checkKnown(problems, "traffic", "unknown-traffic", "way of splitting requests", traffic, [
    "route",
    "istio",
    "replicas",
  ]);
  const wanted = traffic ?? (route === undefined ? "replicas" : "route");
  problems.addIf(wanted === "route" && route === undefined, {
    prop: "traffic",
    code: "no-route",
    rule: "requests are split where they come in, and the workload is not exposed",
    value: wanted,
    fix: 'add exposure, or set traffic to "istio" or "replicas"',
  });
  problems.addIf(wanted === "istio" && route !== undefined, {
    prop: "traffic",
    code: "route-not-split",
    rule: "the mesh splits requests between workloads, not those that come in by the route",
    value: wanted,
    fix: 'set traffic to "route"',
  });
  const routing = wanted === "route" ? (route?.type ?? "replicas") : wanted;
  if (routing !== "replicas") {
    checkSetUp(routing, context);
    problems.addIf(port === undefined, {
      prop: "",
      code: "strategy-needs-port",
      rule: "requests are split between Services, and the workload has no port that takes them",
      fix: 'add the port to ports, or set traffic to "replicas"',
    });
  }
  return routing;
}

function checkSetUp(routing: Exclude<Routing, "replicas">, { delivery, problems }: StrategyContext): void {
  const offered = delivery?.traffic ?? [];
  problems.addIf(delivery !== undefined && !offered.includes(routing), {
    prop: "traffic",
    code: "traffic-not-set-up",
    rule: `the controller was set up for ${offered.length === 0 ? "no router" : offered.join(", ")}`,
    value: routing,
    fix: `add "${routing}" to its traffic, or set traffic of the strategy to "replicas"`,
  });
}

/** What a way of splitting makes of a Rollout. */
export interface RoutingBinding
  extends Pick<StrategyBinding, "services" | "backends" | "backendPort" | "manifests"> {
  /** Members of `canary`. */
  readonly canary: JsonObject;
  /** Service that leads to the new version alone, for tests; undefined where none does all the time. */
  readonly target: string | undefined;
}

/** Services and routing of a Rollout by each way. */
export function bindRouting(routing: Routing, context: StrategyContext): RoutingBinding {
  return BINDINGS[routing](context);
}

const BINDINGS: { readonly [routing in Routing]: (context: StrategyContext) => RoutingBinding } = {
  "gateway-api": gatewayRouting,
  alb: albRouting,
  istio: istioRouting,
  replicas: replicaRouting,
};

/** The plugin of Argo Rollouts for the Gateway API writes weights into the backends of the route. */
function gatewayRouting({ name, namespace, route }: StrategyContext): RoutingBinding {
  const next = `${name}-canary`;
  const { routeName = name, routeKind = "HTTPRoute" } = route?.type === "gateway-api" ? route : {};
  const member = routeKind === "GRPCRoute" ? "grpcRoute" : "httpRoute";
  return {
    canary: {
      stableService: name,
      canaryService: next,
      trafficRouting: { plugins: { "argoproj-labs/gatewayAPI": { [member]: routeName, namespace } } },
    },
    services: [name, next],
    backends: [
      { service: name, weight: 100 },
      { service: next, weight: 0 },
    ],
    manifests: [],
    target: next,
  };
}

/**
 * Two Services take turns in being the old and the new version, so that neither changes the pods it leads to: a load
 * balancer would follow such a change too late. The third gives the rule of the Ingress its name.
 */
function albRouting({ name, route }: StrategyContext): RoutingBinding {
  const [ping, pong] = [`${name}-ping`, `${name}-pong`];
  const { ingressName, servicePort } =
    route?.type === "alb" ? route : { ingressName: name, servicePort: undefined };
  return {
    canary: {
      pingPong: { pingService: ping, pongService: pong },
      trafficRouting: { alb: { ingress: ingressName, rootService: name, servicePort } },
    },
    services: [name, ping, pong],
    backends: [{ service: name, weight: 100 }],
    backendPort: "use-annotation",
    manifests: [],
    target: undefined,
  };
}

/** Requests go to all pods alike; the Service of the new version is there for tests. */
function replicaRouting({ name, port }: StrategyContext): RoutingBinding {
  const next = `${name}-canary`;
  return {
    canary: port === undefined ? {} : { canaryService: next },
    services: port === undefined ? [] : [name, next],
    backends: port === undefined ? [] : [{ service: name, weight: 100 }],
    manifests: [],
    target: next,
  };
}
