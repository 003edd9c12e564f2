import type { Problems } from "../../../lib/core/errors";
import { checkWholeNumber } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import { isToken } from "../../../lib/core/tokens";
import type { ContainerPort } from "./ports";

/** When a probe asks and how often it must be right or wrong. Defaults are those of Kubernetes. */
export type ProbeTiming = {
  /** Time after the start of the container before the first question. @default 0 */
  readonly initialDelaySeconds?: number;
  /** @default 10 */
  readonly periodSeconds?: number;
  /** Time for an answer. @default 1 */
  readonly timeoutSeconds?: number;
  /** Failures in a row until it counts as failed. @default 3 */
  readonly failureThreshold?: number;
  /** Successes in a row until it counts as well again; 1 for liveness and startup. @default 1 */
  readonly successThreshold?: number;
};

/** Port a probe asks at, by name or number. @default the container's first port */
type AtPort = { readonly port?: string | number };

/** A question to a container, made by `Probe`. */
export type ProbeValue =
  | (ProbeTiming & AtPort & { readonly by: "http" } & HttpQuestion)
  | (ProbeTiming & AtPort & { readonly by: "tcp" })
  | (ProbeTiming & AtPort & { readonly by: "grpc"; readonly service?: string })
  | (ProbeTiming & { readonly by: "exec"; readonly command: readonly string[] });

type HttpQuestion = {
  /** Path that answers with a status from 200 to 399: `/health`. */
  readonly path: string;
  /** HTTPS certificates are not verified. @default HTTP */
  readonly scheme?: "HTTP" | "HTTPS";
  /** Headers of the request. @default none */
  readonly headers?: Readonly<Record<string, string>>;
};

/** Ways to ask a container whether it is well. */
export const Probe = {
  /** A GET request. */
  http: (probe: HttpQuestion & AtPort & ProbeTiming): ProbeValue => ({ ...probe, by: "http" }),
  /** A connection that opens. */
  tcp: (probe: AtPort & ProbeTiming = {}): ProbeValue => ({ ...probe, by: "tcp" }),
  /** A command in the container that ends with 0. */
  exec: (probe: { readonly command: readonly string[] } & ProbeTiming): ProbeValue => ({
    ...probe,
    by: "exec",
  }),
  /** The gRPC health checking protocol; `service` is the name it is asked for. */
  grpc: (probe: AtPort & { readonly service?: string } & ProbeTiming = {}): ProbeValue => ({
    ...probe,
    by: "grpc",
  }),
} as const;

/** Which of a container's probes one is. */
export type ProbeKind = "liveness" | "readiness" | "startup";

/**
 * Renders a probe and reports every problem.
 *
 * Codes: `probe-port-not-exposed`, `probe-path`, `probe-command`, `success-threshold`, `out-of-range`.
 */
export function resolveProbe(
  kind: ProbeKind,
  probe: ProbeValue,
  ports: readonly ContainerPort[],
  problems: Problems,
): JsonObject {
  checkTiming(kind, probe, problems);
  return { ...actionOf(probe, ports, problems), ...timingOf(probe) };
}

function actionOf(probe: ProbeValue, ports: readonly ContainerPort[], problems: Problems): JsonObject {
  if (probe.by === "exec") {
    problems.addIf(probe.command.length === 0, {
      prop: "command",
      code: "probe-command",
      rule: "a command has at least the name of a program",
      value: [],
      fix: 'write it like ["redis-cli", "ping"]',
    });
    return { exec: { command: [...probe.command] } };
  }
  const port = portOf(probe.port, ports, problems);
  if (probe.by === "tcp") {
    return { tcpSocket: { port: port?.name ?? 0 } };
  }
  if (probe.by === "grpc") {
    // The API takes no name of a port here.
    return { grpc: { port: port?.number ?? 0, service: probe.service } };
  }
  problems.addIf(!isToken(probe.path) && !probe.path.startsWith("/"), {
    prop: "path",
    code: "probe-path",
    rule: "a path starts with a slash",
    value: probe.path,
    fix: "write it like /health",
  });
  const headers = Object.entries(probe.headers ?? {}).map(([name, value]) => ({ name, value }));
  return {
    httpGet: {
      path: probe.path,
      port: port?.name ?? 0,
      scheme: probe.scheme,
      httpHeaders: headers.length === 0 ? undefined : headers,
    },
  };
}

function portOf(
  asked: string | number | undefined,
  ports: readonly ContainerPort[],
  problems: Problems,
): ContainerPort | undefined {
  const tcp = ports.filter(({ protocol }) => protocol === "TCP");
  const found =
    asked === undefined ? tcp[0] : tcp.find(({ name, number }) => name === asked || number === asked);
  problems.addIf(found === undefined, {
    prop: "port",
    code: "probe-port-not-exposed",
    rule: "a probe asks at a TCP port the container listens on",
    value: asked,
    fix:
      tcp.length === 0
        ? "add the port to ports: { http: 3000 }"
        : `use one of ${tcp.map(({ name, number }) => `${name} (${number})`).join(", ")}, or add the port to ports`,
  });
  return found;
}

function timingOf(probe: ProbeTiming): JsonObject {
  const { initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold, successThreshold } = probe;
  return { initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold, successThreshold };
}

const ONE_DAY = 86_400;

function checkTiming(kind: ProbeKind, probe: ProbeTiming, problems: Problems): void {
  checkWholeNumber(problems, "initialDelaySeconds", probe.initialDelaySeconds, 0, ONE_DAY);
  checkWholeNumber(problems, "periodSeconds", probe.periodSeconds, 1, ONE_DAY);
  checkWholeNumber(problems, "timeoutSeconds", probe.timeoutSeconds, 1, ONE_DAY);
  checkWholeNumber(problems, "failureThreshold", probe.failureThreshold, 1, 10_000);
  checkWholeNumber(problems, "successThreshold", probe.successThreshold, 1, 10_000);
  const { successThreshold: threshold } = probe;
  problems.addIf(kind !== "readiness" && threshold !== undefined && !isToken(threshold) && threshold !== 1, {
    prop: "successThreshold",
    code: "success-threshold",
    rule: `a ${kind} probe counts as passed after one success`,
    value: threshold,
    fix: "leave it out",
  });
}
