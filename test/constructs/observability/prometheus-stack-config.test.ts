import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../constructs/cluster";
import type { PrometheusStackProps } from "../../../constructs/observability";
import { resolvePrometheusStack } from "../../../constructs/observability/prometheus-stack-config";
import { Receiver } from "../../../constructs/observability/routing/receiver";
import type { AlertRule } from "../../../lib/core/alert-rules";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

type Options = Omit<PrometheusStackProps, "cluster">;

const ALERT: AlertRule = {
  alert: "QueueBacklog",
  expr: "queue_messages > 100",
  severity: "warning",
  summary: "{{ $labels.queue }} is long",
  description: "Messages wait.",
  runbook: "QueueBacklog",
};
const LOKI = { pushUrl: "http://loki/push", queryUrl: "http://loki", multiTenant: true };
const TEMPO = {
  dataSourceType: "tempo",
  dataSourceUid: "tempo",
  otlpEndpoint: "http://tempo:4317",
  queryUrl: "http://tempo:3200",
  multiTenant: true,
  dependencies: [],
} as const;
const AMAZON = {
  type: "amazon-managed-prometheus",
  name: "amazon",
  workspaceArn: "arn:aws:aps:eu-central-1:111122223333:workspace/ws-1",
} as const;
const BILLING = { name: "Billing", uid: "billing", type: "cloudwatch" };
const ROUTING = { receivers: { nobody: Receiver.none() }, route: { receiver: "nobody" } };

function resolved(options: Options) {
  const problems = new Problems();
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  const config = resolvePrometheusStack({ cluster, ...options }, problems);
  return { config, problems: codes(problems.all) };
}

describe("resolvePrometheusStack", () => {
  it("fills every default", () => {
    const { config, problems } = resolved({});
    expect(problems).toEqual([]);
    expect(config).toMatchObject({
      releaseName: "kube-prometheus-stack",
      namespace: "monitoring",
      replicas: 1,
      spread: "prefer",
      serviceAccount: "kube-prometheus-stack-prometheus",
      remoteWrites: [],
      exemplars: false,
      crdUpgrades: true,
      traces: undefined,
      dataSources: [],
      retentionDays: 15,
      storage: { sizeGib: 50 },
      retentionSize: "40960MiB",
      scrapeIntervalSeconds: 15,
      externalLabels: { cluster: "local" },
      podAnnotationScraping: true,
      managedControlPlane: true,
      alertmanager: {
        replicas: 1,
        spread: "prefer",
        routing: undefined,
        retentionDays: 5,
        storage: { sizeGib: 1 },
      },
      grafana: { persistence: "none", adminSecret: undefined },
      loki: undefined,
      ruleFiles: {},
    });
  });

  it("renders alerts, with the address of their runbooks where it is known", () => {
    const alerts = { queues: [{ name: "queues", rules: [ALERT] }] };
    const annotations = (options: Options) =>
      resolved({ alerts, ...options }).config.ruleFiles.queues?.groups[0]?.rules[0]?.annotations;
    expect(resolved({ alerts }).problems).toEqual([]);
    expect(annotations({})).toMatchObject({ runbook: "docs/runbooks/QueueBacklog.md" });
    expect(annotations({ runbookBaseUrl: "https://example.com/runbooks" })).toMatchObject({
      runbook_url: "https://example.com/runbooks/QueueBacklog.md",
    });
  });

  it("keeps metrics within the disk unless told otherwise", () => {
    expect(resolved({ storage: { sizeGib: 1 } }).config.retentionSize).toBe("819MiB");
    expect(resolved({ storage: { sizeGib: 10 }, retentionSizeGib: 6 }).config.retentionSize).toBe("6GiB");
    expect(resolved({ retentionSizeGib: "none" }).config.retentionSize).toBeUndefined();
    expect(resolved({ storage: "none" }).config.retentionSize).toBeUndefined();
  });

  it("keeps exemplars where traces can be shown, unless told otherwise", () => {
    const traces = { ...TEMPO, multiTenant: false };
    expect(resolved({ traces }).config.exemplars).toBe(true);
    expect(resolved({ traces, exemplars: false }).config.exemplars).toBe(false);
    expect(resolved({ exemplars: true }).config.exemplars).toBe(true);
  });

  it("spreads Alertmanager like Prometheus unless told otherwise", () => {
    const spreadOf = (options: Options) => resolved(options).config.alertmanager;
    expect(spreadOf({ spread: "require" })).toMatchObject({ spread: "require" });
    expect(spreadOf({ spread: "require", alertmanager: { spread: "none" } })).toMatchObject({
      spread: "none",
    });
  });

  it("accepts routing, remote write, traces and data sources", () => {
    const options: Options = {
      replicas: 2,
      remoteWrite: [AMAZON],
      alertmanager: { routing: ROUTING },
      traces: TEMPO,
      tracesTenant: "a",
      dataSources: [BILLING],
    };
    expect(resolved(options).problems).toEqual([]);
  });

  it("reports an unknown way to spread once", () => {
    const spread = "maybe" as "none";
    expect(resolved({ spread }).problems).toEqual(["spread unknown-spread"]);
    expect(resolved({ alertmanager: { spread } }).problems).toEqual(["alertmanager.spread unknown-spread"]);
  });

  it("cuts the full name where the chart would", () => {
    const fullname = resolved({ releaseName: "monitoring-of-the-whole-platform" }).config.fullname;
    expect(fullname).toMatch(/^monitoring-of-the-[0-9a-f]{8}$/);
    expect(fullname).toHaveLength(26);
  });

  it.each<[Options, string]>([
    [{ replicas: 0 }, "replicas out-of-range"],
    [{ retentionDays: 0 }, "retentionDays out-of-range"],
    [{ retentionDays: 0.5 }, "retentionDays out-of-range"],
    [{ scrapeIntervalSeconds: 0 }, "scrapeIntervalSeconds out-of-range"],
    [{ scrapeIntervalSeconds: 121 }, "scrapeIntervalSeconds out-of-range"],
    [{ storage: { sizeGib: 0 }, retentionSizeGib: "none" }, "storage.sizeGib out-of-range"],
    [{ retentionSizeGib: 0 }, "retentionSizeGib out-of-range"],
    [{ storage: { sizeGib: 10 }, retentionSizeGib: 10 }, "retentionSizeGib retention-size-above-storage"],
    [{ namespace: "Monitoring" }, "namespace invalid-name"],
    [{ releaseName: "" }, "releaseName invalid-name"],
    [{ externalLabels: { "a-b": "c" } }, "externalLabels.a-b invalid-label"],
    [{ resources: { requests: { memory: "128m" } } }, "resources.requests.memory invalid-quantity"],
    [{ alertmanager: { replicas: 0 } }, "alertmanager.replicas out-of-range"],
    [{ alertmanager: { retentionDays: 0 } }, "alertmanager.retentionDays out-of-range"],
    [{ alertmanager: { storage: { sizeGib: -1 } } }, "alertmanager.storage.sizeGib out-of-range"],
    [
      { alertmanager: { resources: { limits: { cpu: "x" } } } },
      "alertmanager.resources.limits.cpu invalid-quantity",
    ],
    [{ grafana: { persistence: { sizeGib: 0 } } }, "grafana.persistence.sizeGib out-of-range"],
    [{ grafana: { adminSecret: { name: "A B" } } }, "grafana.adminSecret.name invalid-name"],
    [
      { grafana: { resources: { requests: { cpu: "2" }, limits: { cpu: "1" } } } },
      "grafana.resources.requests.cpu request-above-limit",
    ],
    [{ runbookBaseUrl: "example.com" }, "runbookBaseUrl invalid-url"],
    [
      { alerts: { queues: [{ name: "queues", rules: [{ ...ALERT, summary: "" }] }] } },
      "alerts.queues[0].rules[0].summary missing-summary",
    ],
    [
      { alerts: { one: [{ name: "one", rules: [ALERT] }], two: [{ name: "two", rules: [ALERT] }] } },
      "alerts.two[0].rules[0].alert duplicate-alert",
    ],
    [{ loki: LOKI }, "lokiTenant missing-tenant"],
    [{ loki: LOKI, lokiTenant: "a b" }, "lokiTenant invalid-tenant"],
    [{ loki: LOKI, lokiTenant: "a", grafana: "none" }, "loki loki-needs-grafana"],
    [{ traces: TEMPO }, "tracesTenant missing-tenant"],
    [{ traces: TEMPO, tracesTenant: "a b" }, "tracesTenant invalid-tenant"],
    [{ traces: TEMPO, tracesTenant: "a", grafana: "none" }, "traces traces-need-grafana"],
    [{ dataSources: [BILLING], grafana: "none" }, "dataSources data-sources-need-grafana"],
    [
      { dataSources: [{ ...BILLING, uid: "tempo" }], traces: TEMPO, tracesTenant: "a" },
      "dataSources[0].uid duplicate-data-source",
    ],
    [
      { dataSources: [{ ...BILLING, name: "Loki" }], loki: LOKI, lokiTenant: "a" },
      "dataSources[0].name duplicate-data-source",
    ],
    [{ remoteWrite: [AMAZON, AMAZON] }, "remoteWrite[1].name duplicate-remote-write"],
    [{ remoteWrite: [AMAZON], replicas: 2, externalLabels: {} }, "remoteWrite[0] missing-cluster-label"],
    [
      { alertmanager: { routing: { ...ROUTING, grafanaUrl: "grafana" } } },
      "alertmanager.routing.grafanaUrl invalid-url",
    ],
  ])("fails on %j", (options, problem) => {
    expect(resolved(options).problems).toEqual([problem]);
  });
});
