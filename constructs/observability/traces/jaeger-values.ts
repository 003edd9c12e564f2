import type { ResourceRequirements } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import { type SecretVariable, secretVariable } from "../secret-key";
import type { ResolvedJaeger } from "./jaeger";

/** Values of the Jaeger chart that Slipway sets. */
export type JaegerValues = {
  readonly fullnameOverride: string;
  readonly userconfig: JsonObject;
  readonly jaeger: {
    readonly replicas: number;
    readonly extraEnv?: readonly SecretVariable[];
    readonly serviceAccount: { readonly automountServiceAccountToken: boolean };
    readonly podSecurityContext: { readonly runAsNonRoot: boolean };
    readonly securityContext: {
      readonly allowPrivilegeEscalation: boolean;
      readonly capabilities: { readonly drop: readonly string[] };
      readonly readOnlyRootFilesystem: boolean;
      readonly seccompProfile: { readonly type: string };
    };
    readonly resources: ResourceRequirements;
  };
};

const USERNAME = "ELASTICSEARCH_USERNAME";
const PASSWORD = "ELASTICSEARCH_PASSWORD";

/** The values for a resolved configuration. */
export function jaegerValues(config: ResolvedJaeger): JaegerValues {
  const { storage } = config;
  const credentials = storage.type === "elasticsearch" ? storage.credentials : undefined;
  return {
    fullnameOverride: config.fullname,
    userconfig: jaegerConfig(storage),
    jaeger: {
      replicas: 1,
      ...(credentials !== undefined && {
        extraEnv: [
          secretVariable(USERNAME, credentials.username),
          secretVariable(PASSWORD, credentials.password),
        ],
      }),
      serviceAccount: { automountServiceAccountToken: false },
      podSecurityContext: { runAsNonRoot: true },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        readOnlyRootFilesystem: true,
        seccompProfile: { type: "RuntimeDefault" },
      },
      resources: config.resources,
    },
  };
}

/** The whole configuration of Jaeger 2, an OpenTelemetry collector with storage and query as extensions. */
function jaegerConfig(storage: ResolvedJaeger["storage"]): JsonObject {
  return {
    extensions: {
      healthcheckv2: { use_v2: true, http: { endpoint: "0.0.0.0:13133" } },
      jaeger_storage: { backends: { traces: backend(storage) } },
      jaeger_query: { storage: { traces: "traces" } },
    },
    receivers: {
      otlp: { protocols: { grpc: { endpoint: "0.0.0.0:4317" }, http: { endpoint: "0.0.0.0:4318" } } },
    },
    exporters: { jaeger_storage_exporter: { trace_storage: "traces" } },
    service: {
      extensions: ["jaeger_storage", "jaeger_query", "healthcheckv2"],
      pipelines: { traces: { receivers: ["otlp"], exporters: ["jaeger_storage_exporter"] } },
    },
  };
}

function backend(storage: ResolvedJaeger["storage"]): JsonObject {
  if (storage.type === "memory") {
    return { memory: { max_traces: storage.maxTraces } };
  }
  return {
    elasticsearch: {
      server_urls: storage.urls,
      ...(storage.credentials !== undefined && {
        auth: { basic: { username: `\${env:${USERNAME}}`, password: `\${env:${PASSWORD}}` } },
      }),
    },
  };
}
