import * as fc from "fast-check";
import { type AlloyConfig, alloyConfig, alloyString } from "../../../constructs/observability/alloy-config";

const MINIMAL: AlloyConfig = {
  pushUrl: "http://loki:3100/loki/api/v1/push",
  tenant: undefined,
  labels: {},
  excludeNamespaces: [],
  json: undefined,
  drop: {},
};

const MAXIMAL: AlloyConfig = {
  ...MINIMAL,
  tenant: "team-a",
  labels: { cluster: "staging", region: "eu" },
  excludeNamespaces: ["kube-system", "loki"],
  json: { level: "severity", traceId: "trace.id" },
  drop: {
    "health checks": { expression: "GET /health\\b" },
    late: { olderThanHours: 24, longerThanKb: 256 },
  },
};

/** Reads a string literal the way Go does, by its own table of escapes. */
function goString(literal: string): string {
  const simple: Record<string, string> = {
    n: "\n",
    r: "\r",
    t: "\t",
    b: "\b",
    f: "\f",
    '"': '"',
    "\\": "\\",
  };
  expect(literal).toMatch(/^"([^"\\\n]|\\["\\nrtbf]|\\u[0-9a-f]{4})*"$/);
  return literal.slice(1, -1).replace(/\\(u([0-9a-f]{4})|.)/g, (_, escaped: string, code?: string) => {
    return code === undefined ? (simple[escaped] ?? "?") : String.fromCharCode(Number.parseInt(code, 16));
  });
}

/** Blocks and attributes of a configuration, after checking that strings end and brackets match. */
function bracketsOf(config: string): string {
  return config.replace(/"(?:[^"\\\n]|\\.)*"/g, "").replace(/[^{}[\]()"]/g, "");
}

function isBalanced(brackets: string): boolean {
  const shorter = brackets.replace(/\{\}|\[\]|\(\)/g, "");
  return shorter === brackets ? brackets === "" : isBalanced(shorter);
}

describe("alloyString", () => {
  it("comes back from Go's own rules as it went in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(goString(alloyString(text))).toBe(text);
      }),
    );
  });

  it("replaces halves of surrogate pairs, which Go refuses", () => {
    expect(alloyString("a\ud800b")).toBe('"a\ufffdb"');
    expect(alloyString("\u{1F600}")).toBe('"\u{1F600}"');
  });

  it("leaves a value known after apply alone", () => {
    expect(alloyString("${TfToken[TOKEN.5]}")).toBe('"${TfToken[TOKEN.5]}"');
  });
});

describe("alloyConfig", () => {
  it("discovers the pods of its own node, labels them and sends them on", () => {
    const config = alloyConfig(MINIMAL);
    expect(config).toContain('field = "spec.nodeName=" + sys.env("HOSTNAME")');
    expect([...config.matchAll(/target_label = "(\w+)"/g)].map(([, label]) => label)).toEqual([
      "namespace",
      "pod",
      "container",
      "app",
      "job",
    ]);
    expect([...config.matchAll(/^(\S+) "\w+" \{$/gm)].map(([, component]) => component)).toEqual([
      "discovery.kubernetes",
      "discovery.relabel",
      "loki.source.kubernetes",
      "loki.process",
      "loki.write",
    ]);
    expect(config).toContain('url = "http://loki:3100/loki/api/v1/push"');
  });

  it("leaves out what is not asked for", () => {
    const config = alloyConfig(MINIMAL);
    for (const absent of ["stage.", "external_labels", "tenant_id", 'action = "drop"']) {
      expect(config).not.toContain(absent);
    }
  });

  it("makes the level a label and the trace id structured metadata", () => {
    const config = alloyConfig(MAXIMAL).replace(/\s+/g, " ");
    expect(config).toContain('stage.json { expressions = { level = "severity", trace_id = "trace.id", } }');
    expect(config).toContain('stage.labels { values = { level = "", } }');
    expect(config).toContain('stage.structured_metadata { values = { trace_id = "", } }');
  });

  it("drops lines by every condition of a rule, before it reads them", () => {
    const config = alloyConfig(MAXIMAL).replace(/\s+/g, " ");
    expect(config).toContain(
      'stage.drop { expression = "GET /health\\\\b" drop_counter_reason = "health checks" }',
    );
    expect(config).toContain(
      'stage.drop { older_than = "24h" longer_than = "256KB" drop_counter_reason = "late" }',
    );
    expect(config.lastIndexOf("stage.drop")).toBeLessThan(config.indexOf("stage.json"));
  });

  it("leaves namespaces out, and adds tenant and labels", () => {
    const config = alloyConfig(MAXIMAL).replace(/\s+/g, " ");
    expect(config).toContain('regex = "kube-system|loki" action = "drop"');
    expect(config).toContain('tenant_id = "team-a"');
    expect(config).toContain('external_labels = { cluster = "staging", region = "eu", }');
  });

  it("stays well-formed whatever stands in a rule, a label or a field", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(text, text, text, (reason, expression, label) => {
        const config = alloyConfig({
          ...MAXIMAL,
          labels: { cluster: label },
          json: { level: label, traceId: expression },
          drop: { [reason]: { expression } },
        });
        expect(isBalanced(bracketsOf(config))).toBe(true);
        expect(config).toContain(`expression = ${alloyString(expression)}\n`);
      }),
    );
  });
});
