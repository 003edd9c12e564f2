import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../constructs/cluster";
import type { PrometheusStackProps } from "../../../constructs/observability";
import { resolvePrometheusStack } from "../../../constructs/observability/prometheus-stack-config";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

type Options = Omit<PrometheusStackProps, "cluster">;

const LOKI = { pushUrl: "http://loki/push", queryUrl: "http://loki", multiTenant: true };

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
      retentionDays: 15,
      storage: { sizeGib: 50 },
      retentionSize: "40960MiB",
      scrapeIntervalSeconds: 15,
      externalLabels: { cluster: "local" },
      podAnnotationScraping: true,
      managedControlPlane: true,
      alertmanager: { replicas: 1, retentionDays: 5, storage: { sizeGib: 1 } },
      grafana: { persistence: "none", adminSecret: undefined },
      loki: undefined,
    });
  });

  it("keeps metrics within the disk unless told otherwise", () => {
    expect(resolved({ storage: { sizeGib: 1 } }).config.retentionSize).toBe("819MiB");
    expect(resolved({ storage: { sizeGib: 10 }, retentionSizeGib: 6 }).config.retentionSize).toBe("6GiB");
    expect(resolved({ retentionSizeGib: "none" }).config.retentionSize).toBeUndefined();
    expect(resolved({ storage: "none" }).config.retentionSize).toBeUndefined();
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
    [{ loki: LOKI }, "lokiTenant missing-tenant"],
    [{ loki: LOKI, lokiTenant: "a b" }, "lokiTenant invalid-tenant"],
    [{ loki: LOKI, lokiTenant: "a", grafana: "none" }, "loki loki-needs-grafana"],
  ])("fails on %j", (options, problem) => {
    expect(resolved(options).problems).toEqual([problem]);
  });
});
