import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../constructs/cluster";
import type { PrometheusStackProps } from "../../../constructs/observability";
import { resolvePrometheusStack } from "../../../constructs/observability/prometheus-stack-config";
import { prometheusStackValues } from "../../../constructs/observability/prometheus-stack-values";
import { Problems } from "../../../lib/core/errors";
import { chartKeys, misfits, withSubchart } from "../../support/chart-keys";

type Options = Omit<PrometheusStackProps, "cluster">;

const KEYS = withSubchart(chartKeys("kube-prometheus-stack"), "grafana", chartKeys("grafana"));
const LOKI = {
  pushUrl: "http://loki:3100/loki/api/v1/push",
  queryUrl: "http://loki:3100",
  multiTenant: false,
};
const SOME = { requests: { cpu: "1", memory: "1Gi" }, limits: { memory: "1Gi" } };
const DISK = { sizeGib: 10, storageClass: "gp3" };

const MAXIMAL: Options = {
  replicas: 2,
  retentionSizeGib: 5,
  storage: DISK,
  externalLabels: { region: "eu" },
  resources: SOME,
  alertmanager: { replicas: 3, storage: DISK, resources: SOME },
  grafana: { adminSecret: { name: "grafana-admin" }, persistence: DISK, resources: SOME },
  loki: LOKI,
  lokiTenant: "team-a",
};

const OFF: Options = {
  storage: "none",
  externalLabels: {},
  podAnnotationScraping: false,
  managedControlPlane: false,
  alertmanager: "none",
  grafana: "none",
};

function valuesOf(options: Options) {
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  return prometheusStackValues(resolvePrometheusStack({ cluster, ...options }, new Problems()));
}

describe("prometheusStackValues", () => {
  it.each([
    ["no", {}],
    ["all", MAXIMAL],
    ["switched off", OFF],
  ])("sets only keys the pinned chart and its Grafana offer, from %s props", (_, options) => {
    expect(misfits(valuesOf(options), KEYS)).toEqual([]);
  });

  it("picks up monitors, rules and probes of every namespace", () => {
    expect(valuesOf({}).prometheus.prometheusSpec).toMatchObject({
      serviceMonitorSelectorNilUsesHelmValues: false,
      podMonitorSelectorNilUsesHelmValues: false,
      probeSelectorNilUsesHelmValues: false,
      ruleSelectorNilUsesHelmValues: false,
      scrapeConfigSelectorNilUsesHelmValues: false,
    });
  });

  it("leaves the definitions to the chart, which brings them by default", () => {
    expect(valuesOf(MAXIMAL)).not.toHaveProperty("crds");
    expect(KEYS["crds.enabled"]).toBe("boolean");
  });

  it("writes no password, and finds none in the chart", () => {
    expect(JSON.stringify(valuesOf(MAXIMAL))).not.toMatch(/adminPassword/);
    expect(KEYS["grafana.adminPassword"]).toBeUndefined();
    expect(valuesOf({}).grafana).not.toHaveProperty("admin");
  });

  it("takes the administrator from a secret", () => {
    expect(valuesOf({ grafana: { adminSecret: { name: "grafana-admin" } } }).grafana.admin).toEqual({
      existingSecret: "grafana-admin",
      userKey: "admin-user",
      passwordKey: "admin-password",
    });
    const keys = { name: "x", userKey: "user", passwordKey: "password" };
    expect(valuesOf({ grafana: { adminSecret: keys } }).grafana.admin).toMatchObject({
      userKey: "user",
      passwordKey: "password",
    });
  });

  it("gives Grafana the log store as a data source, with the tenant as a header", () => {
    expect(valuesOf({}).grafana).not.toHaveProperty("additionalDataSources");
    expect(valuesOf({ loki: LOKI }).grafana.additionalDataSources).toEqual([
      { name: "Loki", uid: "loki", type: "loki", access: "proxy", url: "http://loki:3100" },
    ]);
    expect(valuesOf(MAXIMAL).grafana.additionalDataSources).toMatchObject([
      {
        jsonData: { httpHeaderName1: "X-Scope-OrgID" },
        secureJsonData: { httpHeaderValue1: "team-a" },
      },
    ]);
  });

  it("replaces the one Grafana with a disk instead of rolling it", () => {
    expect(valuesOf({}).grafana).toMatchObject({ persistence: { enabled: false } });
    expect(valuesOf({}).grafana).not.toHaveProperty("deploymentStrategy");
    expect(valuesOf(MAXIMAL).grafana).toMatchObject({
      persistence: { enabled: true, size: "10Gi", storageClassName: "gp3" },
      deploymentStrategy: { type: "Recreate" },
    });
  });

  it("runs no container of Grafana as root", () => {
    expect(valuesOf({}).grafana.initChownData).toEqual({ enabled: false });
  });

  it("points Grafana at Alertmanager only where there is one", () => {
    expect(valuesOf({}).grafana.sidecar?.datasources.alertmanager).toEqual({ enabled: true });
    expect(valuesOf({ alertmanager: "none" }).grafana.sidecar?.datasources.alertmanager).toEqual({
      enabled: false,
    });
  });

  it("keeps double braces in external labels out of the chart's templates", () => {
    expect(valuesOf({ externalLabels: { a: "{{b}}" } }).prometheus.prometheusSpec.externalLabels).toEqual({
      a: '{{ "{{" }}b}}',
    });
  });

  it("allows one replica to go at a time once there is more than one", () => {
    expect(valuesOf({}).prometheus).not.toHaveProperty("podDisruptionBudget");
    expect(valuesOf(MAXIMAL).prometheus.podDisruptionBudget).toEqual({ enabled: true, minAvailable: 1 });
    expect(valuesOf(MAXIMAL).alertmanager.podDisruptionBudget).toEqual({ enabled: true, minAvailable: 2 });
  });
});
