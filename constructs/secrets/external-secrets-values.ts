import type { ResourceRequirements } from "../../lib/core/quantities";
import type { JsonObject } from "../../lib/core/render";
import type { Toleration } from "../keda/tolerations";

/** What the values are made of: resolved props, and what other constructs gave. */
export interface ExternalSecretsValuesConfig {
  readonly releaseName: string;
  readonly serviceAccount: string;
  readonly serviceAccountAnnotations: { readonly [key: string]: string };
  readonly replicas: number;
  readonly watchNamespace: string | undefined;
  readonly serviceAccountTokens: "refused" | "allowed";
  readonly clusterExternalSecrets: boolean;
  readonly pushSecrets: boolean;
  readonly networkPolicy: boolean;
  readonly serviceMonitors: boolean;
  readonly logLevel: string;
  readonly resources: {
    readonly operator?: ResourceRequirements;
    readonly webhook?: ResourceRequirements;
    readonly certController?: ResourceRequirements;
  };
  readonly priorityClassName: string | undefined;
  readonly nodeSelector: { readonly [label: string]: string } | undefined;
  readonly tolerations: readonly Toleration[] | undefined;
}

/**
 * The values for a resolved configuration. Definitions come with the chart. Security contexts are left to it: non-root,
 * read-only, no capabilities.
 */
export function externalSecretsValues(config: ExternalSecretsValuesConfig) {
  const { serviceAccountAnnotations: annotations, resources } = config;
  return {
    ...component(config, EXTERNAL_SECRETS_APPS.operator, resources.operator),
    // Of several operators one works, or they would write each other's Secrets.
    leaderElect: config.replicas > 1,
    installCRDs: true,
    // Without it, what is gone with the release takes every ExternalSecret along, and the Secrets they made.
    crds: { annotations: { "helm.sh/resource-policy": "keep" } },
    serviceAccount: {
      name: config.serviceAccount,
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    rbac: { serviceAccountTokenCreate: config.serviceAccountTokens === "allowed" },
    ...scope(config),
    serviceMonitor: {
      enabled: config.serviceMonitors,
      // The chart's default leaves them out without a word where their definition is missing.
      ...(config.serviceMonitors && { renderMode: "failIfMissing" }),
    },
    webhook: component(config, EXTERNAL_SECRETS_APPS.webhook, resources.webhook),
    certController: component(config, EXTERNAL_SECRETS_APPS.certController, resources.certController),
    ...(config.nodeSelector !== undefined || config.tolerations !== undefined
      ? {
          global: {
            ...(config.nodeSelector !== undefined && { nodeSelector: config.nodeSelector }),
            ...(config.tolerations !== undefined && { tolerations: config.tolerations }),
          },
        }
      : {}),
  };
}

/** Values of the chart that Slipway sets. */
export type ExternalSecretsValues = ReturnType<typeof externalSecretsValues>;

/** `app.kubernetes.io/name` of the components' pods. */
export const EXTERNAL_SECRETS_APPS = {
  operator: "external-secrets",
  webhook: "external-secrets-webhook",
  certController: "external-secrets-cert-controller",
} as const;

/** What operator, webhook and certificate controller are told alike. */
function component(
  config: ExternalSecretsValuesConfig,
  app: string,
  resources: ResourceRequirements | undefined,
) {
  return {
    replicaCount: config.replicas,
    log: { level: config.logLevel },
    ...(config.replicas > 1 && {
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      topologySpreadConstraints: [spread(app, config.releaseName)],
    }),
    // The chart's policy refuses what goes out unless a rule lets it: secret managers and the API server are anywhere.
    ...(config.networkPolicy && { networkPolicy: { enabled: true, egress: [{}] } }),
    ...(resources !== undefined && { resources }),
    ...(config.priorityClassName !== undefined && { priorityClassName: config.priorityClassName }),
  };
}

/** Controllers nobody asked for would hold permissions nobody needs: over namespaces, over managers' secrets. */
function scope({ watchNamespace, clusterExternalSecrets, pushSecrets }: ExternalSecretsValuesConfig) {
  const everywhere = watchNamespace === undefined;
  return {
    ...(!everywhere && { scopedNamespace: watchNamespace, scopedRBAC: true }),
    processClusterStore: everywhere,
    processClusterExternalSecret: clusterExternalSecrets,
    processPushSecret: pushSecrets,
    processClusterPushSecret: pushSecrets && everywhere,
    processClusterGenerator: false,
  };
}

function spread(app: string, release: string): JsonObject {
  return {
    maxSkew: 1,
    topologyKey: "kubernetes.io/hostname",
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: { "app.kubernetes.io/name": app, "app.kubernetes.io/instance": release } },
  };
}
