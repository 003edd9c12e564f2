import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CHARTS } from "../../../lib/core/charts";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { ResourceRequirements } from "../../../lib/core/quantities";
import { guardStack } from "../../../lib/core/validation";
import type { ICluster } from "../../cluster/cluster";
import { HelmRelease, type HelmReleaseProps } from "../../helm/helm-release";
import type { Toleration } from "../../keda/tolerations";
import type { ArgoCdAccess } from "./argo-cd-access";
import { resolveArgoCd } from "./argo-cd-config";
import type { ArgoCdSsoValue } from "./argo-cd-sso";
import { type ArgoCdReplicas, argoCdValues } from "./argo-cd-values";
import type { IArgoCd } from "./gitops-interface";

export interface ArgoCdProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /**
   * Redis in three copies behind a proxy, which needs three nodes, and two pods of server, repository server and
   * ApplicationSet controller, spread over zones, each with a disruption budget.
   * @default true. False runs one pod of each, for laptops
   */
  readonly highlyAvailable?: boolean;
  /** Pods of each component. @default two where highly available, else one */
  readonly replicas?: {
    readonly server?: ArgoCdReplicas;
    readonly repoServer?: ArgoCdReplicas;
    readonly applicationSet?: number;
    /** Shards clusters are divided among: more than one is of use with more than one cluster. @default 1 */
    readonly controllerShards?: number;
  };
  /** Host name people open: `argocd.example.com`. @default none: reached by port-forward */
  readonly domain?: string;
  /**
   * Where TLS ends. `gateway` makes the server speak plain HTTP to the gateway or load balancer in front of it.
   * @default server
   */
  readonly tls?: "server" | "gateway";
  /** How people log in: `ArgoCdSso.oidc({...})`. @default the local admin only */
  readonly sso?: ArgoCdSsoValue;
  /** Who may do what. @default whoever is logged in sees nothing, but for the local admin */
  readonly access?: ArgoCdAccess;
  /** Local user `admin` with a generated password. @default true without `sso`, false with it */
  readonly localAdmin?: boolean;
  /** Shells in containers from the browser. @default false */
  readonly terminal?: boolean;
  /** Notifications controller. @default false: nothing tells it what to send */
  readonly notifications?: boolean;
  /** @default true: each component is reached only by those that need it; what goes out is free */
  readonly networkPolicy?: boolean;
  /** @default true: every component serves Prometheus metrics */
  readonly metrics?: boolean;
  /** ServiceMonitors; pass the PrometheusStack in `dependsOn`. @default false */
  readonly serviceMonitors?: boolean;
  /** @default info, as JSON */
  readonly logLevel?: "debug" | "info" | "warn" | "error";
  /** Requests and limits by component. @default none, as the chart has it */
  readonly resources?: {
    readonly controller?: ResourceRequirements;
    readonly server?: ResourceRequirements;
    readonly repoServer?: ResourceRequirements;
    readonly applicationSet?: ResourceRequirements;
  };
  /** PriorityClass of Argo CD's own pods; that of the replicated Redis is in `values`. @default none */
  readonly priorityClassName?: string;
  /** Labels nodes must have. @default any Linux node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints the pods put up with. @default none */
  readonly tolerations?: readonly Toleration[];
}

/** What must be known of an Argo CD that was installed elsewhere. */
export interface ArgoCdAttributes {
  readonly cluster: ICluster;
  /** Namespace Argo CD runs in. @default argocd */
  readonly namespace?: string;
}

/**
 * Argo CD, which keeps the cluster like repositories say.
 *
 *     const argoCd = new ArgoCd(this, "ArgoCd", {
 *       cluster,
 *       domain: "argocd.example.com",
 *       sso: ArgoCdSso.oidc({ name: "Entra ID", issuer, clientId, clientSecret: { secretName: "sso", key: "secret" } }),
 *       access: { admins: ["platform"] },
 *     });
 *
 * Nobody gets in without a login, groups see nothing until they are named, containers run as non-root with a
 * read-only file system, as the chart has it.
 *
 * @throws ConfigError `invalid-name`, `out-of-range`, `max-below-min`, `unknown-tls`, `unknown-log-level`,
 * `invalid-domain`, `missing-domain`, `service-monitors-need-metrics`, `invalid-quantity`, `request-above-limit`,
 * those of `ssoSettings`, `accessPolicy` and `checkTolerations`, and those of HelmRelease
 */
export class ArgoCd extends Construct implements IArgoCd, ITerraformDependable {
  /** Argo CD that another stack installed, or a person. */
  static fromAttributes({ cluster, namespace }: ArgoCdAttributes): IArgoCd {
    return {
      controller: "argo-cd",
      cluster,
      namespace: namespace ?? CHARTS["argo-cd"].namespace,
      dependencies: [],
    };
  }

  readonly controller = "argo-cd";
  readonly cluster: ICluster;
  readonly release: HelmRelease;
  readonly namespace: string;
  /** Service people's browsers are led to, and its port: plain HTTP with TLS at the gateway. */
  readonly service: { readonly name: string; readonly port: number };
  readonly dependencies: readonly ITerraformDependable[];
  /** Address of the release: what needs Argo CD's definitions passes the construct in `dependsOn`. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: ArgoCdProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "ArgoCdProps", (problems) => resolveArgoCd(props, problems));
    this.cluster = props.cluster;
    this.namespace = config.namespace;
    this.service = { name: `${config.releaseName}-server`, port: config.tls === "gateway" ? 80 : 443 };
    this.release = new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: "argo-cd",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: argoCdValues(config),
      wiredPaths: WIRED_PATHS,
      dependsOn: props.dependsOn,
    });
    this.dependencies = [this.release];
    this.fqn = this.release.fqn;
  }
}

/** What the service's name rests on, and the NetworkPolicies of the replicated Redis. */
const WIRED_PATHS = ["fullnameOverride", "configs.params.server.insecure", "extraObjects"];
