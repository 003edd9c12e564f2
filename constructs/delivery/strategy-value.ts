import type { ITerraformDependable } from "cdktf";
import type { Problems } from "../../lib/core/errors";
import type { JsonObject } from "../../lib/core/render";
import type { KubernetesManifest } from "../helm/manifests";
import type { IWorkloadNamespace } from "../workload/workload-platform";

/** What carries out releases that are not rolling updates. */
export interface IProgressiveDelivery {
  readonly controller: "argo-rollouts" | "flagger";
  /** Ways of splitting traffic that the controller was set up for; replica ratio always works. */
  readonly traffic: readonly ("gateway-api" | "alb" | "istio")[];
  /** What its custom resources wait for; empty where another stack installed it. */
  readonly dependencies: readonly ITerraformDependable[];
  /** Label, made for it alone, by which Flagger tells old pods from new ones. @default none: Argo Rollouts */
  readonly selectorLabel?: string;
  /**
   * Where Flagger asks whether a person let a release go on. Argo Rollouts has its own way.
   * @default none: with Flagger, only releases that go on by themselves
   */
  readonly promotionGateUrl?: string;
}

/** How requests from outside reach a workload, for strategies that split them. */
export type TrafficRoute =
  | {
      readonly type: "gateway-api";
      readonly routeName: string;
      /** @default HTTPRoute */
      readonly routeKind?: "HTTPRoute" | "GRPCRoute";
      /** Hostnames of the route, for Flagger, which makes the route itself. */
      readonly hostnames?: readonly string[];
      /** Gateway of the route, for Flagger. */
      readonly gateway?: { readonly name: string; readonly namespace: string; readonly sectionName?: string };
    }
  | { readonly type: "alb"; readonly ingressName: string; readonly servicePort: number };

/** A workload as a strategy sees it. */
export interface StrategyContext {
  readonly name: string;
  readonly namespace: string;
  readonly selector: { readonly [key: string]: string };
  readonly labels: { readonly [key: string]: string };
  /** Fewest replicas that run; undefined where they are not known before apply. */
  readonly minReplicas: number | undefined;
  /** Kind of autoscaler that sets the replicas, with its name; undefined where the manifest sets them. */
  readonly autoscaler:
    | { readonly kind: "HorizontalPodAutoscaler" | "ScaledObject"; readonly name: string }
    | undefined;
  /** Port of the Service that takes requests; undefined for a workload without. */
  readonly port: { readonly name: string; readonly number: number } | undefined;
  /** How requests from outside arrive; undefined where none do. */
  readonly route: TrafficRoute | undefined;
  /** Where Prometheus answers, for analyses; undefined where there is none. */
  readonly prometheusUrl: string | undefined;
  /** Blocks of name servers that are no pods, for tests in pods of their own. @default none */
  readonly nameServers?: readonly string[];
  /** Whether the namespace makes containers have a CPU limit, for tests in pods of their own. @default not known */
  readonly cpuLimits?: IWorkloadNamespace["cpuLimits"];
  /** What the cluster offers; undefined: rolling updates only. */
  readonly delivery: IProgressiveDelivery | undefined;
  /** Takes problems under `strategy`. */
  readonly problems: Problems;
}

/** What a strategy makes of a workload. */
export interface StrategyBinding {
  readonly apiVersion: "apps/v1" | "argoproj.io/v1alpha1";
  readonly kind: "Deployment" | "Rollout";
  /** Members of the spec beside replicas, selector and template: `strategy`, `progressDeadlineSeconds`. */
  readonly spec: JsonObject;
  /**
   * Names of the Services to make, each selecting the pods: the first takes the traffic of others in the cluster and
   * has the workload's name. Empty where the controller makes them, or without a port.
   */
  readonly services: readonly string[];
  /** Services a route from outside names, with their weights at rest. Empty where the controller makes the route. */
  readonly backends: readonly { readonly service: string; readonly weight: number }[];
  /**
   * Port an Ingress names in its backends: `use-annotation` where the controller writes weights into annotations.
   * @default the port of the Service
   */
  readonly backendPort?: "use-annotation";
  /** Further labels of the pods that the workload selects them by; Services and policies do not. @default none */
  readonly selectorLabels?: { readonly [key: string]: string };
  /** Rules of the workload's NetworkPolicy, for what tests new versions. @default none */
  readonly ingress?: readonly JsonObject[];
  /** Further hostnames, such as that of a preview, with the Service each goes to. */
  readonly routes: readonly { readonly hostname: string; readonly service: string }[];
  /** Analysis templates, canaries, virtual services. */
  readonly manifests: readonly KubernetesManifest[];
  readonly dependsOn: readonly ITerraformDependable[];
}

/** How a new version takes over from the old one, as a value. */
export interface StrategyValue {
  readonly type: "rolling" | "blue-green" | "canary";
  /** Renders the strategy; reports every problem and makes nothing. */
  bind(context: StrategyContext): StrategyBinding;
}
