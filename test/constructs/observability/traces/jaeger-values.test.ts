import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import type { JaegerProps } from "../../../../constructs/observability/traces";
import { resolveJaeger } from "../../../../constructs/observability/traces/jaeger";
import { type JaegerValues, jaegerValues } from "../../../../constructs/observability/traces/jaeger-values";
import { Problems } from "../../../../lib/core/errors";
import { chartKeys, misfits } from "../../../support/chart-keys";

const MEMORY: JaegerProps["storage"] = { type: "memory", maxTraces: 1000 };
const ELASTICSEARCH: JaegerProps["storage"] = {
  type: "elasticsearch",
  urls: ["https://elasticsearch.example.com:9200"],
  credentials: {
    username: { secretName: "elasticsearch", key: "username" },
    password: { secretName: "elasticsearch", key: "password" },
  },
};

function valuesOf(storage: JaegerProps["storage"]): JaegerValues {
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  return jaegerValues(resolveJaeger({ cluster, storage }, new Problems()));
}

/** Open maps of the chart take any key; `resources` stands in comments of values.yaml of chart 4.11.1. */
const KEYS = {
  ...chartKeys("jaeger"),
  "jaeger.podSecurityContext.runAsNonRoot": "boolean",
  "jaeger.resources": "open",
};

describe("jaegerValues", () => {
  it.each([
    ["memory", MEMORY],
    ["Elasticsearch", ELASTICSEARCH],
  ] as [string, JaegerProps["storage"]][])(
    "sets only keys the pinned chart offers, with %s",
    (_, storage) => {
      expect(misfits(valuesOf(storage), KEYS)).toEqual([]);
    },
  );

  it("keeps so many traces in memory", () => {
    expect(valuesOf(MEMORY).userconfig.extensions).toMatchObject({
      jaeger_storage: { backends: { traces: { memory: { max_traces: 1000 } } } },
      jaeger_query: { storage: { traces: "traces" } },
    });
  });

  it("keeps traces in Elasticsearch, with credentials from Secrets", () => {
    const values = valuesOf(ELASTICSEARCH);
    expect(values.userconfig.extensions).toMatchObject({
      jaeger_storage: {
        backends: {
          traces: {
            elasticsearch: {
              server_urls: ["https://elasticsearch.example.com:9200"],
              auth: {
                basic: {
                  username: "${env:ELASTICSEARCH_USERNAME}",
                  password: "${env:ELASTICSEARCH_PASSWORD}",
                },
              },
            },
          },
        },
      },
    });
    expect(values.jaeger.extraEnv?.map(({ name, valueFrom }) => [name, valueFrom.secretKeyRef.key])).toEqual([
      ["ELASTICSEARCH_USERNAME", "username"],
      ["ELASTICSEARCH_PASSWORD", "password"],
    ]);
    expect(valuesOf({ type: "elasticsearch", urls: [] }).jaeger).not.toHaveProperty("extraEnv");
  });

  it("names no component that is not declared", () => {
    const { extensions, receivers, exporters, service } = valuesOf(MEMORY).userconfig as Record<
      string,
      object
    >;
    const { extensions: used, pipelines } = service as Record<string, Record<string, unknown>>;
    expect(new Set(used as unknown as string[])).toEqual(new Set(Object.keys(extensions ?? {})));
    expect(pipelines?.traces).toEqual({
      receivers: Object.keys(receivers ?? {}),
      exporters: Object.keys(exporters ?? {}),
    });
  });

  it("has no privileges, no writable root and no token of the API server", () => {
    expect(valuesOf(MEMORY).jaeger).toMatchObject({
      podSecurityContext: { runAsNonRoot: true },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
      },
      serviceAccount: { automountServiceAccountToken: false },
    });
  });
});
