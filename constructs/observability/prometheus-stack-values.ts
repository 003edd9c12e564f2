import type { ResourceRequirements } from "../../lib/core/quantities";
import { helmLiteral } from "./helm-literal";
import { type PodScrapeConfig, podAnnotationScraping } from "./pod-annotation-scraping";
import type { ResolvedPrometheusStack } from "./prometheus-stack-config";
import { type Volume, type VolumeClaim, volumeClaim } from "./volume";

type Budget = { readonly enabled: boolean; readonly minAvailable: number };
type Switch = { readonly enabled: boolean };

/** Values of the kube-prometheus-stack chart that Slipway sets. */
export type PrometheusStackValues = {
  readonly fullnameOverride: string;
  readonly prometheus: {
    readonly podDisruptionBudget?: Budget;
    readonly prometheusSpec: {
      readonly replicas: number;
      readonly retention: string;
      readonly retentionSize?: string;
      readonly scrapeInterval: string;
      readonly evaluationInterval: string;
      readonly externalLabels: { readonly [label: string]: string };
      readonly resources: ResourceRequirements;
      readonly storageSpec?: VolumeClaim;
      readonly serviceMonitorSelectorNilUsesHelmValues: boolean;
      readonly podMonitorSelectorNilUsesHelmValues: boolean;
      readonly probeSelectorNilUsesHelmValues: boolean;
      readonly ruleSelectorNilUsesHelmValues: boolean;
      readonly scrapeConfigSelectorNilUsesHelmValues: boolean;
      readonly additionalScrapeConfigs?: readonly PodScrapeConfig[];
    };
  };
  readonly alertmanager: {
    readonly enabled: boolean;
    readonly podDisruptionBudget?: Budget;
    readonly alertmanagerSpec?: {
      readonly replicas: number;
      readonly retention: string;
      readonly resources: ResourceRequirements;
      readonly storage?: VolumeClaim;
    };
  };
  readonly grafana: {
    readonly enabled: boolean;
    readonly admin?: {
      readonly existingSecret: string;
      readonly userKey: string;
      readonly passwordKey: string;
    };
    readonly resources?: ResourceRequirements;
    readonly initChownData?: Switch;
    readonly deploymentStrategy?: { readonly type: string };
    readonly persistence?: {
      readonly enabled: boolean;
      readonly size?: string;
      readonly storageClassName?: string;
    };
    readonly sidecar?: { readonly datasources: { readonly alertmanager: Switch } };
    readonly additionalDataSources?: readonly LokiDataSource[];
  };
  readonly kubeEtcd?: Switch;
  readonly kubeControllerManager?: Switch;
  readonly kubeScheduler?: Switch;
  readonly kubeProxy?: Switch;
};

type LokiDataSource = {
  readonly name: string;
  readonly uid: string;
  readonly type: string;
  readonly access: string;
  readonly url: string;
  readonly jsonData?: { readonly httpHeaderName1: string };
  readonly secureJsonData?: { readonly httpHeaderValue1: string };
};

/** The values for a resolved configuration. */
export function prometheusStackValues(config: ResolvedPrometheusStack): PrometheusStackValues {
  return {
    fullnameOverride: config.fullname,
    prometheus: prometheus(config),
    alertmanager: alertmanager(config),
    grafana: grafana(config),
    ...(config.managedControlPlane && {
      kubeEtcd: { enabled: false },
      kubeControllerManager: { enabled: false },
      kubeScheduler: { enabled: false },
      kubeProxy: { enabled: false },
    }),
  };
}

function prometheus(config: ResolvedPrometheusStack): PrometheusStackValues["prometheus"] {
  return {
    ...budget(config.replicas),
    prometheusSpec: {
      replicas: config.replicas,
      retention: `${config.retentionDays}d`,
      retentionSize: config.retentionSize,
      scrapeInterval: `${config.scrapeIntervalSeconds}s`,
      evaluationInterval: `${config.scrapeIntervalSeconds}s`,
      externalLabels: Object.fromEntries(
        Object.entries(config.externalLabels).map(([label, value]) => [label, helmLiteral(value)]),
      ),
      resources: config.resources,
      ...(config.storage !== "none" && { storageSpec: volumeClaim(config.storage) }),
      // With true, an empty selector would mean "only what this release made".
      serviceMonitorSelectorNilUsesHelmValues: false,
      podMonitorSelectorNilUsesHelmValues: false,
      probeSelectorNilUsesHelmValues: false,
      ruleSelectorNilUsesHelmValues: false,
      scrapeConfigSelectorNilUsesHelmValues: false,
      ...(config.podAnnotationScraping && { additionalScrapeConfigs: [podAnnotationScraping()] }),
    },
  };
}

function alertmanager({ alertmanager }: ResolvedPrometheusStack): PrometheusStackValues["alertmanager"] {
  if (alertmanager === "none") {
    return { enabled: false };
  }
  return {
    enabled: true,
    ...budget(alertmanager.replicas),
    alertmanagerSpec: {
      replicas: alertmanager.replicas,
      retention: `${alertmanager.retentionDays * 24}h`,
      resources: alertmanager.resources,
      ...(alertmanager.storage !== "none" && { storage: volumeClaim(alertmanager.storage) }),
    },
  };
}

function grafana(config: ResolvedPrometheusStack): PrometheusStackValues["grafana"] {
  const { grafana } = config;
  if (grafana === "none") {
    return { enabled: false };
  }
  return {
    enabled: true,
    ...(grafana.adminSecret && {
      admin: {
        existingSecret: grafana.adminSecret.name,
        userKey: grafana.adminSecret.userKey,
        passwordKey: grafana.adminSecret.passwordKey,
      },
    }),
    resources: grafana.resources,
    // The container would run as root to do what the pod's fsGroup does already.
    initChownData: { enabled: false },
    ...persistence(grafana.persistence),
    sidecar: { datasources: { alertmanager: { enabled: config.alertmanager !== "none" } } },
    ...(config.loki && { additionalDataSources: [lokiDataSource(config.loki)] }),
  };
}

function persistence(volume: Volume | "none") {
  return volume === "none"
    ? { persistence: { enabled: false } }
    : {
        persistence: { enabled: true, size: `${volume.sizeGib}Gi`, storageClassName: volume.storageClass },
        // The new pod of a rolling update would wait for a disk the old one holds.
        deploymentStrategy: { type: "Recreate" },
      };
}

function lokiDataSource(loki: { readonly queryUrl: string; readonly tenant?: string }): LokiDataSource {
  return {
    name: "Loki",
    uid: "loki",
    type: "loki",
    access: "proxy",
    url: loki.queryUrl,
    ...(loki.tenant !== undefined && {
      jsonData: { httpHeaderName1: "X-Scope-OrgID" },
      secureJsonData: { httpHeaderValue1: helmLiteral(loki.tenant) },
    }),
  };
}

function budget(replicas: number): { readonly podDisruptionBudget?: Budget } {
  return replicas > 1 ? { podDisruptionBudget: { enabled: true, minAvailable: replicas - 1 } } : {};
}
