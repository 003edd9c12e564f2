import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { PolicyStatement } from "../../lib/core/policy";
import { type KubernetesManifest, Manifests } from "../helm/manifests";
import type { IKeda } from "./keda-interface";

/** What a construct of KEDA comes to: objects in one release, and what they ask of AWS. */
export interface KedaManifestsConfig {
  readonly releaseName: string;
  readonly namespace: string;
  readonly manifests: readonly KubernetesManifest[];
  readonly statements: readonly PolicyStatement[];
  readonly dependsOn: readonly ITerraformDependable[] | undefined;
}

/** Makes the release, behind KEDA's own, and allows the operator what the objects need. */
export function kedaManifests(scope: Construct, keda: IKeda, config: KedaManifestsConfig): Manifests {
  keda.grant(config.statements);
  return new Manifests(scope, "Manifests", {
    cluster: keda.cluster,
    releaseName: config.releaseName,
    namespace: config.namespace,
    manifests: config.manifests,
    dependsOn: [...keda.dependencies, ...(config.dependsOn ?? [])],
  });
}
