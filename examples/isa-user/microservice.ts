import { Analysis, Strategy, type StrategyValue } from "cdktf-slipway/delivery";
import type { ObservabilityStack } from "cdktf-slipway/observability";
import type { SecretValue } from "cdktf-slipway/secrets";
import {
  Egress,
  type EgressValue,
  type EnvValue,
  Exposure,
  type ExposureValue,
  Microservice,
  Probe,
  type WorkloadPlatform,
} from "cdktf-slipway/workload";
import type { Construct } from "constructs";
import { BACKENDS } from "./backends";
import type { IsaEnvironment } from "./environment";
import type { ImageSource } from "./images";
import type { LoadBalancers } from "./load-balancers";
import type { SecretSource } from "./secret-sources";
import { SERVICES, type ServiceName } from "./services";

/** What services take from their environment. */
export interface ServiceParts {
  readonly environment: IsaEnvironment;
  readonly platform: WorkloadPlatform;
  readonly observability: ObservabilityStack;
  readonly secretOf: SecretSource;
  readonly imageOf: ImageSource;
  readonly loadBalancers: LoadBalancers | undefined;
}

/** A service as the document wants each of them: the same in every environment. */
export function microservice(scope: Construct, name: ServiceName, parts: ServiceParts): Microservice {
  const { environment, platform, observability, secretOf, imageOf } = parts;
  const { port, calls } = SERVICES[name];
  const secret = secretOf(name);
  return new Microservice(scope, name, {
    platform,
    name,
    partOf: "isa-user",
    image: imageOf(name),
    ports: { http: port, metrics: 9090 },
    probes: {
      liveness: Probe.http({ path: "/health", initialDelaySeconds: 30, periodSeconds: 10 }),
      readiness: Probe.http({ path: "/ready", initialDelaySeconds: 5, periodSeconds: 5 }),
    },
    config: { env: { ...addresses(name, environment), ...tracing(name, environment, observability) } },
    env: passwords(name, secret),
    secrets: [secret],
    scaling: { cpuPercent: 70 },
    strategy: canary(environment),
    exposure: exposure(name, parts),
    calls,
    egress: egress(name, environment, observability),
  });
}

/** 10, 50, then 100 percent of the requests, and back to the old version where one of the tests fails. */
function canary({ alerts }: IsaEnvironment): StrategyValue {
  return Strategy.canary({
    steps: [10, 50, 100],
    pauseSeconds: 300,
    analysis: [
      Analysis.errorRate({ maxRatio: alerts.errorRatio }),
      Analysis.latencyP95({ maxMs: alerts.latencyP95Ms }),
    ],
  });
}

/** All services share one load balancer, each with paths of its own. */
function exposure(
  name: ServiceName,
  { environment: { cluster }, loadBalancers }: ServiceParts,
): ExposureValue | undefined {
  return cluster.type === "kind" || loadBalancers === undefined
    ? undefined
    : Exposure.alb({
        ...cluster.edge,
        scheme: "internet-facing",
        groupName: cluster.edge.hostname.replaceAll(".", "-"),
        paths: SERVICES[name].paths,
        healthCheckPath: "/ready",
        dependsOn: [loadBalancers],
      });
}

/** `POSTGRES_HOST`, `POSTGRES_PORT` and the like. */
function addresses(name: ServiceName, { backends }: IsaEnvironment): Record<string, string> {
  return Object.fromEntries(
    SERVICES[name].uses.flatMap((backend) => {
      const { host, port } = backends.addresses[backend];
      const prefix = backend.toUpperCase();
      return [
        [`${prefix}_HOST`, host],
        [`${prefix}_PORT`, String(port)],
      ];
    }),
  );
}

function passwords(name: ServiceName, secret: SecretValue): Record<string, EnvValue> {
  const keys = SERVICES[name].uses.map((backend) => BACKENDS[backend].secret);
  return Object.fromEntries(keys.map((key) => [key, secret.key(key)]));
}

/** Programs begin every trace; the collector, which knows errors and durations, decides what is kept. */
function tracing(
  name: ServiceName,
  { namespace }: IsaEnvironment,
  { traceCollector }: ObservabilityStack,
): Record<string, string> {
  return {
    OTEL_SERVICE_NAME: name,
    OTEL_RESOURCE_ATTRIBUTES: `service.namespace=${namespace}`,
    OTEL_TRACES_SAMPLER: "parentbased_always_on",
    ...(traceCollector && {
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
      OTEL_EXPORTER_OTLP_ENDPOINT: traceCollector.httpEndpoint,
    }),
  };
}

/** Port of OTLP over HTTP. */
const OTLP_HTTP = 4318;

function egress(
  name: ServiceName,
  { backends: { cidrs, addresses: places } }: IsaEnvironment,
  { traceCollector }: ObservabilityStack,
): readonly EgressValue[] {
  const ports = SERVICES[name].uses.map((backend) => places[backend].port);
  return [
    Egress.cidr({ cidrs, ports }),
    ...(traceCollector ? [Egress.namespace({ name: traceCollector.namespace, ports: [OTLP_HTTP] })] : []),
  ];
}
