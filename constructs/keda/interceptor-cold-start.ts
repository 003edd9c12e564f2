import type { Problems } from "../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN } from "../../lib/core/names";
import { checkWholeNumber } from "../../lib/core/quantities";
import type { JsonObject } from "../../lib/core/render";
import { ifKnown } from "../../lib/core/tokens";

/** A Service in the namespace of the route, and its port by number or by name. */
export interface RouteTarget {
  readonly service: string;
  /** One of `port` and `portName`. */
  readonly port?: number;
  /** One of `port` and `portName`. */
  readonly portName?: string;
}

/** What callers get while a workload has no ready replica: one of the two, or both. */
export interface ColdStart {
  /** Service that answers when the workload is not ready in time. @default none */
  readonly fallback?: RouteTarget;
  /** Answer that is given at once. @default callers wait */
  readonly placeholder?: Placeholder;
}

/** An answer the interceptor gives itself. */
export interface Placeholder {
  /** @default 503 */
  readonly statusCode?: number;
  /** Text of at most 32,768 characters. At most one of `body` and `bodyFromConfigMap`. @default empty */
  readonly body?: string;
  /**
   * ConfigMap of the same namespace with the label `http.keda.sh/response-body: "true"`. Without `key`, the path of
   * the request names it, `index.html` for `/`.
   */
  readonly bodyFromConfigMap?: { readonly name: string; readonly key?: string };
  /** Headers of the answer. @default none */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Checks a target. Codes: `invalid-name`, `out-of-range`, `port-or-port-name`. */
export function checkTarget({ service, port, portName }: RouteTarget, problems: Problems): void {
  checkName(problems, "service", service, DNS_LABEL);
  checkWholeNumber(problems, "port", port, 1, 65_535);
  problems.addIf((port === undefined) === (portName === undefined), {
    prop: "port",
    code: "port-or-port-name",
    rule: "a port is given either by number or by name",
    value: portName,
    fix: "set exactly one of port and portName",
  });
  problems.addIf(portName === "", {
    prop: "portName",
    code: "invalid-name",
    rule: "the name of a port is not empty",
    value: portName,
    fix: "name the port as the Service does",
  });
}

/** Renders a cold start. Codes: `no-cold-start`, `two-bodies`, `too-long`, and those of `checkTarget`. */
export function coldStartSpec({ fallback, placeholder }: ColdStart, problems: Problems): JsonObject {
  problems.addIf(fallback === undefined && placeholder === undefined, {
    prop: "",
    code: "no-cold-start",
    rule: "a cold start has a fallback or a placeholder",
    value: {},
    fix: "set one of them, or leave out coldStart and callers wait",
  });
  if (fallback !== undefined) {
    checkTarget(fallback, problems.at("fallback"));
  }
  if (placeholder !== undefined) {
    checkPlaceholder(placeholder, problems.at("placeholder"));
  }
  return {
    fallback: fallback && {
      service: { name: fallback.service, port: fallback.port, portName: fallback.portName },
    },
    placeholder: placeholder && { response: { ...placeholder } },
  };
}

function checkPlaceholder({ statusCode, body, bodyFromConfigMap }: Placeholder, problems: Problems): void {
  checkWholeNumber(problems, "statusCode", statusCode, 100, 599);
  problems.addIf(body !== undefined && bodyFromConfigMap !== undefined, {
    prop: "bodyFromConfigMap",
    code: "two-bodies",
    rule: "an answer has one body",
    value: bodyFromConfigMap,
    fix: "leave out body or bodyFromConfigMap",
  });
  checkName(problems.at("bodyFromConfigMap"), "name", bodyFromConfigMap?.name, DNS_SUBDOMAIN);
  ifKnown(body, (known) => {
    problems.addIf(known.length > MAX_BODY, {
      prop: "body",
      code: "too-long",
      rule: `an inline body has at most ${MAX_BODY} characters`,
      value: known.length,
      fix: "put it into a ConfigMap and use bodyFromConfigMap",
    });
  });
}

const MAX_BODY = 32_768;
