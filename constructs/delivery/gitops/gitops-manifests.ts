import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { type KubernetesManifest, Manifests } from "../../helm/manifests";
import type { IGitOps } from "./gitops-interface";

/** A project of Argo CD: its name, or the construct that makes it. */
export type ProjectReference = string | (ITerraformDependable & { readonly name: string });

/** Objects for a GitOps controller, and what they wait for. */
export interface GitOpsManifestsConfig {
  readonly releaseName: string;
  /** Namespace the objects lie in. It exists. */
  readonly namespace: string;
  readonly manifests: readonly KubernetesManifest[];
  readonly project?: ProjectReference;
  readonly dependsOn: readonly ITerraformDependable[] | undefined;
}

/** Makes the release, behind the controller and the project. */
export function gitOpsManifests(scope: Construct, gitOps: IGitOps, config: GitOpsManifestsConfig): Manifests {
  const { releaseName, namespace, manifests, project, dependsOn = [] } = config;
  return new Manifests(scope, "Manifests", {
    cluster: gitOps.cluster,
    releaseName,
    namespace,
    createNamespace: false,
    manifests,
    dependsOn: [...gitOps.dependencies, ...(typeof project === "object" ? [project] : []), ...dependsOn],
  });
}

/** Name of a project; undefined where none is given. */
export function projectName(project: ProjectReference | undefined): string | undefined {
  return typeof project === "object" ? project.name : project;
}
