import * as fc from "fast-check";
import {
  type AlloyConfig,
  type AlloyEventsConfig,
  alloyConfig,
  alloyEventsConfig,
} from "../../../constructs/observability/alloy-config";
import { alloyProblems } from "../../support/alloy";
import { type AlloyBlock, parseAlloy } from "../../support/alloy-parser";

const DESTINATION = { pushUrl: "http://loki:3100/loki/api/v1/push", tenant: undefined, labels: {} };

const MINIMAL: AlloyConfig = {
  ...DESTINATION,
  excludeNamespaces: [],
  json: undefined,
  drop: {},
  rateLimit: undefined,
  tenantLabel: undefined,
};

const MAXIMAL: AlloyConfig = {
  ...MINIMAL,
  tenant: "team-a",
  tenantLabel: "namespace",
  labels: { cluster: "staging", region: "eu" },
  excludeNamespaces: ["kube-system", "loki"],
  json: {
    level: "severity",
    traceId: "trace.id",
    message: "msg",
    timestamp: { field: "time", format: "RFC3339Nano" },
  },
  drop: {
    "health checks": { expression: "GET /health\\b" },
    late: { olderThanHours: 24, longerThanKb: 256 },
    chatter: { levels: ["debug"], namespaces: ["dev", "test"], apps: ["web"], expression: "x" },
  },
  rateLimit: { linesPerSecond: 100, burstLines: 200, label: "namespace", drop: true },
};

const EVENTS: AlloyEventsConfig = { ...DESTINATION, namespaces: [], tenantLabel: undefined };

const ALL_EVENTS: AlloyEventsConfig = {
  ...EVENTS,
  tenant: "platform",
  tenantLabel: "namespace",
  labels: { cluster: "staging" },
  namespaces: ["shop", "pay"],
};

function component(config: string, name: string): AlloyBlock | undefined {
  return parseAlloy(config).find((block) => block.name === name);
}

describe("alloyConfig", () => {
  it.each([
    ["minimal", MINIMAL],
    ["maximal", MAXIMAL],
  ])("is one Alloy takes, from %s props", (_, config) => {
    expect(alloyProblems(alloyConfig(config))).toEqual([]);
  });

  it("discovers the pods of its own node, labels them and sends them on", () => {
    const config = alloyConfig(MINIMAL);
    expect(config).toContain('field = "spec.nodeName=" + sys.env("HOSTNAME")');
    const rules = component(config, "discovery.relabel")?.blocks ?? [];
    expect(rules.map(({ attributes }) => attributes.target_label)).toEqual([
      "namespace",
      "pod",
      "container",
      "app",
      "job",
    ]);
    expect(parseAlloy(config).map(({ name }) => name)).toEqual([
      "discovery.kubernetes",
      "discovery.relabel",
      "loki.source.kubernetes",
      "loki.process",
      "loki.write",
    ]);
    expect(component(config, "loki.write")?.blocks[0]?.attributes).toEqual({ url: MINIMAL.pushUrl });
  });

  it("leaves out what is not asked for", () => {
    const config = alloyConfig(MINIMAL);
    for (const absent of ["stage.", "external_labels", "tenant_id", 'action = "drop"']) {
      expect(config).not.toContain(absent);
    }
  });

  it("leaves namespaces out, and adds tenant and labels", () => {
    const config = alloyConfig(MAXIMAL);
    expect(component(config, "discovery.relabel")?.blocks[0]?.attributes).toMatchObject({
      regex: "kube-system|loki",
      action: "drop",
    });
    expect(component(config, "loki.write")).toMatchObject({
      attributes: { external_labels: { members: { cluster: "staging", region: "eu" } } },
      blocks: [{ attributes: { tenant_id: "team-a" } }],
    });
  });

  it("stays as it is, whatever stands in a rule, a label or a field", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(text, text, text, text, (reason, expression, label, field) => {
        const config = alloyConfig({
          ...MAXIMAL,
          tenant: label,
          labels: { cluster: label },
          json: {
            level: label,
            traceId: field,
            message: field,
            timestamp: { field, format: expression },
          },
          drop: { [reason]: { expression, levels: [label], apps: [field, label] } },
        });
        expect(alloyProblems(config)).toEqual([]);
        const stages = component(config, "loki.process")?.blocks ?? [];
        expect(stages.map(({ name }) => name)).toEqual([
          "stage.json",
          "stage.labels",
          "stage.structured_metadata",
          "stage.timestamp",
          "stage.match",
          "stage.limit",
          "stage.output",
          "stage.tenant",
        ]);
        expect(stages[4]?.blocks[0]?.attributes).toEqual({ expression, drop_counter_reason: reason });
      }),
    );
  });
});

describe("alloyEventsConfig", () => {
  it.each([
    ["minimal", EVENTS],
    ["maximal", ALL_EVENTS],
  ])("is one Alloy takes, from %s props", (_, config) => {
    expect(alloyProblems(alloyEventsConfig(config))).toEqual([]);
  });

  it("reads the events of all namespaces as JSON, and straight on to Loki", () => {
    const config = alloyEventsConfig(EVENTS);
    expect(component(config, "loki.source.kubernetes_events")?.attributes).toEqual({
      job_name: "kubernetes-events",
      log_format: "json",
      forward_to: [{ reference: "loki.write.default.receiver", call: false }],
    });
  });

  it("reads some namespaces for the tenants called like them where told", () => {
    const config = alloyEventsConfig(ALL_EVENTS);
    expect(component(config, "loki.source.kubernetes_events")?.attributes.namespaces).toEqual([
      "shop",
      "pay",
    ]);
    expect(component(config, "loki.process")?.blocks).toMatchObject([
      { name: "stage.tenant", attributes: { label: "namespace" } },
    ]);
    expect(component(config, "loki.write")?.blocks[0]?.attributes.tenant_id).toBe("platform");
  });
});
