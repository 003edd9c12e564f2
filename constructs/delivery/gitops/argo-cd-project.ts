import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { Manifests } from "../../helm/manifests";
import { resolveArgoCdProject } from "./argo-cd-project-config";
import type { IArgoCd } from "./gitops-interface";
import { gitOpsManifests } from "./gitops-manifests";

/** What a role of a project may do with its applications. */
export type ProjectAction = "get" | "sync" | "create" | "update" | "delete" | "override";

/** A kind of object of Kubernetes. */
export type ResourceKind = {
  /** API group; empty for the core kinds. */
  readonly group: string;
  readonly kind: string;
  /** Pattern of names. @default every name */
  readonly name?: string;
};

export interface ArgoCdProjectProps {
  readonly argoCd: IArgoCd;
  /** Name that applications refer to. */
  readonly name: string;
  readonly description?: string;
  /** Repositories applications may come from, with `*` as a wildcard: `https://github.com/acme/*`. */
  readonly repositories: readonly string[];
  /** Namespaces of this cluster applications may go to, with `*` as a wildcard: `preview-*`. */
  readonly namespaces: readonly string[];
  /**
   * Whether applications may make, and so also delete, the namespaces named above.
   * @default false: namespaces exist before
   */
  readonly createsNamespaces?: boolean;
  /** Kinds without a namespace that applications may make. @default none */
  readonly clusterResources?: readonly ResourceKind[];
  /** Kinds applications may not make. @default ResourceQuota and LimitRange, which belong to the namespace's owner */
  readonly deniedResources?: readonly Omit<ResourceKind, "name">[];
  /** Who may do what with the project's applications, by the name of the role. @default nobody but admins */
  readonly roles?: Readonly<
    Record<string, { readonly groups: readonly string[]; readonly allow: readonly ProjectAction[] }>
  >;
  /** @default nothing but Argo CD */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * A project of Argo CD: what a team's applications may come from and may touch.
 *
 *     new ArgoCdProject(this, "Shop", {
 *       argoCd,
 *       name: "shop",
 *       repositories: ["https://github.com/acme/shop.git"],
 *       namespaces: ["shop"],
 *       roles: { deployer: { groups: ["shop-developers"], allow: ["get", "sync"] } },
 *     });
 *
 * @throws ConfigError `invalid-name`, `default-project`, `empty-project`, `open-project`, `invalid-group`,
 * `unknown-action`
 */
export class ArgoCdProject extends Construct implements ITerraformDependable {
  readonly name: string;
  readonly manifests: Manifests;
  /** Address of the release: applications wait for it. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: ArgoCdProjectProps) {
    super(scope, id);
    const { argoCd, dependsOn } = props;
    const config = resolveOrThrow(this, "ArgoCdProjectProps", (problems) =>
      resolveArgoCdProject(props, problems),
    );
    this.name = config.name;
    this.manifests = gitOpsManifests(this, argoCd, {
      releaseName: config.releaseName,
      namespace: argoCd.namespace,
      manifests: [
        {
          apiVersion: "argoproj.io/v1alpha1",
          kind: "AppProject",
          metadata: { name: config.name, namespace: argoCd.namespace },
          spec: config.spec,
        },
      ],
      dependsOn,
    });
    this.fqn = this.manifests.fqn;
  }
}
