import { DataAwsEksCluster } from "@cdktf/provider-aws/lib/data-aws-eks-cluster";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { ICluster } from "cdktf-slipway/cluster";
import { FeatureFlags, OpenFeature, PreviewEnvironment, PreviewStack } from "cdktf-slipway/delivery";
import { EksCluster } from "cdktf-slipway/eks";
import { Gateway } from "cdktf-slipway/workload";
import type { Construct } from "constructs";
import { type DevopsEnvironment, nameOf } from "./environment";
import { shopFlags } from "./flags";
import { repositoryUrl } from "./foundation";
import { GATEWAYS, PREVIEW_ROUTES } from "./ingress";
import { METRICS } from "./operators";
import { imageTag } from "./platform";
import { PREVIEW_STORE, previewSecrets } from "./preview-secrets";
import { Shop } from "./shop";

/** The stack of one pull request: the services of an environment, scaled down, in a namespace of their own. */
export function makePreview(scope: Construct, environment: DevopsEnvironment, number: number): void {
  const { account, region, previews } = environment;
  if (previews === undefined) {
    return;
  }
  const state = { type: "s3", bucket: `devops-terraform-state-${account}`, region } as const;
  const stack = new PreviewStack(scope, { number, state });
  new AwsProvider(stack, "Aws", { region, allowedAccountIds: [account] });
  const cluster = findCluster(stack, environment);
  const preview = new PreviewEnvironment(stack, "Preview", {
    ...previews,
    cluster,
    number,
    imageTag: imageTag(stack),
    labels: PREVIEW_ROUTES,
    secretStore: PREVIEW_STORE,
    platform: {
      metrics: METRICS,
      gateway: Gateway.fromAttributes({
        ...GATEWAYS,
        name: "previews",
        listeners: [{ name: "previews", hostname: `*.${previews.domain}` }],
      }),
    },
  });
  const flags = new FeatureFlags(stack, "Flags", {
    openFeature: OpenFeature.fromAttributes({ cluster }),
    name: "shop",
    namespace: preview.boundary.name,
    // A reviewer sees all there is.
    flags: shopFlags({ newLogin: 100, mailDigests: 100 }),
    dependsOn: preview.boundary.dependencies,
  });
  new Shop(stack, "Shop", {
    ...environment,
    platform: preview.platform,
    image: (repository) => ({ repository: repositoryUrl(environment, repository), tag: preview.imageTag }),
    hosts: {
      frontend: preview.hostname,
      auth: preview.hostnameOf("auth"),
      authPreview: preview.hostnameOf("auth-next"),
      notifications: preview.hostnameOf("notifications"),
    },
    secrets: previewSecrets(PREVIEW_STORE),
    flags,
  });
}

/** The cluster of the environment, by its name: previews know nothing else of its stack. */
function findCluster(stack: PreviewStack, environment: DevopsEnvironment): ICluster {
  const clusterName = nameOf(environment);
  const found = new DataAwsEksCluster(stack, "Found", { name: clusterName });
  const { arn, endpoint } = found;
  return EksCluster.fromAttributes(stack, "Cluster", {
    clusterName,
    region: environment.region,
    clusterArn: arn,
    endpoint,
    certificateAuthority: found.certificateAuthority.get(0).data,
    clusterSecurityGroupId: found.vpcConfig.get(0).clusterSecurityGroupId,
    oidcIssuerUrl: found.identity.get(0).oidc.get(0).issuer,
    kubernetesVersion: "1.36",
  });
}
