import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Backend, TerraformStack, TerraformVariable } from "cdktf";
import { FeatureFlags } from "cdktf-slipway/delivery";
import { NamespaceBoundary, type WorkloadPlatform } from "cdktf-slipway/workload";
import type { Construct } from "constructs";
import { type DevopsEnvironment, hostsOf, nameOf } from "./environment";
import { shopFlags } from "./flags";
import { makeFoundation } from "./foundation";
import { TeamDelivery } from "./gitops";
import { makeIngress } from "./ingress";
import { makeOperators } from "./operators";
import { makePreviewStore } from "./preview-secrets";
import { makeSecrets } from "./secrets";
import { Shop } from "./shop";

/** An environment: cluster, what releases need, GitOps for one team, and the services. */
export class DevopsPlatform extends TerraformStack {
  constructor(scope: Construct, environment: DevopsEnvironment) {
    super(scope, nameOf(environment));
    this.makeState(environment);
    const { cluster, registry } = makeFoundation(this, environment);
    const ingress = makeIngress(this, cluster, environment);
    const { prometheus, delivery, openFeature } = makeOperators(this, cluster, environment, ingress);
    const { gateway } = ingress;
    new TeamDelivery(this, "TeamDelivery", { cluster, environment, gateway });
    if (environment.previews !== undefined) {
      makePreviewStore(this, cluster, environment);
    }

    const boundary = new NamespaceBoundary(this, "Namespace", {
      cluster,
      name: "shop",
      deletionProtection: environment.deletionProtection,
      // Releasers promote and abort releases; nobody but the pipeline changes anything else.
      teams: { shop: { view: ["developers"], deploy: ["releasers"] } },
    });
    const platform: WorkloadPlatform = {
      cluster,
      namespace: boundary,
      metrics: prometheus,
      delivery,
      gateway,
      replicas: environment.replicas.services,
    };
    const flags = new FeatureFlags(this, "Flags", {
      openFeature,
      name: "shop",
      namespace: boundary.name,
      flags: shopFlags(environment.flags),
      dependsOn: boundary.dependencies,
    });
    const tag = imageTag(this);
    new Shop(this, "Shop", {
      ...environment,
      platform,
      image: (repository) => ({ repository: registry.repositoryUrl(repository), tag }),
      hosts: hostsOf(environment),
      secrets: makeSecrets(this, cluster, environment, boundary),
      flags,
    });
  }

  private makeState(environment: DevopsEnvironment): void {
    const { account, region } = environment;
    new AwsProvider(this, "Aws", { region, allowedAccountIds: [account] });
    const backend = new S3Backend(this, {
      bucket: `devops-terraform-state-${account}`,
      key: `${nameOf(environment)}/terraform.tfstate`,
      region,
      encrypt: true,
    });
    backend.addOverride("use_lockfile", true);
  }
}

/** A pipeline deploys a commit with TF_VAR_image_tag, without touching this program. */
export function imageTag(stack: TerraformStack): string {
  return new TerraformVariable(stack, "image_tag", {
    type: "string",
    description: "Commit the images were built from",
  }).stringValue;
}
