import type { ITerraformDependable } from "cdktf";
import type { Problems } from "../../../lib/core/errors";
import type { JsonObject } from "../../../lib/core/render";
import type { KubernetesManifest } from "../../helm/manifests";
import { checkAddressBlocks } from "../calls/address-blocks";
import { blockPeer, rulePort } from "../calls/policy-rules";
import type { WorkloadContribution } from "../extension";
import { isGrpc } from "../services";
import { type AlbProps, albAnnotations } from "./alb-annotations";
import type { ExposureContext, ExposureTargets, ExposureValue } from "./exposure-value";
import { type HostnamesProps, resolveHostnames } from "./hostnames";
import { type PathMatch, type RoutePath, resolvePaths } from "./paths";

export interface AlbExposureProps extends HostnamesProps, AlbProps {
  /** Requests that are meant, by their path: `["/api", { exact: "/health" }]`. @default all of them */
  readonly paths?: readonly RoutePath[];
  /**
   * Blocks the load balancer's own addresses lie in: those of its subnets. Whoever else has an address there reaches the
   * port as well.
   * @default every address: pods of the cluster reach the port past the load balancer, its WAF and its logs
   */
  readonly loadBalancerCidrs?: readonly string[];
  /** What brings the IngressClass `alb`: the release of the AWS Load Balancer Controller. @default it is there */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Serves hostnames through an Application Load Balancer: an Ingress for the AWS Load Balancer Controller, which sends
 * requests to the pods' own addresses. Internal, with TLS 1.2 or later, and requests by HTTP are sent on to HTTPS.
 *
 * Label the namespace `elbv2.k8s.aws/pod-readiness-gate-inject: enabled`, so that an update waits until the load
 * balancer knows the new pods.
 *
 * Codes: `wildcard-in-path`, those of `albAnnotations`, `resolveHostnames`, `resolvePaths` and `checkAddressBlocks`.
 */
export function alb(props: AlbExposureProps): ExposureValue {
  return {
    type: "alb",
    route: ({ name, port }) => ({ type: "alb", ingressName: name, servicePort: port.number }),
    bind: (context, targets) => bindAlb(props, context, targets),
  };
}

function bindAlb(
  props: AlbExposureProps,
  context: ExposureContext,
  targets: ExposureTargets,
): WorkloadContribution {
  const { port, problems } = context;
  const hostnames = resolveHostnames(props, problems);
  const paths = resolvePaths(props.paths, problems);
  checkWildcards(paths, problems.at("paths"));
  if (props.loadBalancerCidrs !== undefined) {
    checkAddressBlocks(problems, "loadBalancerCidrs", props.loadBalancerCidrs);
  }
  const annotations = albAnnotations(props, isGrpc(port.name), problems);
  return {
    manifests: [ingress(context, annotations, rulesOf(hostnames, paths, port.number, targets))],
    ingress: [
      {
        ...(props.loadBalancerCidrs && { from: props.loadBalancerCidrs.map((cidr) => blockPeer(cidr)) }),
        ports: [rulePort(port.number)],
      },
    ],
    dependsOn: props.dependsOn,
  };
}

/** A controller of releases that splits requests writes the weights into an annotation, which the rule then names. */
function rulesOf(
  hostnames: readonly string[],
  paths: readonly PathMatch[],
  port: number,
  { backends: [backend], backendPort, routes }: ExposureTargets,
): readonly JsonObject[] {
  const served = backendPort === undefined ? { number: port } : { name: backendPort };
  return [
    ...(backend === undefined ? [] : hostnames.map((host) => rule(host, paths, backend.service, served))),
    ...routes.map(({ hostname, service }) => rule(hostname, paths, service, { number: port })),
  ];
}

function rule(host: string, paths: readonly PathMatch[], name: string, port: JsonObject): JsonObject {
  return {
    host,
    http: {
      paths: paths.map(({ type, value }) => ({
        path: value,
        pathType: type === "Exact" ? "Exact" : "Prefix",
        backend: { service: { name, port } },
      })),
    },
  };
}

function ingress(
  { name, namespace, labels }: ExposureContext,
  annotations: Readonly<Record<string, string>>,
  rules: readonly JsonObject[],
): KubernetesManifest {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name, namespace, labels, annotations },
    spec: { ingressClassName: "alb", rules },
  };
}

/** In the path of a load balancer's rule, a star stands for anything; the controller refuses it. */
function checkWildcards(paths: readonly PathMatch[], problems: Problems): void {
  paths.forEach(({ value }, index) => {
    problems.at(index).addIf(value.includes("*"), {
      prop: "",
      code: "wildcard-in-path",
      rule: "a path for a load balancer has no *: a path already means all that begin with it",
      value,
      fix: "write /api in place of /api/*",
    });
  });
}
