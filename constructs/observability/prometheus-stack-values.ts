import type { RuleFile } from "../../lib/core/alert-rules";
import type { ResourceRequirements } from "../../lib/core/quantities";
import { helmLiteral } from "./helm-literal";
import { type GrafanaValues, grafanaValues } from "./metrics/grafana-values";
import { REPLICA_LABEL, type RemoteWriteSpec, remoteWriteSpec } from "./metrics/remote-write-values";
import { type SpreadValues, spreadValues } from "./metrics/spread";
import { type PodScrapeConfig, podAnnotationScraping } from "./pod-annotation-scraping";
import type { ResolvedPrometheusStack } from "./prometheus-stack-config";
import type { AlertmanagerConfig } from "./routing/alert-routing";
import { type VolumeClaim, volumeClaim } from "./volume";

type Budget = { readonly enabled: boolean; readonly minAvailable: number };
type Switch = { readonly enabled: boolean };

/** Values of the kube-prometheus-stack chart that Slipway sets. */
export type PrometheusStackValues = {
  readonly fullnameOverride: string;
  readonly prometheus: {
    readonly podDisruptionBudget?: Budget;
    readonly serviceAccount?: {
      readonly name: string;
      readonly annotations: { readonly [key: string]: string };
    };
    readonly prometheusSpec: SpreadValues & {
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
      readonly remoteWrite?: readonly RemoteWriteSpec[];
      readonly replicaExternalLabelName?: string;
      readonly enableFeatures?: readonly string[];
      readonly additionalScrapeConfigs?: readonly PodScrapeConfig[];
    };
  };
  readonly alertmanager: {
    readonly enabled: boolean;
    readonly podDisruptionBudget?: Budget;
    readonly config?: AlertmanagerConfig;
    readonly templateFiles?: { readonly [file: string]: string };
    readonly alertmanagerSpec?: SpreadValues & {
      readonly replicas: number;
      readonly retention: string;
      readonly resources: ResourceRequirements;
      readonly storage?: VolumeClaim;
      readonly secrets?: readonly string[];
    };
  };
  readonly grafana: GrafanaValues;
  readonly crds?: CrdUpgrades;
  readonly additionalPrometheusRulesMap?: { readonly [name: string]: RuleFile };
  readonly kubeEtcd?: Switch;
  readonly kubeControllerManager?: Switch;
  readonly kubeScheduler?: Switch;
  readonly kubeProxy?: Switch;
};

type CrdUpgrades = {
  readonly upgradeJob: {
    readonly enabled: boolean;
    readonly image: { readonly busybox: { readonly tag: string } };
  };
};

/** What the pods need to reach the cloud. */
export interface PrometheusWiring {
  readonly serviceAccountAnnotations: Readonly<Record<string, string>>;
}

/** The chart says `latest`. Source: the Grafana chart of the same release, which pins this one. */
const BUSYBOX_TAG = "1.38.0";

/**
 * The values for a resolved configuration.
 *
 * @param wiring left out where Prometheus needs no permission in the cloud
 */
export function prometheusStackValues(
  config: ResolvedPrometheusStack,
  wiring?: PrometheusWiring,
): PrometheusStackValues {
  return {
    fullnameOverride: config.fullname,
    prometheus: prometheus(config, wiring),
    alertmanager: alertmanager(config),
    grafana: grafanaValues(config),
    ...(config.crdUpgrades && {
      crds: { upgradeJob: { enabled: true, image: { busybox: { tag: BUSYBOX_TAG } } } },
    }),
    // Unlike other values, the chart passes these on without reading `{{` as its own.
    ...(Object.keys(config.ruleFiles).length > 0 && { additionalPrometheusRulesMap: config.ruleFiles }),
    ...(config.managedControlPlane && {
      kubeEtcd: { enabled: false },
      kubeControllerManager: { enabled: false },
      kubeScheduler: { enabled: false },
      kubeProxy: { enabled: false },
    }),
  };
}

function prometheus(
  config: ResolvedPrometheusStack,
  wiring: PrometheusWiring | undefined,
): PrometheusStackValues["prometheus"] {
  const { remoteWrites } = config;
  return {
    ...budget(config.replicas),
    ...(wiring && {
      serviceAccount: { name: config.serviceAccount, annotations: wiring.serviceAccountAnnotations },
    }),
    prometheusSpec: {
      ...spreadValues(config.spread, config.replicas, {
        "app.kubernetes.io/name": "prometheus",
        prometheus: `${config.fullname}-prometheus`,
      }),
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
      ...(remoteWrites.length > 0 && { remoteWrite: remoteWrites.map(remoteWriteSpec) }),
      ...(toWorkspace(config) && { replicaExternalLabelName: REPLICA_LABEL }),
      ...(config.exemplars && { enableFeatures: ["exemplar-storage"] }),
      ...(config.podAnnotationScraping && { additionalScrapeConfigs: [podAnnotationScraping()] }),
    },
  };
}

/** Whether Amazon Managed Prometheus is written to, and can tell replicas apart by the cluster and their own label. */
function toWorkspace({ remoteWrites, externalLabels }: ResolvedPrometheusStack): boolean {
  return (
    "cluster" in externalLabels &&
    remoteWrites.some(({ target }) => target.type === "amazon-managed-prometheus")
  );
}

function alertmanager({
  alertmanager,
  fullname,
}: ResolvedPrometheusStack): PrometheusStackValues["alertmanager"] {
  if (alertmanager === "none") {
    return { enabled: false };
  }
  return {
    enabled: true,
    ...budget(alertmanager.replicas),
    ...(alertmanager.routing && {
      config: alertmanager.routing.config,
      templateFiles: alertmanager.routing.templateFiles,
    }),
    alertmanagerSpec: {
      ...spreadValues(alertmanager.spread, alertmanager.replicas, {
        "app.kubernetes.io/name": "alertmanager",
        alertmanager: `${fullname}-alertmanager`,
      }),
      ...((alertmanager.routing?.secrets.length ?? 0) > 0 && { secrets: alertmanager.routing?.secrets }),
      replicas: alertmanager.replicas,
      retention: `${alertmanager.retentionDays * 24}h`,
      resources: alertmanager.resources,
      ...(alertmanager.storage !== "none" && { storage: volumeClaim(alertmanager.storage) }),
    },
  };
}

function budget(replicas: number): { readonly podDisruptionBudget?: Budget } {
  return replicas > 1 ? { podDisruptionBudget: { enabled: true, minAvailable: replicas - 1 } } : {};
}
