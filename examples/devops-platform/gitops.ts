import type { ICluster } from "cdktf-slipway/cluster";
import {
  Application,
  ArgoCd,
  ArgoCdProject,
  ArgoCdSso,
  PreviewApplicationSet,
  PullRequests,
} from "cdktf-slipway/delivery";
import { Manifests } from "cdktf-slipway/helm";
import { type Gateway, NamespaceBoundary } from "cdktf-slipway/workload";
import { Construct } from "constructs";
import type { DevopsEnvironment } from "./environment";
import { repositoryUrl } from "./foundation";
import { REPOSITORY } from "./repository";

export type TeamDeliveryProps = {
  readonly cluster: ICluster;
  readonly environment: DevopsEnvironment;
  readonly gateway: Gateway;
};

/** Argo CD, and one team whose workloads it takes from the repository: the catalog. The platform stays here. */
export class TeamDelivery extends Construct {
  private readonly argoCd: ArgoCd;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: TeamDeliveryProps,
  ) {
    super(scope, id);
    this.argoCd = this.makeArgoCd();
    this.serve();
    this.handOver();
    if (props.environment.previews !== undefined) {
      this.preview();
    }
  }

  private makeArgoCd(): ArgoCd {
    const { cluster, environment, gateway } = this.props;
    return new ArgoCd(this, "ArgoCd", {
      cluster,
      highlyAvailable: environment.gitOps.highlyAvailable,
      domain: `argocd.${environment.domain}`,
      tls: "gateway",
      sso: ArgoCdSso.oidc({ name: "Login", issuer: "https://login.example.com", clientId: "argocd" }),
      access: { admins: ["platform"] },
      dependsOn: [gateway],
    });
  }

  private serve(): void {
    const { cluster, environment, gateway } = this.props;
    const { service, namespace } = this.argoCd;
    new Manifests(this, "Route", {
      cluster,
      releaseName: "argocd-route",
      namespace,
      createNamespace: false,
      manifests: [
        {
          apiVersion: "gateway.networking.k8s.io/v1",
          kind: "HTTPRoute",
          metadata: { name: "argocd" },
          spec: {
            parentRefs: [{ name: gateway.name, namespace: gateway.namespace, sectionName: "public" }],
            hostnames: [`argocd.${environment.domain}`],
            rules: [{ backendRefs: [{ name: service.name, port: service.port }] }],
          },
        },
      ],
      dependsOn: [this.argoCd, gateway],
    });
  }

  /** The folder of the team, with the overlay of the environment. Going back is a `git revert`. */
  private handOver(): void {
    const { cluster, environment } = this.props;
    const boundary = new NamespaceBoundary(this, "Catalog", {
      cluster,
      name: "catalog",
      deletionProtection: environment.deletionProtection,
      teams: { catalog: { view: ["developers"], deploy: ["releasers"] } },
    });
    const project = new ArgoCdProject(this, "CatalogProject", {
      argoCd: this.argoCd,
      name: "catalog",
      repositories: [REPOSITORY],
      namespaces: [boundary.name],
      roles: { developer: { groups: ["catalog-developers"], allow: ["get", "sync"] } },
    });
    new Application(this, "CatalogApplication", {
      gitOps: this.argoCd,
      project,
      name: "catalog",
      repository: REPOSITORY,
      path: `deploy/catalog/overlays/${environment.name}`,
      revision: environment.gitOps.catalog,
      namespace: boundary.name,
      prune: true,
      dependsOn: boundary.dependencies,
    });
  }

  /** Previews without Terraform: Argo CD makes one of each pull request with the label `preview`. */
  private preview(): void {
    const { argoCd } = this;
    const project = new ArgoCdProject(this, "PreviewProject", {
      argoCd,
      name: "catalog-previews",
      repositories: [REPOSITORY],
      namespaces: ["catalog-preview-*"],
      createsNamespaces: true,
    });
    new PreviewApplicationSet(this, "Previews", {
      argoCd,
      name: "catalog",
      project,
      pullRequests: PullRequests.gitHub({
        owner: "example",
        repo: "devops-platform",
        appSecretName: "github-app",
      }),
      repository: REPOSITORY,
      path: "deploy/catalog/overlays/preview",
      namespacePrefix: "catalog-preview-",
      rendering: {
        type: "kustomize",
        images: [`catalog=${repositoryUrl(this.props.environment, "catalog")}:pr-{{.head_sha}}`],
      },
    });
  }
}
