import type { Problems } from "../../lib/core/errors";
import { checkWholeNumber } from "../../lib/core/quantities";
import type { JsonObject } from "../../lib/core/render";
import { ifKnown, isToken } from "../../lib/core/tokens";
import type { KubernetesManifest } from "../helm/manifests";
import { type ColdStart, checkTarget, coldStartSpec, type RouteTarget } from "./interceptor-cold-start";

/** Requests in one second. */
export interface RequestRate {
  /** Requests per second one replica answers. */
  readonly targetPerSecond: number;
  /** Time over which the rate is averaged. @default 60 */
  readonly windowSeconds?: number;
  /** Size of the buckets within the window; smaller ones follow bursts faster. @default 1 */
  readonly granularitySeconds?: number;
}

/** Which requests belong to a workload, where they go, and what it is scaled by. */
export interface InterceptorRouteProps {
  /** Service of the workload. */
  readonly target: RouteTarget;
  /**
   * Host names, `api.example.com` or `*.example.com`; `*` takes every host. Inside the cluster, the name callers use.
   * @default every host, so paths or headers must tell the requests apart
   */
  readonly hosts?: readonly string[];
  /** Beginnings of paths, `/api`; the longest that matches wins. @default every path */
  readonly pathPrefixes?: readonly string[];
  /** Headers a request must carry: name to exact value, or `true` for any value. @default none */
  readonly headers?: Readonly<Record<string, string | true>>;
  /** Requests one replica works on at a time. Of `concurrency` and `requestRate`, one or both. */
  readonly concurrency?: number;
  /** With `concurrency` beside it, whichever asks for more replicas wins. */
  readonly requestRate?: RequestRate;
  /** How long requests wait; 0 means without end. */
  readonly timeouts?: {
    /** For the workload to become ready. @default the add-on's, without end */
    readonly readinessSeconds?: number;
    /** For the whole request. @default the add-on's, without end */
    readonly requestSeconds?: number;
    /** For the headers of the answer, once the request is sent. @default the add-on's, 300 */
    readonly responseHeaderSeconds?: number;
  };
  /** What callers get while no replica is ready. @default they wait for one */
  readonly coldStart?: ColdStart;
}

/**
 * Renders the InterceptorRoute of a workload behind KEDA's HTTP add-on.
 *
 * Codes: `no-rule`, `invalid-host`, `duplicate-host`, `invalid-path`, `no-scaling-metric`, `port-or-port-name`,
 * `out-of-range`, `window-below-granularity`, `invalid-name`, and those of the cold start: `no-cold-start`,
 * `two-bodies`, `too-long`.
 *
 * @param object name and namespace of the route, which its caller has checked
 */
export function interceptorRoute(
  { name, namespace }: { readonly name: string; readonly namespace: string },
  props: InterceptorRouteProps,
  problems: Problems,
): KubernetesManifest {
  checkTarget(props.target, problems.at("target"));
  checkRule(props, problems);
  checkMetric(props, problems);
  const timeouts = problems.at("timeouts");
  const { readinessSeconds, requestSeconds, responseHeaderSeconds } = props.timeouts ?? {};
  const spec = {
    target: { ...props.target },
    rules: [ruleSpec(props)],
    scalingMetric: metricSpec(props),
    timeouts: given({
      readiness: seconds(timeouts, "readinessSeconds", readinessSeconds, 0),
      request: seconds(timeouts, "requestSeconds", requestSeconds, 0),
      responseHeader: seconds(timeouts, "responseHeaderSeconds", responseHeaderSeconds, 0),
    }),
    coldStart: props.coldStart && coldStartSpec(props.coldStart, problems.at("coldStart")),
  };
  return {
    apiVersion: "http.keda.sh/v1beta1",
    kind: "InterceptorRoute",
    metadata: { name, namespace },
    spec: given(spec) ?? {},
  };
}

/** What a route scales by, in words: `concurrency 100`. It changes when the metric does. */
export function scalingMetricText({ concurrency, requestRate }: InterceptorRouteProps): string {
  const rate = requestRate && [
    `requestRate ${requestRate.targetPerSecond}/s`,
    `over ${requestRate.windowSeconds ?? 60}s by ${requestRate.granularitySeconds ?? 1}s`,
  ];
  return [...(concurrency === undefined ? [] : [`concurrency ${concurrency}`]), ...(rate ?? [])].join(" ");
}

function ruleSpec({ hosts, pathPrefixes, headers }: InterceptorRouteProps): JsonObject {
  return {
    hosts,
    paths: pathPrefixes?.map((value) => ({ value })),
    headers:
      headers && Object.entries(headers).map(([name, value]) => ({ name, ...(value !== true && { value }) })),
  };
}

function metricSpec({ concurrency, requestRate }: InterceptorRouteProps): JsonObject {
  return {
    concurrency: concurrency === undefined ? undefined : { targetValue: concurrency },
    requestRate: requestRate && {
      targetValue: requestRate.targetPerSecond,
      // Written out although they are defaults: the definition's may change under a route.
      window: duration(requestRate.windowSeconds ?? 60),
      granularity: duration(requestRate.granularitySeconds ?? 1),
    },
  };
}

function checkRule(
  { hosts = [], pathPrefixes = [], headers = {} }: InterceptorRouteProps,
  problems: Problems,
) {
  problems.addIf(hosts.length + pathPrefixes.length + Object.keys(headers).length === 0, {
    prop: "hosts",
    code: "no-rule",
    rule: "a route says which requests are its own",
    fix: 'name hosts, pathPrefixes or headers; hosts: ["*"] takes every request no other route takes',
  });
  hosts.forEach((host, index) => {
    const at = problems.at("hosts").at(index);
    ifKnown(host, (known) => {
      at.addIf(!HOST.test(known), {
        prop: "",
        code: "invalid-host",
        rule: "a host is a name without scheme and path, with at most one * in front",
        value: known,
        fix: "write it like api.example.com, *.example.com or *",
      });
      at.addIf(hosts.indexOf(known) < index, {
        prop: "",
        code: "duplicate-host",
        rule: "a host stands once in a route",
        value: known,
        fix: "remove one of them",
      });
    });
  });
  pathPrefixes.forEach((path, index) => {
    problems
      .at("pathPrefixes")
      .at(index)
      .addIf(!isToken(path) && !path.startsWith("/"), {
        prop: "",
        code: "invalid-path",
        rule: "a path begins with a slash",
        value: path,
        fix: "write it like /api",
      });
  });
}

const HOST =
  /^(\*|(\*\.)?[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*)$/;

function checkMetric({ concurrency, requestRate }: InterceptorRouteProps, problems: Problems): void {
  problems.addIf(concurrency === undefined && requestRate === undefined, {
    prop: "concurrency",
    code: "no-scaling-metric",
    rule: "a route scales by concurrent requests, by their rate, or by both",
    fix: "set concurrency or requestRate",
  });
  checkWholeNumber(problems, "concurrency", concurrency, 1, MAX_INT32);
  if (requestRate !== undefined) {
    const at = problems.at("requestRate");
    const { targetPerSecond, windowSeconds = 60, granularitySeconds = 1 } = requestRate;
    checkWholeNumber(at, "targetPerSecond", targetPerSecond, 1, MAX_INT32);
    seconds(at, "windowSeconds", windowSeconds, 0.001);
    seconds(at, "granularitySeconds", granularitySeconds, 0.001);
    const known = !isToken(windowSeconds) && !isToken(granularitySeconds);
    at.addIf(known && windowSeconds < granularitySeconds, {
      prop: "windowSeconds",
      code: "window-below-granularity",
      rule: `a window holds at least one bucket, which has ${granularitySeconds} seconds`,
      value: windowSeconds,
      fix: "widen the window or lower granularitySeconds",
    });
  }
}

const MAX_INT32 = 2 ** 31 - 1;

/** Checks a time of at most a day and writes it as the definition wants it. */
function seconds(
  problems: Problems,
  prop: string,
  value: number | undefined,
  least: number,
): string | undefined {
  ifKnown(value, (known) => {
    problems.addIf(!(known >= least && known <= 86_400), {
      prop,
      code: "out-of-range",
      rule: `must be a number of seconds from ${least} to 86400`,
      value: known,
      fix: "choose a number in that range",
    });
  });
  return value === undefined ? undefined : duration(value);
}

/** A duration of Go, without a fraction or exponent. */
function duration(value: number): string {
  return isToken(value) || Number.isInteger(value) ? `${value}s` : `${Math.round(value * 1000)}ms`;
}

/** The members that are given; undefined where there is none. */
function given(members: JsonObject): JsonObject | undefined {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
