import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { PolicyStatement } from "../../../lib/core/policy";
import { type KubernetesManifest, Manifests } from "../../helm/manifests";
import type { IExternalSecrets } from "../external-secrets-interface";
import type { AwsFacts } from "./store-provider-value";

/** What a store comes to: one object in a release, and what it asks of AWS. */
export interface StoreReleaseConfig {
  readonly releaseName: string;
  readonly namespace: string;
  readonly manifest: KubernetesManifest;
  readonly statements: readonly PolicyStatement[];
  readonly dependsOn: readonly ITerraformDependable[] | undefined;
}

/** Makes the release, behind the operator's own, and allows the operator what the store needs. */
export function storeRelease(
  scope: Construct,
  operator: IExternalSecrets,
  config: StoreReleaseConfig,
): Manifests {
  operator.grant(config.statements);
  return new Manifests(scope, "Manifests", {
    cluster: operator.cluster,
    releaseName: config.releaseName,
    namespace: config.namespace,
    manifests: [config.manifest],
    dependsOn: [...operator.dependencies, ...(config.dependsOn ?? [])],
  });
}

/** Facts of the stack's account. Loaded where they are asked for: a cluster without AWS does not have the provider. */
export function awsFactsOf(scope: Construct): () => AwsFacts {
  return () => {
    const { AwsAccount }: typeof import("../../account/aws-account") = require("../../account/aws-account");
    return AwsAccount.of(scope);
  };
}
