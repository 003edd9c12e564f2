import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../constructs/cluster";
import type { ILogStore, LogCollectorProps } from "../../../constructs/observability";
import { resolveLogCollector } from "../../../constructs/observability/log-collector-config";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

type Options = Partial<LogCollectorProps>;

const STORE: ILogStore = {
  pushUrl: "https://logs.example.com/loki/api/v1/push",
  queryUrl: "https://logs.example.com",
  multiTenant: false,
};

function resolved(options: Options) {
  const problems = new Problems();
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  const config = resolveLogCollector({ cluster, loki: STORE, ...options }, problems);
  return { config, problems: codes(problems.all) };
}

describe("resolveLogCollector", () => {
  it("fills every default", () => {
    expect(resolved({})).toEqual({
      config: {
        releaseName: "alloy",
        fullname: "alloy",
        namespace: "alloy",
        alloy: {
          pushUrl: STORE.pushUrl,
          tenant: undefined,
          tenantLabel: undefined,
          labels: { cluster: "local" },
          excludeNamespaces: [],
          json: { level: "level", traceId: "trace_id", message: undefined },
          drop: {},
          rateLimit: undefined,
        },
        everyNode: true,
        serviceMonitors: false,
        usageReporting: false,
        resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
        events: undefined,
      },
      problems: [],
    });
  });

  it("sends events where the logs go", () => {
    const { config, problems } = resolved({ events: {}, tenant: "team-a", labels: {}, releaseName: "logs" });
    expect(problems).toEqual([]);
    expect(config.events).toMatchObject({
      releaseName: "logs-events",
      pushUrl: STORE.pushUrl,
      tenant: "team-a",
      labels: {},
      namespaces: [],
      resources: { limits: { memory: "256Mi" } },
    });
  });

  it.each<[Options, string]>([
    [{ drop: { noise: {} } }, "drop.noise empty-drop-rule"],
    [{ drop: { " ": { expression: "x" } } }, 'drop[" "] missing-reason'],
    [{ drop: { chatter: { levels: ["debug"] } }, json: "none" }, "drop.chatter.levels unread-level"],
    [{ json: { traceId: "trace-id" } }, "json.traceId unquoted-hyphen"],
    [{ rateLimit: { linesPerSecond: 10, burstLines: 1 } }, "rateLimit.burstLines burst-below-rate"],
    [{ loki: { ...STORE, multiTenant: true } }, "tenant missing-tenant"],
    [{ tenant: { by: "namespace", otherwise: "a b" } }, "tenant.otherwise invalid-tenant"],
    [{ events: { namespaces: ["Shop"] } }, "events.namespaces[0] invalid-name"],
    [{ events: { releaseName: "" } }, "events.releaseName invalid-name"],
    [
      { events: { resources: { limits: { memory: "1x" } } } },
      "events.resources.limits.memory invalid-quantity",
    ],
    [{ events: { releaseName: "e" }, releaseName: "x".repeat(54) }, "releaseName invalid-name"],
    [{ resources: { limits: { memory: "1x" } } }, "resources.limits.memory invalid-quantity"],
  ])("fails on %j", (options, problem) => {
    expect(resolved(options).problems).toEqual([problem]);
  });

  it("fails on labels, namespaces, fields and names that are none, all at once", () => {
    expect(
      resolved({
        labels: { "a-b": "c" },
        excludeNamespaces: ["ok", "kube-.*"],
        json: { level: " " },
        namespace: "Logs",
        releaseName: "",
      }).problems,
    ).toEqual([
      "releaseName invalid-name",
      "namespace invalid-name",
      "labels.a-b invalid-label",
      "excludeNamespaces[1] invalid-name",
      "json.level empty-field",
    ]);
  });
});
