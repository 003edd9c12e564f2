import type { ResourceRequirements } from "../../../lib/core/quantities";
import { LOKI_NAME, LOKI_UID, type ResolvedPrometheusStack } from "../prometheus-stack-config";
import { exemplarTraceIdDestinations, traceDerivedFields } from "../traces/trace-links";
import type { Volume } from "../volume";
import {
  type DataSourceValues,
  dataSourceValues,
  dataSourceVariables,
  withoutTemplates,
} from "./grafana-data-source";

type Switch = { readonly enabled: boolean };

/** Values of the Grafana chart that Slipway sets, below `grafana` of kube-prometheus-stack. */
export type GrafanaValues = {
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
  readonly sidecar?: {
    readonly datasources: {
      readonly alertmanager: Switch;
      readonly exemplarTraceIdDestinations?: ReturnType<typeof exemplarTraceIdDestinations>;
    };
  };
  readonly additionalDataSources?: readonly DataSourceValues[];
  readonly envValueFrom?: ReturnType<typeof dataSourceVariables>;
};

/** The values for a resolved configuration. */
export function grafanaValues(config: ResolvedPrometheusStack): GrafanaValues {
  const { grafana, traces, exemplars } = config;
  if (grafana === "none") {
    return { enabled: false };
  }
  const sources = allDataSources(config);
  const variables = dataSourceVariables(config.dataSources);
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
    sidecar: {
      datasources: {
        alertmanager: { enabled: config.alertmanager !== "none" },
        ...(traces !== undefined &&
          exemplars && { exemplarTraceIdDestinations: exemplarTraceIdDestinations(traces) }),
      },
    },
    ...(sources.length > 0 && { additionalDataSources: sources }),
    ...(Object.keys(variables).length > 0 && { envValueFrom: variables }),
  };
}

function allDataSources(config: ResolvedPrometheusStack): readonly DataSourceValues[] {
  const { loki, traces } = config;
  return [
    ...(loki ? [lokiDataSource(loki, traces)] : []),
    ...(traces ? [withoutTemplates(traces.dataSource) as DataSourceValues] : []),
    ...config.dataSources.map(dataSourceValues),
  ];
}

function lokiDataSource(
  loki: { readonly queryUrl: string; readonly tenant?: string },
  traces: ResolvedPrometheusStack["traces"],
): DataSourceValues {
  const settings = {
    ...(loki.tenant !== undefined && { httpHeaderName1: "X-Scope-OrgID" }),
    ...(traces !== undefined && { derivedFields: traceDerivedFields(traces) }),
  };
  const source: DataSourceValues = {
    name: LOKI_NAME,
    uid: LOKI_UID,
    type: "loki",
    access: "proxy",
    url: loki.queryUrl,
    ...(Object.keys(settings).length > 0 && { jsonData: settings }),
    ...(loki.tenant !== undefined && { secureJsonData: { httpHeaderValue1: loki.tenant } }),
  };
  return withoutTemplates(source) as DataSourceValues;
}

function persistence(volume: Volume | "none"): Pick<GrafanaValues, "persistence" | "deploymentStrategy"> {
  return volume === "none"
    ? { persistence: { enabled: false } }
    : {
        persistence: { enabled: true, size: `${volume.sizeGib}Gi`, storageClassName: volume.storageClass },
        // The new pod of a rolling update would wait for a disk the old one holds.
        deploymentStrategy: { type: "Recreate" },
      };
}
