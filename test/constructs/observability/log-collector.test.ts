import type { TerraformStack } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../constructs/cluster";
import { HelmRelease } from "../../../constructs/helm";
import {
  type ILogStore,
  LogCollector,
  type LogCollectorProps,
  Loki,
} from "../../../constructs/observability";
import type { ChartName } from "../../../lib/core/charts";
import { alloyProblems } from "../../support/alloy";
import { codes, problemsOf, synth } from "../../support/synth";

type Options = Partial<LogCollectorProps>;

const STORE: ILogStore = {
  pushUrl: "https://logs.example.com/loki/api/v1/push",
  queryUrl: "https://logs.example.com",
  multiTenant: false,
};

function clusterIn(stack: TerraformStack): KubeconfigCluster {
  return new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
}

function collectorIn(stack: TerraformStack, options: Options = {}): LogCollector {
  return new LogCollector(stack, "Logs", { cluster: clusterIn(stack), loki: STORE, ...options });
}

function valuesOf(options: Options = {}) {
  return parse(synth((stack) => collectorIn(stack, options)).one("helm_release").values[0]);
}

describe("LogCollector", () => {
  it("installs Alloy as a DaemonSet on every node", () => {
    const release = synth((stack) => collectorIn(stack)).one("helm_release", "Logs_Release");
    expect(release).toMatchObject({ chart: "alloy", namespace: "alloy" });
    expect(parse(release.values[0])).toMatchObject({
      controller: { type: "daemonset", tolerations: [{ operator: "Exists" }] },
      alloy: { enableReporting: false },
      crds: { create: false },
      serviceMonitor: { enabled: false },
    });
  });

  it("sends to the Loki it is given, labelled with the cluster", () => {
    const result = synth((stack) => {
      const cluster = clusterIn(stack);
      const loki = new Loki(stack, "Loki", { cluster, storage: { type: "filesystem", sizeGib: 1 } });
      new LogCollector(stack, "Logs", { cluster, loki });
    });
    const { content } = parse(result.one("helm_release", "Logs_Release").values[0]).alloy.configMap;
    expect(content).toContain('url = "http://loki.loki.svc.cluster.local:3100/loki/api/v1/push"');
    expect(content).toContain('cluster = "local",');
  });

  it("renders a configuration that reads line by line in a plan", () => {
    const [text] = synth((stack) => collectorIn(stack)).one("helm_release").values;
    expect(text).toContain("content: |-\n");
  });

  it("reads level and trace id of JSON lines by default, other fields or none when told", () => {
    const content = (options: Options) => valuesOf(options).alloy.configMap.content;
    expect(content({})).toContain('trace_id = "trace_id"');
    expect(content({ json: { traceId: "traceId" } })).toContain('trace_id = "traceId"');
    expect(content({ json: { traceId: "traceId" } })).toContain('level = "level"');
    expect(content({ json: "none" })).not.toContain("stage.json");
  });

  it("switches each default off when told to", () => {
    const values = valuesOf({
      everyNode: false,
      usageReporting: true,
      serviceMonitors: true,
      labels: {},
      resources: { requests: { cpu: "10m" } },
    });
    expect(values.controller).not.toHaveProperty("tolerations");
    expect(values).toMatchObject({
      alloy: { enableReporting: true, resources: { requests: { cpu: "10m" } } },
      serviceMonitor: { enabled: true },
    });
    expect(values.alloy.configMap.content).not.toContain("external_labels");
  });

  it("lets the user's values win, and warns where they take the wiring away", () => {
    synth((stack) => {
      const values = { alloy: { configMap: { content: "// mine" } } };
      const { release } = collectorIn(stack, { values });
      expect(release.values).toMatchObject(values);
      expect(release.node.metadata.map(({ data }) => data)).toEqual([
        expect.stringContaining("values override alloy.configMap.content"),
      ]);
    });
  });

  it("is named where somebody asks for Promtail, with the reason", () => {
    const problems = problemsOf((stack) => {
      new HelmRelease(stack, "Promtail", { cluster: clusterIn(stack), chart: "promtail" as ChartName });
    });
    expect(problems).toMatchObject([{ prop: "chart", code: "retired-chart" }]);
    expect(problems[0]?.fix).toBe("Promtail reached its end of life on 2026-03-02; collect logs with alloy");
  });

  it("reads events with one more Alloy, only when asked to", () => {
    expect(Object.keys(synth((stack) => collectorIn(stack)).all("helm_release"))).toHaveLength(1);
    expect(
      Object.keys(synth((stack) => collectorIn(stack, { events: "none" })).all("helm_release")),
    ).toHaveLength(1);
    const result = synth((stack) => {
      const { release, eventsRelease } = collectorIn(stack, { events: {} });
      expect([release.releaseName, eventsRelease?.releaseName]).toEqual(["alloy", "alloy-events"]);
    });
    const events = result.one("helm_release", "Logs_Events");
    expect(events).toMatchObject({ chart: "alloy", name: "alloy-events", namespace: "alloy" });
    const values = parse(events.values[0]);
    expect(values.controller).toMatchObject({ type: "deployment", replicas: 1 });
    expect(values.alloy.configMap.content).toContain('cluster = "local",');
    expect(parse(result.one("helm_release", "Logs_Release").values[0]).controller.type).toBe("daemonset");
  });

  it("keeps the values of both collectors apart", () => {
    const result = synth((stack) =>
      collectorIn(stack, {
        values: { controller: { priorityClassName: "nodes" } },
        events: {
          namespaces: ["shop"],
          releaseName: "happenings",
          values: { controller: { priorityClassName: "one" } },
          resources: { requests: { cpu: "5m" } },
        },
      }),
    );
    const classes = ["Logs_Release", "Logs_Events"].map(
      (name) => parse(result.one("helm_release", name).values[0]).controller.priorityClassName,
    );
    expect(classes).toEqual(["nodes", "one"]);
    const events = result.one("helm_release", "Logs_Events");
    expect(events.name).toBe("happenings");
    expect(parse(events.values[0]).alloy).toMatchObject({ resources: { requests: { cpu: "5m" } } });
    expect(parse(events.values[0]).alloy.configMap.content).toContain('namespaces = ["shop"]');
  });

  it("sends each namespace's logs to the tenant called like it", () => {
    const content = valuesOf({ tenant: { by: "namespace", otherwise: "platform" } }).alloy.configMap.content;
    expect(content).toContain('label = "namespace"');
    expect(content).toContain('tenant_id = "platform"');
    expect(valuesOf({ tenant: "team-a" }).alloy.configMap.content).not.toContain("stage.tenant");
  });

  it("limits lines only when told to", () => {
    expect(valuesOf({ rateLimit: "none" }).alloy.configMap.content).not.toContain("stage.limit");
    expect(valuesOf({ rateLimit: { linesPerSecond: 50 } }).alloy.configMap.content).toContain("rate = 50");
  });

  it("renders one Alloy takes once the chart's templates are through with it", () => {
    const drop = { templates: { expression: "{{.*}}", levels: ["debug"] } };
    const { content } = valuesOf({ drop, tenant: "team-a" }).alloy.configMap;
    expect(alloyProblems(content.replaceAll('{{ "{{" }}', "{{"))).toEqual([]);
  });

  it("fails with every problem at once", () => {
    const options: Options = { drop: { noise: {} }, rateLimit: { linesPerSecond: 0 } };
    expect(codes(problemsOf((stack) => collectorIn(stack, options)))).toEqual([
      "drop.noise empty-drop-rule",
      "rateLimit.linesPerSecond out-of-range",
    ]);
  });
});
