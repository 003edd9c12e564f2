import type { JsonObject } from "../../lib/core/render";
import type { KubernetesManifest } from "../helm/manifests";
import type { WorkloadContext } from "./extension";
import type { ContainerPort } from "./pod/ports";

/** A Service: a name inside the cluster that leads to the pods of a workload. */
export interface ServiceOptions {
  readonly name: string;
  readonly ports: readonly ContainerPort[];
  /** Gives every pod a name of its own in place of one address for all. @default false */
  readonly headless?: boolean;
}

/**
 * A Service whose ports have the pods' own numbers: network policies on EKS compare the port that was asked for with
 * the port of the container.
 */
export function service(
  { namespace, labels, selector }: WorkloadContext,
  { name, ports, headless = false }: ServiceOptions,
): KubernetesManifest {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace, labels },
    spec: {
      type: "ClusterIP",
      // Members of a set find each other before they are ready.
      ...(headless && { clusterIP: "None", publishNotReadyAddresses: true }),
      selector,
      ...(ports.length > 0 && { ports: ports.map(servicePort) }),
    },
  };
}

function servicePort({ name, number, protocol }: ContainerPort): JsonObject {
  return {
    name,
    port: number,
    targetPort: name,
    protocol,
    // Without it proxies speak HTTP/1.1 to the pods, which gRPC is not.
    ...(isGrpc(name) && { appProtocol: "kubernetes.io/h2c" }),
  };
}

/** Whether a port of this name serves gRPC: `grpc`, `grpc-admin`. */
export function isGrpc(name: string): boolean {
  return name === "grpc" || name.startsWith("grpc-");
}

/** Names of ports that take requests, where a workload has several. */
const SERVING = ["http", "grpc"];

/**
 * The port of a workload that takes its requests: `http`, else `grpc`, else the first that is not for metrics.
 * Undefined where it has none.
 */
export function servingPort(ports: readonly ContainerPort[]): ContainerPort | undefined {
  const named = SERVING.map((name) => ports.find((port) => port.name === name)).find(Boolean);
  return named ?? ports.find(({ name, protocol }) => name !== "metrics" && protocol === "TCP");
}

/** Address of a Service inside the cluster: `http://users.shop:3000`. */
export function serviceUrl(service: string, namespace: string, { name, number }: ContainerPort): string {
  const scheme = isGrpc(name) ? "grpc" : (/^https?(?=-|$)/.exec(name)?.[0] ?? "tcp");
  return `${scheme}://${service}.${namespace}:${number}`;
}
