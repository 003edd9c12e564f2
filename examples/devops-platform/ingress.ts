import type { ICluster } from "cdktf-slipway/cluster";
import { HelmRelease, type KubernetesManifest, Manifests } from "cdktf-slipway/helm";
import { Gateway } from "cdktf-slipway/workload";
import type { Construct } from "constructs";
import type { DevopsEnvironment } from "./environment";

/** Namespace of the Gateways, and that of Envoy, whose proxies NetworkPolicies let through. */
export const GATEWAYS = { namespace: "gateways", proxyNamespace: "envoy-gateway-system" } as const;

/** Label of namespaces whose routes the Gateway of the previews takes. */
export const PREVIEW_ROUTES = { "devops.example.com/preview": "true" } as const;

const CLASS = "envoy";
const ISSUER = "letsencrypt";

/** Envoy Gateway, certificates of Let's Encrypt, and the Gateways of an environment. */
export function makeIngress(scope: Construct, cluster: ICluster, environment: DevopsEnvironment) {
  const { domain, previews } = environment;
  const envoy = new HelmRelease(scope, "EnvoyGateway", { cluster, chart: "gateway-helm" });
  const certManager = makeCertManager(scope, cluster, environment, envoy);
  const gatewayClass = new Manifests(scope, "GatewayClass", {
    cluster,
    releaseName: "gateway-class",
    namespace: GATEWAYS.proxyNamespace,
    manifests: [
      {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: "GatewayClass",
        metadata: { name: CLASS },
        spec: { controllerName: "gateway.envoyproxy.io/gatewayclass-controller" },
      },
    ],
    dependsOn: [envoy],
  });
  const issuer = new Manifests(scope, "Issuer", {
    cluster,
    releaseName: "issuer",
    namespace: "cert-manager",
    manifests: [clusterIssuer(environment)],
    dependsOn: [certManager],
  });
  const shared = {
    cluster,
    ...GATEWAYS,
    gatewayClassName: CLASS,
    certificates: { clusterIssuer: ISSUER },
    infrastructureAnnotations: {
      "service.beta.kubernetes.io/aws-load-balancer-type": "nlb",
      "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing",
    },
    dependsOn: [gatewayClass, issuer],
  };
  const gateway = new Gateway(scope, "Public", {
    ...shared,
    name: "public",
    listeners: { public: { hostname: `*.${domain}` } },
    routesFrom: ["shop", "catalog", "argocd"],
  });
  // A Gateway of their own: a pull request cannot take a host of the environment.
  if (previews !== undefined) {
    new Gateway(scope, "Previews", {
      ...shared,
      name: "previews",
      listeners: { previews: { hostname: `*.${previews.domain}` } },
      routesFrom: { labels: PREVIEW_ROUTES },
    });
  }
  return { gateway, certManager };
}

/** cert-manager, which also signs the certificate of OpenFeature's webhooks. */
function makeCertManager(
  scope: Construct,
  cluster: ICluster,
  { hostedZoneId, replicas }: DevopsEnvironment,
  envoy: HelmRelease,
): HelmRelease {
  // A certificate for all names below a domain is given for a record in its zone.
  const identity = cluster.grantServiceAccount("cert-manager", {
    namespace: "cert-manager",
    serviceAccount: "cert-manager",
    statements: [
      { actions: ["route53:GetChange"], resources: ["arn:aws:route53:::change/*"] },
      {
        actions: ["route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets"],
        resources: [`arn:aws:route53:::hostedzone/${hostedZoneId}`],
      },
    ],
  });
  return new HelmRelease(scope, "CertManager", {
    cluster,
    chart: "cert-manager",
    values: {
      crds: { enabled: true, keep: true },
      // It looks for Gateways once, when it starts: their definitions come before.
      config: { enableGatewayAPI: true },
      replicaCount: replicas.operators,
    },
    dependsOn: [envoy, ...identity.dependencies],
  });
}

function clusterIssuer({ domain, hostedZoneId, region }: DevopsEnvironment): KubernetesManifest {
  return {
    apiVersion: "cert-manager.io/v1",
    kind: "ClusterIssuer",
    metadata: { name: ISSUER },
    spec: {
      acme: {
        server: "https://acme-v02.api.letsencrypt.org/directory",
        email: `platform@${domain}`,
        privateKeySecretRef: { name: "letsencrypt-account" },
        solvers: [{ dns01: { route53: { hostedZoneID: hostedZoneId, region } } }],
      },
    },
  };
}
