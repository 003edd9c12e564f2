import type { TerraformStack } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import type { SecretKey } from "../../../../constructs/observability/secret-key";
import { Jaeger, type JaegerProps } from "../../../../constructs/observability/traces";
import { codes, problemsOf, synth } from "../../../support/synth";

const MEMORY = { type: "memory", maxTraces: 1000 } as const;

function jaegerIn(stack: TerraformStack, options: Partial<JaegerProps> = {}): Jaeger {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  return new Jaeger(stack, "Jaeger", { cluster, storage: MEMORY, ...options });
}

function problems(storage: JaegerProps["storage"]): string[] {
  return codes(problemsOf((stack) => jaegerIn(stack, { storage })));
}

describe("Jaeger", () => {
  it("installs one release and knows where traces go and come from", () => {
    const result = synth((stack) => {
      const jaeger = jaegerIn(stack);
      expect(jaeger).toMatchObject({
        dataSourceType: "jaeger",
        dataSourceUid: "jaeger",
        otlpEndpoint: "http://jaeger.jaeger.svc.cluster.local:4317",
        queryUrl: "http://jaeger.jaeger.svc.cluster.local:16686",
        multiTenant: false,
      });
      expect(jaeger.dependencies).toEqual([jaeger.release]);
    });
    expect(result.one("helm_release")).toMatchObject({
      chart: "jaeger",
      repository: "https://jaegertracing.github.io/helm-charts",
    });
  });

  it("brings references to variables through Terraform unread", () => {
    const secret: SecretKey = { secretName: "elasticsearch", key: "a" };
    const result = synth((stack) => {
      jaegerIn(stack, {
        storage: {
          type: "elasticsearch",
          urls: ["https://es:9200"],
          credentials: { username: secret, password: secret },
        },
      });
    });
    expect(result.one("helm_release").values[0]).toContain('"$${env:ELASTICSEARCH_PASSWORD}"');
  });

  it("fails for no memory, no address, an address without a scheme and a written password", () => {
    expect(problems({ type: "memory", maxTraces: 0 })).toEqual(["storage.maxTraces out-of-range"]);
    expect(problems({ type: "elasticsearch", urls: [] })).toEqual(["storage.urls missing-urls"]);
    expect(
      problems({
        type: "elasticsearch",
        urls: ["es:9200"],
        credentials: {
          username: { secretName: "es", key: "user" },
          password: "hunter2" as unknown as SecretKey,
        },
      }),
    ).toEqual(["storage.urls[0] endpoint-without-scheme", "storage.credentials.password literal-secret"]);
  });

  it("fails for names and resources that are none", () => {
    const options = { releaseName: "No", namespace: "a_b", resources: { limits: { cpu: "x" } } };
    expect(codes(problemsOf((stack) => jaegerIn(stack, options)))).toEqual([
      "releaseName invalid-name",
      "namespace invalid-name",
      "resources.limits.cpu invalid-quantity",
    ]);
  });
});
