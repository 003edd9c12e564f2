import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import { guardStack } from "../../../lib/core/validation";
import { Manifests } from "../../helm/manifests";
import type { IGateway } from "../workload-platform";
import { resolveGateway, resolveGatewayAttributes } from "./gateway-config";
import type { GatewayAttributes, GatewayProps } from "./gateway-props";

/**
 * A Gateway of the Gateway API: hostnames with their certificates, which routes of workloads attach to.
 *
 *     new Gateway(this, "Public", {
 *       cluster,
 *       name: "public",
 *       namespace: "gateways",
 *       gatewayClassName: "envoy",
 *       proxyNamespace: "envoy-gateway-system",
 *       listeners: { shop: { hostname: "*.example.com" } },
 *       certificates: { clusterIssuer: "letsencrypt" },
 *       routesFrom: ["shop"],
 *     });
 *
 * Serves HTTPS; who comes by HTTP is sent on. Routes of other namespaces attach only where they are let in.
 *
 * @throws ConfigError `invalid-name`, `unknown-setting`, `tls-contradiction`, `no-namespace`, `no-labels`,
 * `invalid-label-key`, `invalid-label-value`, those of `gatewayListeners` and those of Manifests
 */
export class Gateway extends Construct implements IGateway, ITerraformDependable {
  /**
   * A Gateway that another stack made, or a person.
   *
   * @throws ConfigError `invalid-name`
   */
  static fromAttributes(attributes: GatewayAttributes): IGateway {
    return resolveOrThrow("Gateway.fromAttributes", "GatewayAttributes", (problems) =>
      resolveGatewayAttributes(attributes, problems),
    );
  }

  readonly name: string;
  readonly namespace: string;
  readonly proxyNamespace: string;
  readonly listeners: NonNullable<IGateway["listeners"]>;
  readonly routeNamespaces: readonly string[] | undefined;
  readonly dependencies: readonly ITerraformDependable[];
  /** The release, for overrides that no prop covers. */
  readonly manifests: Manifests;
  /** Address in Terraform: a Gateway can stand wherever something to depend on is asked for. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: GatewayProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "GatewayProps", (problems) => resolveGateway(props, problems));
    this.name = props.name;
    this.namespace = props.namespace;
    this.proxyNamespace = props.proxyNamespace;
    this.listeners = config.listeners;
    this.routeNamespaces = config.routeNamespaces;
    this.manifests = new Manifests(this, "Manifests", {
      cluster: props.cluster,
      releaseName: props.name,
      namespace: props.namespace,
      createNamespace: props.createNamespace,
      timeoutSeconds: props.timeoutSeconds,
      manifests: config.manifests,
      dependsOn: props.dependsOn,
    });
    this.dependencies = [this.manifests.release];
    this.fqn = this.manifests.fqn;
  }
}
