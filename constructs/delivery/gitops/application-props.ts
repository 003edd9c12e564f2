import type { ITerraformDependable } from "cdktf";
import type { JsonObject } from "../../../lib/core/render";
import type { GitRevision } from "./git-repository";
import type { IGitOps } from "./gitops-interface";
import type { ProjectReference } from "./gitops-manifests";

/** An image that replaces the one a kustomization names. */
export type ImageOverride = {
  /** Image as the kustomization names it, without tag. */
  readonly name: string;
  /** @default the same image */
  readonly newName?: string;
  /** One of `tag` and `digest`. */
  readonly tag?: string;
  /** `sha256:...`. One of `tag` and `digest`. */
  readonly digest?: string;
};

/** How the path of the repository becomes objects. */
export type Rendering =
  | {
      /** A kustomization, or plain YAML. */
      readonly type: "kustomize";
      /** @default none */
      readonly images?: readonly ImageOverride[];
    }
  | {
      /** A Helm chart. */
      readonly type: "helm";
      /** @default the application's name */
      readonly releaseName?: string;
      /** Files beside the chart, later ones win. @default values.yaml */
      readonly valueFiles?: readonly string[];
      /** Values that win over the files. Secrets do not belong here. @default none */
      readonly values?: JsonObject;
    };

/**
 * What something else in the cluster sets, so that it is no difference: `replicas` of workloads that are scaled,
 * `traffic-weights` of HTTPRoutes that a canary splits, or members of any kind by JSON pointer.
 */
export type IgnoredDifference =
  | "replicas"
  | "traffic-weights"
  | {
      readonly group?: string;
      readonly kind: string;
      readonly name?: string;
      readonly jsonPointers: readonly string[];
    };

export interface ApplicationProps {
  /** Argo CD or Flux: what brings the repository into the cluster. */
  readonly gitOps: IGitOps;
  readonly name: string;
  /** `https://` or `ssh://` address of the repository, without credentials. */
  readonly repository: string;
  /** Folder in the repository: `deploy/users`; `.` is its root. */
  readonly path: string;
  /** What is deployed: `{ tag: "v1.4.2" }`, `{ commit: "..." }` or `{ branch: "main" }`. */
  readonly revision: GitRevision;
  /** Namespace the objects go to; with Flux also that of the application itself. It must exist. */
  readonly namespace: string;
  /** @default a kustomization or plain YAML */
  readonly rendering?: Rendering;
  /** `manual` waits for a person: a button of Argo CD, `flux resume` of Flux. @default automatic */
  readonly sync?: "automatic" | "manual";
  /** Whether objects go that vanish from the repository. @default false: they stay */
  readonly prune?: boolean;
  /** Whether changes made in the cluster are undone. @default true. Flux always does */
  readonly selfHeal?: boolean;
  /**
   * What becomes of the objects when the application goes.
   * @default keep; delete with Flux and a Helm chart, because Flux uninstalls what it installed
   */
  readonly onDelete?: "keep" | "delete";
  /** @default none: whatever differs from the repository is set back */
  readonly ignoreDifferences?: readonly IgnoredDifference[];
  /** Argo CD: the project the application belongs to, an ArgoCdProject or its name. Required with Argo CD. */
  readonly project?: ProjectReference;
  /** Flux: service account in `namespace` that applies the objects. Required where Flux is multi-tenant. */
  readonly serviceAccount?: string;
  /**
   * Flux: Secret in `namespace` with the credentials of the repository. Argo CD finds credentials by the address, in
   * Secrets of its own namespace with the label `argocd.argoproj.io/secret-type: repository`.
   * @default none: the repository is public
   */
  readonly credentialsSecret?: string;
  /** What must exist before, beside Argo CD or Flux. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}
