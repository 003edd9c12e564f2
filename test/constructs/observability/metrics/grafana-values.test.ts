import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import type { PrometheusStackProps } from "../../../../constructs/observability";
import { grafanaValues } from "../../../../constructs/observability/metrics/grafana-values";
import { resolvePrometheusStack } from "../../../../constructs/observability/prometheus-stack-config";
import { Problems } from "../../../../lib/core/errors";
import { chartKeys, misfits, withSubchart } from "../../../support/chart-keys";

type Options = Omit<PrometheusStackProps, "cluster">;

const KEYS = withSubchart(chartKeys("kube-prometheus-stack"), "grafana", chartKeys("grafana"));
const LOKI = { pushUrl: "http://loki/push", queryUrl: "http://loki:3100", multiTenant: false };
const TEMPO = {
  dataSourceType: "tempo",
  dataSourceUid: "tempo",
  otlpEndpoint: "http://tempo:4317",
  queryUrl: "http://tempo:3200",
  multiTenant: false,
  dependencies: [],
} as const;
const WAREHOUSE = {
  name: "Warehouse",
  uid: "warehouse",
  type: "grafana-postgresql-datasource",
  secureJsonData: { password: { secretName: "warehouse", key: "password" } },
};

function valuesOf(options: Options) {
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  return grafanaValues(resolvePrometheusStack({ cluster, ...options }, new Problems()));
}

describe("grafanaValues", () => {
  it.each<[string, Options]>([
    ["no", {}],
    [
      "all",
      {
        loki: LOKI,
        lokiTenant: "a",
        traces: TEMPO,
        tracesTenant: "a",
        dataSources: [WAREHOUSE],
        grafana: { adminSecret: { name: "admin" }, persistence: { sizeGib: 1, storageClass: "gp3" } },
      },
    ],
    ["switched off", { grafana: "none" }],
  ])("sets only keys the chart offers, from %s props", (_, options) => {
    expect(misfits({ grafana: valuesOf(options) }, KEYS)).toEqual([]);
  });

  it("writes no password, and names the secret it comes from", () => {
    for (const options of [{}, { grafana: { adminSecret: { name: "admin" } } }]) {
      expect(JSON.stringify(valuesOf(options))).not.toMatch(/adminPassword|adminUser/);
    }
    expect(valuesOf({}).admin).toBeUndefined();
    expect(valuesOf({ grafana: { adminSecret: { name: "admin" } } }).admin?.existingSecret).toBe("admin");
  });

  it("leads from exemplars and logs to traces, and from traces to both", () => {
    const values = valuesOf({ loki: LOKI, traces: TEMPO });
    expect(values.sidecar?.datasources.exemplarTraceIdDestinations).toMatchObject({ datasourceUid: "tempo" });
    expect(values.additionalDataSources).toMatchObject([
      { uid: "loki", jsonData: { derivedFields: [{ datasourceUid: "tempo" }] } },
      {
        uid: "tempo",
        url: "http://tempo:3200",
        jsonData: {
          tracesToLogsV2: { datasourceUid: "loki" },
          tracesToMetrics: { datasourceUid: "prometheus" },
        },
      },
    ]);
  });

  it("links traces to no logs where there are none, and exemplars nowhere when they are off", () => {
    const values = valuesOf({ traces: TEMPO, exemplars: false });
    expect(values.sidecar?.datasources).toEqual({ alertmanager: { enabled: true } });
    expect(values.additionalDataSources?.[0]?.jsonData).not.toHaveProperty("tracesToLogsV2");
  });

  it("adds data sources, with their secrets in the environment", () => {
    expect(valuesOf({ dataSources: [WAREHOUSE] })).toMatchObject({
      additionalDataSources: [
        { name: "Warehouse", secureJsonData: { password: "$DATASOURCE__warehouse__password" } },
      ],
      envValueFrom: {
        DATASOURCE__warehouse__password: { secretKeyRef: { name: "warehouse", key: "password" } },
      },
    });
    expect(valuesOf({})).not.toHaveProperty("envValueFrom");
  });
});
