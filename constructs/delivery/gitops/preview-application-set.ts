import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { Manifests } from "../../helm/manifests";
import type { GitRevision } from "./git-repository";
import type { IArgoCd } from "./gitops-interface";
import { gitOpsManifests, type ProjectReference } from "./gitops-manifests";
import { previewApplicationSet, resolvePreviewApplicationSet } from "./preview-application-set-config";
import type { PullRequestSource } from "./pull-requests";

/** How a preview gets the image of its pull request. */
export type PreviewRendering =
  | {
      readonly type: "kustomize";
      /** Images with their tags: `registry.example.com/users:{{.head_sha}}`. */
      readonly images: readonly string[];
    }
  | {
      readonly type: "helm";
      /** Values of the chart by their path: `{ "image.tag": "{{.head_sha}}", "host": "pr-{{.number}}.example.com" }`. */
      readonly parameters: Readonly<Record<string, string>>;
    };

export interface PreviewApplicationSetProps {
  readonly argoCd: IArgoCd;
  /** Begins the name of each preview's Application, which ends with the number of the pull request. */
  readonly name: string;
  /** Fixed project of every preview: an ArgoCdProject for `preview-*` with `createsNamespaces`, or its name. */
  readonly project: ProjectReference;
  /** Where pull requests come from: `PullRequests.gitHub({...})`. */
  readonly pullRequests: PullRequestSource;
  /**
   * Labels a pull request must have, all of them; `every` takes every one. Whoever may set the label decides whose
   * code runs in the cluster.
   * @default preview
   */
  readonly labels?: readonly string[] | "every";
  /** Regular expression the branch must match. Required where the provider has no labels. @default every branch */
  readonly branches?: string;
  /** Repository with what is deployed. */
  readonly repository: string;
  /** Folder in it. */
  readonly path: string;
  /** @default the head of the pull request, where `repository` is the one it is opened in */
  readonly revision?: GitRevision;
  readonly rendering: PreviewRendering;
  /** Namespaces are called this and the number. @default preview- */
  readonly namespacePrefix?: string;
  /** Labels of the namespaces. @default restricted pod security */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  /** How often the provider is asked, 30 to 86400. @default 300 */
  readonly requeueAfterSeconds?: number;
  /** What must exist before, beside Argo CD and the project. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * A preview of each pull request, made by Argo CD and removed when the pull request closes. Its namespace, which
 * Argo CD leaves behind, is empty then.
 *
 *     new PreviewApplicationSet(this, "Previews", {
 *       argoCd,
 *       name: "users",
 *       project: previews,
 *       pullRequests: PullRequests.gitHub({ owner: "acme", repo: "users", appSecretName: "github-app" }),
 *       repository: "https://github.com/acme/users.git",
 *       path: "deploy/preview",
 *       rendering: { type: "kustomize", images: ["registry.example.com/users:{{.head_sha}}"] },
 *     });
 *
 * @throws ConfigError `invalid-name`, `default-project`, `invalid-url`, `literal-secret`, `invalid-path`,
 * `one-revision`, `moving-revision`, `invalid-commit`, `out-of-range`, `no-filter`, `not-supported`,
 * `invalid-regex`, `same-for-all`, `unknown-parameter`, and those of the source under `pullRequests`
 */
export class PreviewApplicationSet extends Construct implements ITerraformDependable {
  readonly name: string;
  readonly manifests: Manifests;
  /** Address of the release. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: PreviewApplicationSetProps) {
    super(scope, id);
    const { argoCd, project, dependsOn } = props;
    const config = resolveOrThrow(this, "PreviewApplicationSetProps", (problems) =>
      resolvePreviewApplicationSet(props, problems),
    );
    this.name = config.name;
    this.manifests = gitOpsManifests(this, argoCd, {
      releaseName: config.releaseName,
      namespace: argoCd.namespace,
      manifests: [previewApplicationSet(config, argoCd.namespace)],
      project,
      dependsOn,
    });
    this.fqn = this.manifests.fqn;
  }
}
