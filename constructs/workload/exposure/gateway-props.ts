import type { ITerraformDependable } from "cdktf";
import type { ManifestsProps } from "../../helm/manifests";
import type { Labels } from "../extension";
import type { IGateway } from "../workload-platform";
import type { GatewayListener } from "./gateway-listeners";

/** Namespaces whose routes a Gateway takes: by their names, by labels, its own alone, or all of them. */
export type RouteNamespaces = readonly string[] | { readonly labels: Labels } | "own" | "every";

/** Who issues the certificates of listeners that name none: an issuer of cert-manager. */
export type CertificateIssuer =
  | { readonly clusterIssuer: string }
  /** An Issuer in the namespace of the Gateway. */
  | { readonly issuer: string };

export interface GatewayProps
  extends Pick<ManifestsProps, "cluster" | "namespace" | "createNamespace" | "timeoutSeconds"> {
  /** Name of the Gateway and its release, at most 53 characters. */
  readonly name: string;
  /** Class of the controller: what Envoy Gateway, Istio or the AWS Load Balancer Controller were set up with. */
  readonly gatewayClassName: string;
  /**
   * Namespace the proxies run in, whose pods NetworkPolicies let through: that of Envoy Gateway itself, or with Istio
   * the Gateway's own.
   */
  readonly proxyNamespace: string;
  /** What it serves, by names of your choice: `{ shop: { hostname: "*.example.com" } }`. */
  readonly listeners: Readonly<Record<string, GatewayListener>>;
  /** @default none: every listener names a secret */
  readonly certificates?: CertificateIssuer;
  /** `"none"` serves HTTP on port 80 alone, as on a laptop. @default HTTPS on port 443 */
  readonly tls?: "none";
  /** What callers get who come by HTTP: sent on to HTTPS for good (301), or no answer. @default redirected */
  readonly plainHttp?: "redirected" | "closed";
  /** @default own: routes of the Gateway's namespace */
  readonly routesFrom?: RouteNamespaces;
  /** Annotations of what the controller makes, such as its load balancer. @default none */
  readonly infrastructureAnnotations?: Labels;
  /** Labels of all objects. @default none */
  readonly labels?: Labels;
  /** The release that brings the definitions and the controller. @default they are there */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** A Gateway that another stack made, or a person. */
export type GatewayAttributes = Omit<IGateway, "dependencies"> & Partial<Pick<IGateway, "dependencies">>;
