import { Token } from "cdktf";
import * as fc from "fast-check";
import type { SecretKey } from "../../../../constructs/observability/secret-key";
import type { TraceCollectorProps } from "../../../../constructs/observability/traces";
import { checkPercentage } from "../../../../constructs/observability/traces/trace-collector-config";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";
import { FOREIGN_STORE, MAXIMAL_COLLECTOR, resolvedCollector } from "../../../support/trace-collectors";

function problems(options: Partial<TraceCollectorProps>): string[] {
  const found = new Problems();
  resolvedCollector(options, found);
  return codes(found.all);
}

describe("resolveTraceCollector", () => {
  it("fills every default", () => {
    expect(resolvedCollector()).toEqual({
      releaseName: "trace-collector",
      fullname: "trace-collector",
      samplingName: "trace-collector-sampling",
      samplingHost: "trace-collector-sampling.opentelemetry.svc.cluster.local",
      namespace: "opentelemetry",
      storeEndpoint: FOREIGN_STORE.otlpEndpoint,
      tenant: undefined,
      samplingPercentage: 10,
      slowThresholdMilliseconds: 500,
      keepErrors: true,
      decisionWaitSeconds: 30,
      maxTraces: 50_000,
      replicas: 1,
      spanMetrics: { dimensions: [], remoteWrite: undefined },
      exporters: [],
      serviceMonitors: false,
      resources: { requests: { cpu: "200m", memory: "512Mi" }, limits: { memory: "2Gi" } },
    });
  });

  it("accepts every prop together, and tokens where numbers go", () => {
    expect(problems(MAXIMAL_COLLECTOR)).toEqual([]);
    const later = Token.asNumber({ Ref: "later" });
    expect(problems({ samplingPercentage: later, decisionWaitSeconds: later, maxTraces: later })).toEqual([]);
  });

  it.each([-1, 100.1, Number.NaN])("fails for a sampling of %s percent", (samplingPercentage) => {
    expect(problems({ samplingPercentage })).toEqual(["samplingPercentage out-of-range"]);
  });

  it("fails for no replicas, no wait and no traces", () => {
    expect(
      problems({ replicas: 0, decisionWaitSeconds: 0, maxTraces: 0, slowThresholdMilliseconds: "none" }),
    ).toEqual(["decisionWaitSeconds out-of-range", "maxTraces out-of-range", "replicas out-of-range"]);
    expect(problems({ slowThresholdMilliseconds: 0 })).toEqual(["slowThresholdMilliseconds out-of-range"]);
  });

  it("fails for slow traces that are decided on before they are slow", () => {
    expect(problems({ slowThresholdMilliseconds: 5000, decisionWaitSeconds: 5 })).toEqual([
      "slowThresholdMilliseconds slow-beyond-wait",
    ]);
    expect(problems({ slowThresholdMilliseconds: 4999, decisionWaitSeconds: 5 })).toEqual([]);
  });

  it("fails without a tenant where the store has several, and with one that is none", () => {
    const store = { ...FOREIGN_STORE, multiTenant: true };
    expect(problems({ store })).toEqual(["tenant missing-tenant"]);
    expect(problems({ store, tenant: "a b" })).toEqual(["tenant invalid-tenant"]);
    expect(problems({ store, tenant: "team-a" })).toEqual([]);
  });

  it("fails for addresses without a scheme, wherever they stand", () => {
    expect(
      problems({
        store: { ...FOREIGN_STORE, otlpEndpoint: "tempo:4317" },
        spanMetrics: { remoteWrite: { endpoint: "prometheus:9090" } },
        exporters: { vendor: { endpoint: "otlp.example.com" } },
      }),
    ).toEqual([
      "spanMetrics.remoteWrite.endpoint endpoint-without-scheme",
      "exporters.vendor.endpoint endpoint-without-scheme",
      "store.otlpEndpoint endpoint-without-scheme",
    ]);
  });

  it("fails for secrets that are written out", () => {
    const headers = { authorization: "Bearer x" as unknown as SecretKey };
    expect(
      problems({
        spanMetrics: { remoteWrite: { endpoint: "https://a", headers } },
        exporters: { vendor: { endpoint: "https://b", headers } },
      }),
    ).toEqual([
      "spanMetrics.remoteWrite.headers.authorization literal-secret",
      "exporters.vendor.headers.authorization literal-secret",
    ]);
  });

  it("fails for exporters with a name that is taken or none", () => {
    const exporter = { endpoint: "https://a" };
    expect(problems({ exporters: { store: exporter, metrics: exporter, "a/b": exporter } })).toEqual([
      "exporters.store reserved-name",
      "exporters.metrics reserved-name",
      'exporters["a/b"] invalid-name',
    ]);
  });

  it("fails for dimensions that are no attribute, twice there, or there anyway", () => {
    expect(problems({ spanMetrics: { dimensions: ["{{x}}", "a", "a", "span.name"] } })).toEqual([
      "spanMetrics.dimensions[0] invalid-attribute",
      "spanMetrics.dimensions[2] duplicate-attribute",
      "spanMetrics.dimensions[3] duplicate-attribute",
    ]);
  });

  it("fails for values of a tier that is not there", () => {
    expect(problems({ samplingValues: {} })).toEqual(["samplingValues no-sampling-tier"]);
    expect(problems({ samplingValues: {}, replicas: 2 })).toEqual([]);
  });

  it("fails for names Helm or Kubernetes would refuse, with room for the second tier's", () => {
    const releaseName = "a".repeat(50);
    expect(problems({ releaseName })).toEqual([]);
    expect(problems({ releaseName, replicas: 2 })).toEqual(["releaseName invalid-name"]);
    expect(problems({ namespace: "No" })).toEqual(["namespace invalid-name"]);
  });

  it("fails for resources that are none", () => {
    expect(problems({ resources: { limits: { memory: "much" } } })).toEqual([
      "resources.limits.memory invalid-quantity",
    ]);
  });
});

describe("checkPercentage", () => {
  it("accepts all from 0 to 100, fractions too, and nothing else", () => {
    fc.assert(
      fc.property(fc.double(), (percentage) => {
        const found = new Problems();
        checkPercentage(found, "p", percentage);
        expect(found.all.length === 0).toBe(percentage >= 0 && percentage <= 100);
      }),
    );
  });
});
