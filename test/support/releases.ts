import type {
  IProgressiveDelivery,
  StrategyBinding,
  StrategyContext,
  StrategyValue,
} from "../../constructs/delivery/strategy-value";
import type { KubernetesManifest } from "../../constructs/helm";
import { Problems } from "../../lib/core/errors";
import { crdProblems } from "./crds";
import { codes } from "./synth";

export const ROLLOUTS: IProgressiveDelivery = {
  controller: "argo-rollouts",
  traffic: ["gateway-api", "alb", "istio"],
  dependencies: [],
};

export const FLAGGER: IProgressiveDelivery = {
  controller: "flagger",
  traffic: ["gateway-api", "istio"],
  dependencies: [],
  selectorLabel: "slipway/release",
  promotionGateUrl: "http://flagger-loadtester.flagger-system/gate/check",
};

export const GATEWAY: StrategyContext["route"] = {
  type: "gateway-api",
  routeName: "users",
  hostnames: ["users.example.com"],
  gateway: { name: "public", namespace: "gateways" },
};

export const ALB: StrategyContext["route"] = { type: "alb", ingressName: "users", servicePort: 3000 };

/** A service `users` in `shop` with three replicas, as its strategy sees it. */
export function releaseContext(overrides: Partial<StrategyContext> = {}): StrategyContext {
  const selector = { "app.kubernetes.io/name": "users" };
  return {
    name: "users",
    namespace: "shop",
    selector,
    labels: { "app.kubernetes.io/part-of": "shop", ...selector },
    minReplicas: 3,
    autoscaler: undefined,
    port: { name: "http", number: 3000 },
    route: undefined,
    prometheusUrl: "http://prometheus.monitoring:9090",
    delivery: ROLLOUTS,
    problems: new Problems(),
    ...overrides,
  };
}

/** What a strategy makes of the service, which must be without problems. */
export function released(strategy: StrategyValue, overrides: Partial<StrategyContext> = {}): StrategyBinding {
  const context = releaseContext(overrides);
  const binding = strategy.bind(context);
  if (context.problems.all.length > 0) {
    throw new Error(codes(context.problems.all).join("\n"));
  }
  return binding;
}

/** Codes and prop paths of what is wrong with a strategy for the service. */
export function releaseProblems(strategy: StrategyValue, overrides: Partial<StrategyContext> = {}): string[] {
  const context = releaseContext(overrides);
  strategy.bind(context);
  return codes(context.problems.all);
}

/** What definitions have against a Rollout and against the custom resources beside it. */
export function definitionProblems({ kind, apiVersion, spec, manifests }: StrategyBinding): string[] {
  const selector = { matchLabels: { "app.kubernetes.io/name": "users" } };
  const template = { metadata: { labels: selector.matchLabels }, spec: { containers: [{ name: "users" }] } };
  const rollout: KubernetesManifest = {
    apiVersion,
    kind,
    metadata: { name: "users" },
    spec: { replicas: 3, selector, template, ...spec },
  };
  const custom = manifests.filter((manifest) => manifest.apiVersion.split("/")[0]?.match(CUSTOM));
  return [...(kind === "Rollout" ? [rollout] : []), ...custom].flatMap((manifest) =>
    crdProblems(JSON.parse(JSON.stringify(manifest))),
  );
}

const CUSTOM = /^(argoproj\.io|flagger\.app|networking\.istio\.io)$/;

/** The one manifest of a kind, by name where there are several. */
export function manifestOf(binding: StrategyBinding, kind: string, name?: string) {
  const found = binding.manifests.filter(
    (manifest) => manifest.kind === kind && (name === undefined || manifest.metadata.name === name),
  );
  if (found.length !== 1 || found[0] === undefined) {
    throw new Error(`expected one ${kind}, found ${binding.manifests.map(({ metadata }) => metadata.name)}`);
  }
  // biome-ignore lint/suspicious/noExplicitAny: tests reach freely into manifests
  return JSON.parse(JSON.stringify(found[0])) as any;
}
