import type { TerraformStack } from "cdktf";
import { parse } from "yaml";
import {
  ObservabilityStack,
  type ObservabilityStackProps,
  podAlerts,
} from "../../../constructs/observability";
import { tracesDashboard } from "../../../constructs/observability/dashboards";
import { GrantingCluster } from "../../support/granting-cluster";
import { codes, problemsOf, type Synthesized, synth } from "../../support/synth";

const DISK = { type: "filesystem", sizeGib: 5 } as const;
const TRACES = { store: { storage: DISK } };

function stackIn(stack: TerraformStack, props: Partial<ObservabilityStackProps> = {}): ObservabilityStack {
  const cluster = new GrantingCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  return new ObservabilityStack(stack, "Observability", { cluster, logs: { storage: DISK }, ...props });
}

function built(props: Partial<ObservabilityStackProps> = {}): Synthesized {
  return synth((stack) => stackIn(stack, props));
}

function names(synthesized: Synthesized): string[] {
  return Object.values(synthesized.all("helm_release"))
    .map(({ name }) => name)
    .sort();
}

function values(synthesized: Synthesized, release: string) {
  return parse(synthesized.one("helm_release", release).values[0]);
}

describe("ObservabilityStack", () => {
  it("installs metrics, logs, collector and dashboards with the least it is told", () => {
    expect(names(built())).toEqual(["alloy", "dashboards", "kube-prometheus-stack", "loki"]);
  });

  it("adds traces and probes where they are asked for, and leaves out dashboards where not", () => {
    const synthesized = built({
      traces: TRACES,
      probes: { shop: { targets: ["https://shop.example.com"] } },
      dashboards: "none",
    });
    expect(names(synthesized)).toEqual(expect.arrayContaining(["tempo", "trace-collector"]));
    expect(names(synthesized).filter((name) => name.includes("blackbox"))).not.toEqual([]);
    expect(names(synthesized)).not.toContain("dashboards");
  });

  it("connects Grafana with logs and traces", () => {
    const { grafana } = values(built({ traces: TRACES }), "Prometheus_Release");
    const sources = grafana.additionalDataSources.map(({ name }: { name: string }) => name);
    expect(sources.sort()).toEqual(["Loki", "Tempo"]);
  });

  it("watches everything it installs, once the operator brought the definitions of monitors", () => {
    const synthesized = built({ traces: TRACES });
    const [operator] = Object.keys(synthesized.all("helm_release")).filter((id) => id.includes("Prometheus"));
    for (const release of [
      "Loki_Release",
      "Tempo_Release",
      "LogCollector_Release",
      "TraceCollector_Release",
    ]) {
      const { depends_on: dependencies, values: texts } = synthesized.one("helm_release", release);
      expect(dependencies).toContain(`helm_release.${operator}`);
      expect(texts[0]).toMatch(/serviceMonitor:\n\s+enabled: true/);
    }
  });

  it("alerts on the platform, on objectives and by rules of one's own", () => {
    const { additionalPrometheusRulesMap: rules } = values(
      built({
        metrics: { retentionDays: 30 },
        slos: [{ name: "shop", objectivePercent: 99.9, indicator: { httpErrors: { service: "shop" } } }],
        rules: { own: podAlerts() },
        alerts: { pods: "none" },
      }),
      "Prometheus_Release",
    );
    expect(Object.keys(rules).sort()).toEqual(["own", "platform", "slos"]);
  });

  it("switches those alerts of the chart off that mean the same, and no other", () => {
    expect(values(built(), "Prometheus_Release").defaultRules.disabled).toMatchObject({
      KubePodCrashLooping: true,
    });
    const quiet = values(built({ alerts: "none" }), "Prometheus_Release");
    expect(quiet.defaultRules?.disabled ?? {}).toEqual({});
    expect(quiet.additionalPrometheusRulesMap ?? {}).toEqual({});
  });

  it("shows the dashboards it is given", () => {
    const { manifests } = values(built({ dashboards: [tracesDashboard()] }), "Dashboards_Manifests_Release");
    expect(Object.keys(manifests)).toHaveLength(1);
  });

  it("lets the values of the user win", () => {
    const metrics = { values: { defaultRules: { disabled: { KubePodCrashLooping: false } } } };
    expect(values(built({ metrics }), "Prometheus_Release").defaultRules.disabled.KubePodCrashLooping).toBe(
      false,
    );
  });

  it("fails with what all parts refuse at once, below their names", () => {
    const problems = problemsOf((stack) =>
      stackIn(stack, {
        logs: { storage: DISK, retentionDays: 0 },
        metrics: { replicas: 0, retentionDays: 14 },
        traces: { store: { storage: DISK, retentionDays: 0 }, collector: { samplingPercentage: 101 } },
        slos: [{ name: "shop", objectivePercent: 100, indicator: { httpErrors: { service: "shop" } } }],
      }),
    );
    expect(codes(problems)).toEqual([
      "logs.retentionDays out-of-range",
      "metrics.replicas out-of-range",
      "traces.store.retentionDays out-of-range",
      "traces.collector.samplingPercentage out-of-range",
      "slos[0].objectivePercent invalid-objective",
      "slos[0].windowDays slo-beyond-retention",
    ]);
  });

  it("fails on an objective that looks further back than metrics are kept, and takes a shorter one", () => {
    const slo = { name: "shop", objectivePercent: 99.9, indicator: { httpErrors: { service: "shop" } } };
    expect(codes(problemsOf((stack) => stackIn(stack, { slos: [slo] })))).toEqual([
      "slos[0].windowDays slo-beyond-retention",
    ]);
    expect(names(built({ slos: [{ ...slo, windowDays: 15 }] }))).toContain("kube-prometheus-stack");
  });
});
