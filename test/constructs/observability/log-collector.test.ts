import type { TerraformStack } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../constructs/cluster";
import {
  type ILogStore,
  LogCollector,
  type LogCollectorProps,
  Loki,
} from "../../../constructs/observability";
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

function problemsIn(options: Options): string[] {
  return codes(problemsOf((stack) => collectorIn(stack, options)));
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
});

describe("LogCollector props", () => {
  it.each([{}, { expression: "" }, { expression: "", longerThanKb: 1 }])("fails on drop rule %j", (rule) => {
    expect(problemsIn({ drop: { noise: rule } })).toEqual(["drop.noise empty-drop-rule"]);
  });

  it("fails on a rule without a reason", () => {
    expect(problemsIn({ drop: { " ": { expression: "x" } } })).toEqual(['drop[" "] missing-reason']);
  });

  it.each([0, 1.5])("fails on a rule about %p hours or kilobytes", (number) => {
    expect(problemsIn({ drop: { old: { olderThanHours: number, longerThanKb: number } } })).toEqual([
      "drop.old.olderThanHours out-of-range",
      "drop.old.longerThanKb out-of-range",
    ]);
  });

  it("fails on labels, namespaces, fields and names that are none", () => {
    expect(
      problemsIn({
        labels: { "a-b": "c" },
        excludeNamespaces: ["ok", "kube-.*"],
        json: { level: " " },
        namespace: "Logs",
        releaseName: "",
      }),
    ).toEqual([
      "releaseName invalid-name",
      "namespace invalid-name",
      "labels.a-b invalid-label",
      "excludeNamespaces[1] invalid-name",
      "json.level empty-field",
    ]);
  });

  it("fails without a tenant where the store has several", () => {
    expect(problemsIn({ loki: { ...STORE, multiTenant: true } })).toEqual(["tenant missing-tenant"]);
  });

  it("fails on bad amounts", () => {
    expect(problemsIn({ resources: { requests: { memory: "128" }, limits: { memory: "1x" } } })).toEqual([
      "resources.limits.memory invalid-quantity",
    ]);
  });
});
