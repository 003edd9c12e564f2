import { DataResource, type TerraformStack } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../constructs/cluster";
import { scalingAlerts } from "../../../constructs/keda/scaling-alerts";
import { PrometheusStack, type PrometheusStackProps } from "../../../constructs/observability";
import { Receiver } from "../../../constructs/observability/routing/receiver";
import type { IWorkloadMetrics } from "../../../constructs/workload/workload-platform";
import { renderRuleGroups } from "../../../lib/core/alert-rules";
import { Problems } from "../../../lib/core/errors";
import { GrantingCluster } from "../../support/granting-cluster";
import { codes, problemsOf, synth } from "../../support/synth";

type Options = Partial<PrometheusStackProps>;

function stackIn(stack: TerraformStack, options: Options = {}): PrometheusStack {
  const cluster =
    options.cluster ??
    new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  return new PrometheusStack(stack, "Prometheus", { ...options, cluster });
}

function valuesOf(options: Options = {}) {
  return parse(synth((stack) => stackIn(stack, options)).one("helm_release").values[0]);
}

describe("PrometheusStack", () => {
  it("installs the catalog's chart into the monitoring namespace", () => {
    expect(synth((stack) => stackIn(stack)).one("helm_release", "Prometheus_Release")).toMatchObject({
      chart: "kube-prometheus-stack",
      namespace: "monitoring",
    });
  });

  it("keeps fifteen days on a disk of 50 GiB and scrapes every fifteen seconds by default", () => {
    expect(valuesOf().prometheus.prometheusSpec).toMatchObject({
      replicas: 1,
      retention: "15d",
      retentionSize: "40960MiB",
      scrapeInterval: "15s",
      evaluationInterval: "15s",
      externalLabels: { cluster: "local" },
      storageSpec: { volumeClaimTemplate: { spec: { resources: { requests: { storage: "50Gi" } } } } },
    });
  });

  it("sends what it is told about sizes", () => {
    const resources = { requests: { cpu: "2", memory: "8Gi" }, limits: { memory: "16Gi" } };
    expect(
      valuesOf({
        replicas: 2,
        retentionDays: 30,
        retentionSizeGib: 80,
        storage: { sizeGib: 100, storageClass: "gp3" },
        scrapeIntervalSeconds: 30,
        resources,
        alertmanager: { replicas: 3, retentionDays: 10 },
      }),
    ).toMatchObject({
      prometheus: {
        prometheusSpec: {
          replicas: 2,
          retention: "30d",
          retentionSize: "80GiB",
          scrapeInterval: "30s",
          resources,
          storageSpec: { volumeClaimTemplate: { spec: { storageClassName: "gp3" } } },
        },
      },
      alertmanager: { alertmanagerSpec: { replicas: 3, retention: "240h" } },
    });
  });

  it("leaves the control plane alone by default, and watches it when told that it can be reached", () => {
    const off = { enabled: false };
    expect(valuesOf()).toMatchObject({
      kubeEtcd: off,
      kubeControllerManager: off,
      kubeScheduler: off,
      kubeProxy: off,
    });
    expect(valuesOf({ managedControlPlane: false })).not.toHaveProperty("kubeEtcd");
  });

  it("scrapes annotated pods by default, with the relabeling unharmed by rendering", () => {
    const [job] = valuesOf().prometheus.prometheusSpec.additionalScrapeConfigs;
    expect(job.job_name).toBe("kubernetes-pods");
    expect(job.relabel_configs[2]).toMatchObject({
      regex: "([^:]+)(?::\\d+)?;(\\d+)",
      replacement: "$1:$2",
    });
    expect(valuesOf({ podAnnotationScraping: false }).prometheus.prometheusSpec).not.toHaveProperty(
      "additionalScrapeConfigs",
    );
  });

  it("switches storage, Alertmanager and Grafana off when told to", () => {
    const values = valuesOf({ storage: "none", alertmanager: "none", grafana: "none" });
    expect(values.prometheus.prometheusSpec).not.toHaveProperty("storageSpec");
    expect(values.prometheus.prometheusSpec).not.toHaveProperty("retentionSize");
    expect(values.alertmanager).toEqual({ enabled: false });
    expect(values.grafana).toEqual({ enabled: false });
    expect(valuesOf({ alertmanager: { storage: "none" } }).alertmanager.alertmanagerSpec).not.toHaveProperty(
      "storage",
    );
  });

  it("brings alerts to the chart as they were written", () => {
    const values = valuesOf({ alerts: { keda: scalingAlerts() } });
    expect(values.additionalPrometheusRulesMap).toEqual({
      keda: renderRuleGroups(scalingAlerts(), new Problems()),
    });
  });

  it("may write to a workspace of Amazon, and to nothing else", () => {
    const workspaceArn = "arn:aws:aps:eu-central-1:111122223333:workspace/ws-1";
    const result = synth((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
      stackIn(stack, {
        cluster,
        releaseName: "metrics",
        namespace: "ops",
        remoteWrite: [{ type: "amazon-managed-prometheus", name: "amazon", workspaceArn }],
      });
      expect(cluster.grants).toEqual({
        "ops-metrics-prometheus": {
          namespace: "ops",
          serviceAccount: "metrics-prometheus",
          statements: [{ sid: "RemoteWrite", actions: ["aps:RemoteWrite"], resources: [workspaceArn] }],
        },
      });
    });
    const release = result.one("helm_release");
    expect(release.depends_on).toEqual([expect.stringMatching(/^terraform_data\.Cluster_Identity/)]);
    expect(parse(release.values[0]).prometheus.serviceAccount).toEqual({
      name: "metrics-prometheus",
      annotations: { "example.com/role": "role-of-metrics-prometheus" },
    });
  });

  it("writes to a workspace that is known only after apply", () => {
    const release = synth((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
      const workspaceArn = new DataResource(stack, "Workspace", {}).id;
      const remoteWrite = [{ type: "amazon-managed-prometheus", name: "amazon", workspaceArn }] as const;
      stackIn(stack, { cluster, remoteWrite });
    }).one("helm_release");
    expect(release.values[0]).toMatch(/url: .*aps-workspaces\..*terraform_data\.Workspace\.id.*remote_write/);
  });

  it("asks for no permission where nothing in the cloud is reached", () => {
    synth((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
      const remoteWrite = [{ type: "url", name: "a", url: "https://a.example.com/write" }] as const;
      stackIn(stack, { cluster, remoteWrite });
      expect(cluster.grants).toEqual({});
    });
  });

  it("fails to write to Amazon from a cluster that cannot grant permissions", () => {
    const workspaceArn = "arn:aws:aps:eu-central-1:111122223333:workspace/ws-1";
    const remoteWrite = [{ type: "amazon-managed-prometheus", name: "amazon", workspaceArn }] as const;
    expect(codes(problemsOf((stack) => stackIn(stack, { remoteWrite })))).toEqual([" no-workload-identity"]);
  });

  it("keeps a message of a routing from the chart's templates", () => {
    const routing = {
      receivers: {
        pager: Receiver.pagerDuty({ routingKey: { secretName: "pager", key: "routing-key" } }),
      },
      route: { receiver: "pager" },
    };
    const { alertmanager } = valuesOf({ alertmanager: { routing } });
    expect(alertmanager.alertmanagerSpec.secrets).toEqual(["pager"]);
    // The chart writes both as they are, since tplConfig is false.
    expect(alertmanager).not.toHaveProperty("tplConfig");
    expect(alertmanager.templateFiles["slipway.tmpl"]).toContain("{{");
  });

  it("knows where its services are", () => {
    synth((stack) => {
      expect(stackIn(stack)).toMatchObject({
        prometheusUrl: "http://kube-prometheus-stack-prometheus.monitoring.svc.cluster.local:9090",
        alertmanagerUrl: "http://kube-prometheus-stack-alertmanager.monitoring.svc.cluster.local:9093",
        grafanaUrl: "http://kube-prometheus-stack-grafana.monitoring.svc.cluster.local:80",
        grafanaAdminSecretName: "kube-prometheus-stack-grafana",
      });
    });
    synth((stack) => {
      const options: Options = {
        releaseName: "metrics",
        namespace: "ops",
        alertmanager: "none",
        grafana: { adminSecret: { name: "admin" } },
      };
      expect(stackIn(stack, options)).toMatchObject({
        prometheusUrl: "http://metrics-prometheus.ops.svc.cluster.local:9090",
        alertmanagerUrl: undefined,
        grafanaAdminSecretName: "admin",
      });
    });
    synth((stack) => {
      expect(stackIn(stack, { releaseName: "grafana-stack" }).grafanaUrl).toBe(
        "http://grafana-stack.monitoring.svc.cluster.local:80",
      );
    });
    synth((stack) => {
      expect(stackIn(stack, { grafana: "none" })).toMatchObject({
        grafanaUrl: undefined,
        grafanaAdminSecretName: undefined,
      });
    });
  });

  it("is what workloads need to know of Prometheus, which they wait for", () => {
    synth((stack) => {
      const prometheus = stackIn(stack, { namespace: "ops", retentionDays: 30 });
      const metrics: IWorkloadMetrics = prometheus;
      expect(metrics).toMatchObject({ namespace: "ops", retentionDays: 30 });
      expect(metrics.dependencies).toEqual([prometheus.release]);
    });
  });

  it("lets the user's values win, and warns where they take the wiring away", () => {
    const options: Options = {
      values: { fullnameOverride: "mine", prometheus: { prometheusSpec: { retention: "1d" } } },
    };
    expect(valuesOf(options)).toMatchObject({
      fullnameOverride: "mine",
      prometheus: { prometheusSpec: { retention: "1d", scrapeInterval: "15s" } },
    });
    synth((stack) => {
      expect(stackIn(stack, options).release.node.metadata.map(({ data }) => data)).toEqual([
        expect.stringContaining("[overridden-wiring] values override fullnameOverride,"),
      ]);
    });
  });

  it("fails with every problem at once", () => {
    expect(codes(problemsOf((stack) => stackIn(stack, { replicas: 0, retentionDays: 0 })))).toEqual([
      "replicas out-of-range",
      "retentionDays out-of-range",
    ]);
  });
});
