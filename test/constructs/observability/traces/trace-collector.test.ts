import type { TerraformStack } from "cdktf";
import { parse } from "yaml";
import { Tempo, TraceCollector, type TraceCollectorProps } from "../../../../constructs/observability/traces";
import { GrantingCluster } from "../../../support/granting-cluster";
import { type Attributes, codes, problemsOf, synth } from "../../../support/synth";

function collectorIn(stack: TerraformStack, options: Partial<TraceCollectorProps> = {}): TraceCollector {
  const cluster = new GrantingCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  const store = new Tempo(stack, "Tempo", { cluster, storage: { type: "filesystem", sizeGib: 10 } });
  return new TraceCollector(stack, "Traces", { cluster, store, ...options });
}

/** The values as Helm gets them. */
function valuesOf(release: Attributes) {
  return parse(release.values[0].replaceAll("$${", "${"));
}

describe("TraceCollector", () => {
  it("is one release that waits for the store, with one replica", () => {
    const result = synth((stack) => {
      expect(collectorIn(stack)).toMatchObject({
        namespace: "opentelemetry",
        samplingRelease: undefined,
        grpcEndpoint: "http://trace-collector.opentelemetry.svc.cluster.local:4317",
        httpEndpoint: "http://trace-collector.opentelemetry.svc.cluster.local:4318",
      });
    });
    const release = result.one("helm_release", "Traces_Release");
    expect(release).toMatchObject({
      name: "trace-collector",
      chart: "opentelemetry-collector",
      repository: "https://open-telemetry.github.io/opentelemetry-helm-charts",
    });
    expect(release.depends_on).toEqual([expect.stringMatching(/^helm_release\.Tempo_Release/)]);
    expect(Object.keys(result.all("helm_release"))).toHaveLength(2);
  });

  it("is two releases with several replicas: one receives, once the one that samples is there", () => {
    const result = synth((stack) => {
      collectorIn(stack, { replicas: 3 });
    });
    const gateway = result.one("helm_release", "Traces_Release");
    const sampling = result.one("helm_release", "Traces_SamplingRelease");
    expect(gateway.depends_on).toEqual([expect.stringMatching(/^helm_release\.Traces_SamplingRelease/)]);
    expect(sampling.depends_on).toEqual([expect.stringMatching(/^helm_release\.Tempo_Release/)]);
    const { hostname } = valuesOf(gateway).config.exporters.load_balancing.resolver.dns;
    expect(hostname).toBe(`${sampling.name}.${sampling.namespace}.svc.cluster.local`);
    expect(valuesOf(sampling).fullnameOverride).toBe(sampling.name);
    expect(valuesOf(sampling).config.exporters["otlp_grpc/store"].endpoint).toBe(
      "http://tempo.tempo.svc.cluster.local:4317",
    );
  });

  it("brings the collector's own variables through Terraform unread", () => {
    const result = synth((stack) => {
      collectorIn(stack);
    });
    const [text] = result.one("helm_release", "Traces_Release").values;
    expect(text).toContain('"$${env:MY_POD_IP}:4317"');
  });

  it("lets the user's values win in either tier, and warns where they take the wiring away", () => {
    synth((stack) => {
      const { release, samplingRelease } = collectorIn(stack, {
        replicas: 2,
        values: { mode: "daemonset" },
        samplingValues: { replicaCount: 5, service: { clusterIP: "" } },
      });
      expect(release.values).toMatchObject({ mode: "daemonset" });
      expect(samplingRelease?.values).toMatchObject({ replicaCount: 5, mode: "statefulset" });
      expect(release.node.metadata.map(({ data }) => data)).toEqual([
        expect.stringContaining("values override mode"),
      ]);
      expect(samplingRelease?.node.metadata.map(({ data }) => data)).toEqual([
        expect.stringContaining("values override service.clusterIP"),
      ]);
    });
  });

  it("fails with every problem at once", () => {
    const options = { replicas: 0, samplingPercentage: 101 };
    expect(codes(problemsOf((stack) => collectorIn(stack, options)))).toEqual([
      "samplingPercentage out-of-range",
      "replicas out-of-range",
    ]);
  });
});
