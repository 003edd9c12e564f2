import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../constructs/cluster";
import { scalingAlerts } from "../../../constructs/keda/scaling-alerts";
import type { PrometheusStackProps } from "../../../constructs/observability";
import { resolvePrometheusStack } from "../../../constructs/observability/prometheus-stack-config";
import { prometheusStackValues } from "../../../constructs/observability/prometheus-stack-values";
import { alertmanagerConfig } from "../../../constructs/observability/routing/alert-routing";
import { Receiver } from "../../../constructs/observability/routing/receiver";
import { Problems } from "../../../lib/core/errors";
import { type ChartKeys, chartKeys, misfits, withSubchart } from "../../support/chart-keys";
import { crdProblems } from "../../support/crds";

type Options = Omit<PrometheusStackProps, "cluster">;

/** The configuration of Alertmanager is its own: the tests of routing hold it against Alertmanager. */
const KEYS: ChartKeys = {
  ...withSubchart(chartKeys("kube-prometheus-stack"), "grafana", chartKeys("grafana")),
  "alertmanager.config": "open",
};
const LOKI = {
  pushUrl: "http://loki:3100/loki/api/v1/push",
  queryUrl: "http://loki:3100",
  multiTenant: false,
};
const SOME = { requests: { cpu: "1", memory: "1Gi" }, limits: { memory: "1Gi" } };
const DISK = { sizeGib: 10, storageClass: "gp3" };
const TEMPO = {
  dataSourceType: "tempo",
  dataSourceUid: "tempo",
  otlpEndpoint: "http://tempo:4317",
  queryUrl: "http://tempo:3200",
  multiTenant: false,
  dependencies: [],
} as const;
const AMAZON = {
  type: "amazon-managed-prometheus",
  name: "amazon",
  workspaceArn: "arn:aws:aps:eu-central-1:111122223333:workspace/ws-1",
} as const;
const PAGER = Receiver.pagerDuty({ routingKey: { secretName: "pager", key: "routing-key" } });
const ROUTING = { receivers: { pager: PAGER }, route: { receiver: "pager" } };

const MAXIMAL: Options = {
  replicas: 2,
  spread: "require",
  remoteWrite: [AMAZON],
  traces: TEMPO,
  dataSources: [
    {
      name: "Warehouse",
      uid: "warehouse",
      type: "grafana-postgresql-datasource",
      secureJsonData: { password: { secretName: "warehouse", key: "password" } },
    },
  ],
  retentionSizeGib: 5,
  storage: DISK,
  externalLabels: { cluster: "local", region: "eu" },
  resources: SOME,
  alertmanager: { replicas: 3, storage: DISK, resources: SOME, routing: ROUTING },
  grafana: { adminSecret: { name: "grafana-admin" }, persistence: DISK, resources: SOME },
  loki: LOKI,
  lokiTenant: "team-a",
  alerts: { keda: scalingAlerts() },
  runbookBaseUrl: "https://example.com/runbooks",
};

const OFF: Options = {
  storage: "none",
  externalLabels: {},
  podAnnotationScraping: false,
  managedControlPlane: false,
  crdUpgrades: false,
  spread: "none",
  replicas: 2,
  alertmanager: "none",
  grafana: "none",
};

function valuesOf(options: Options) {
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  const problems = new Problems();
  const config = resolvePrometheusStack({ cluster, ...options }, problems);
  expect(problems.all).toEqual([]);
  return prometheusStackValues(
    config,
    options === MAXIMAL ? { serviceAccountAnnotations: { a: "b" } } : undefined,
  );
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

  it("has the operator's definitions upgraded unless told otherwise, by an image of a known version", () => {
    expect(valuesOf({}).crds).toEqual({
      upgradeJob: { enabled: true, image: { busybox: { tag: "1.38.0" } } },
    });
    expect(valuesOf({ crdUpgrades: false })).not.toHaveProperty("crds");
  });

  it("keeps replicas apart by what the chart's own anti-affinity selects", () => {
    const constraints = (name: string, own: object) => [
      {
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: { "app.kubernetes.io/name": name, ...own } },
      },
    ];
    const values = valuesOf({ releaseName: "metrics", replicas: 2, alertmanager: { replicas: 3 } });
    expect(values.prometheus.prometheusSpec).toMatchObject({
      podAntiAffinity: "soft",
      topologySpreadConstraints: constraints("prometheus", { prometheus: "metrics-prometheus" }),
    });
    expect(values.alertmanager.alertmanagerSpec).toMatchObject({
      podAntiAffinity: "soft",
      topologySpreadConstraints: constraints("alertmanager", { alertmanager: "metrics-alertmanager" }),
    });
    expect(valuesOf({}).prometheus.prometheusSpec).not.toHaveProperty("podAntiAffinity");
  });

  it("writes specs the definitions of the operator take", () => {
    for (const options of [{}, MAXIMAL]) {
      const { prometheus, alertmanager } = valuesOf(options);
      const { podAntiAffinity: _one, storageSpec, ...server } = prometheus.prometheusSpec;
      const { podAntiAffinity: _other, ...manager } = alertmanager.alertmanagerSpec ?? {};
      const spec = Object.fromEntries(
        Object.entries(server).filter(([key]) => !/NilUsesHelmValues$|^additionalScrapeConfigs$/.test(key)),
      );
      const metadata = { name: "test" };
      const apiVersion = "monitoring.coreos.com/v1";
      expect(
        crdProblems({ apiVersion, kind: "Prometheus", metadata, spec: { ...spec, storage: storageSpec } }),
      ).toEqual([]);
      expect(crdProblems({ apiVersion, kind: "Alertmanager", metadata, spec: manager })).toEqual([]);
    }
  });

  it("sends samples on, with the label by which Amazon tells replicas apart", () => {
    expect(valuesOf(MAXIMAL).prometheus).toMatchObject({
      serviceAccount: { name: "kube-prometheus-stack-prometheus", annotations: { a: "b" } },
      prometheusSpec: {
        remoteWrite: [{ name: "amazon", sigv4: { region: "eu-central-1" } }],
        replicaExternalLabelName: "__replica__",
      },
    });
    const spec = valuesOf({ remoteWrite: [{ type: "url", name: "a", url: "https://a.example.com/write" }] })
      .prometheus.prometheusSpec;
    expect(spec.remoteWrite).toEqual([{ name: "a", url: "https://a.example.com/write" }]);
    expect(spec).not.toHaveProperty("replicaExternalLabelName");
    expect(
      valuesOf({ remoteWrite: [AMAZON], externalLabels: {} }).prometheus.prometheusSpec,
    ).not.toHaveProperty("replicaExternalLabelName");
    expect(valuesOf({}).prometheus).not.toHaveProperty("serviceAccount");
    expect(valuesOf({}).prometheus.prometheusSpec).not.toHaveProperty("remoteWrite");
  });

  it("keeps exemplars only where they lead somewhere", () => {
    expect(valuesOf({ traces: TEMPO }).prometheus.prometheusSpec.enableFeatures).toEqual([
      "exemplar-storage",
    ]);
    expect(valuesOf({ traces: TEMPO, exemplars: false }).prometheus.prometheusSpec).not.toHaveProperty(
      "enableFeatures",
    );
    expect(valuesOf({}).prometheus.prometheusSpec).not.toHaveProperty("enableFeatures");
  });

  it("tells people of alerts by the routing, with the secrets mounted that it reads", () => {
    const problems = new Problems();
    const rendered = alertmanagerConfig(ROUTING, problems);
    const { config, templateFiles, alertmanagerSpec } = valuesOf(MAXIMAL).alertmanager;
    expect(config).toEqual(rendered.config);
    expect(templateFiles).toEqual(rendered.templateFiles);
    expect(alertmanagerSpec?.secrets).toEqual(["pager"]);
    expect(JSON.stringify(config)).toContain("/etc/alertmanager/secrets/pager/routing-key");
    expect(valuesOf({}).alertmanager).not.toHaveProperty("config");
  });

  it("leaves nothing of the chart's own configuration of Alertmanager in the routing's", () => {
    const own = Object.keys(chartKeys("kube-prometheus-stack"))
      .filter((key) => /^alertmanager\.config\.[^.]+(\.[^.]+)?$/.test(key))
      .map((key) => key.replace("alertmanager.config.", "").split("."));
    expect(own.length).toBeGreaterThan(5);
    for (const keys of own) {
      expect(valuesOf(MAXIMAL).alertmanager.config).toHaveProperty(keys);
    }
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
    expect(valuesOf({ loki: LOKI, lokiTenant: "team-a" }).grafana.additionalDataSources).toMatchObject([
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

  it("hands rules to the chart, whose templates leave double braces in them alone", () => {
    expect(valuesOf({})).not.toHaveProperty("additionalPrometheusRulesMap");
    const rules = valuesOf(MAXIMAL).additionalPrometheusRulesMap;
    expect(Object.keys(rules ?? {})).toEqual(["keda"]);
    const paused = rules?.keda?.groups[0]?.rules.find(({ alert }) => alert === "KedaPaused");
    expect(paused?.annotations?.summary).toBe(
      "Scaling of {{ $labels.namespace }}/{{ $labels.scaledObject }} is paused",
    );
  });

  it("allows one replica to go at a time once there is more than one", () => {
    expect(valuesOf({}).prometheus).not.toHaveProperty("podDisruptionBudget");
    expect(valuesOf(MAXIMAL).prometheus.podDisruptionBudget).toEqual({ enabled: true, minAvailable: 1 });
    expect(valuesOf(MAXIMAL).alertmanager.podDisruptionBudget).toEqual({ enabled: true, minAvailable: 2 });
  });
});
