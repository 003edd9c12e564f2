import type { Problems } from "../../../lib/core/errors";
import { checkName, DNS_SUBDOMAIN, physicalName } from "../../../lib/core/names";
import type { JsonObject } from "../../../lib/core/render";
import { isToken } from "../../../lib/core/tokens";
import { checkHostname } from "./hostnames";

/** Hostnames a Gateway serves, and the certificate for them. */
export interface GatewayListener {
  /** `users.example.com`, or `*.example.com` for all below. @default every hostname */
  readonly hostname?: string;
  /**
   * Secret of type `kubernetes.io/tls` in the namespace of the Gateway.
   * @default `<gateway>-<listener>-tls`, which the issuer of the Gateway fills
   */
  readonly tlsSecret?: string;
}

/** What decides how a Gateway listens. */
export interface ListenersInput {
  readonly name: string;
  readonly listeners: Readonly<Record<string, GatewayListener>>;
  readonly tls: boolean;
  /** Whether an issuer fills the secrets that are not named. */
  readonly issued: boolean;
  /** Member `namespaces` of the routes that are let in. */
  readonly namespaces: JsonObject;
}

/** Most listeners of a Gateway, one of which may be that for plain HTTP. Source: GatewaySpec, Gateway API. */
const MOST = 63;

/** Name of the listener that sends callers on to HTTPS. */
export const PLAIN_HTTP = "http";

/**
 * Renders the listeners that routes attach to.
 *
 * Codes: `no-listener`, `too-many-listeners`, `invalid-name`, `reserved-listener`, `invalid-hostname`,
 * `duplicate-hostname`, `no-certificate`, `issuer-needs-hostname`, `tls-contradiction`.
 */
export function gatewayListeners(input: ListenersInput, problems: Problems): readonly JsonObject[] {
  const entries = Object.entries(input.listeners);
  problems.addIf(entries.length === 0 || entries.length > MOST, {
    prop: "",
    code: entries.length === 0 ? "no-listener" : "too-many-listeners",
    rule: `a Gateway has 1 to ${MOST} listeners`,
    value: entries.length,
    fix: 'name what it serves: { shop: { hostname: "*.example.com" } }',
  });
  const hostnames = entries.map(([, { hostname }]) => hostname);
  return entries.map(([name, listener], index) => {
    const at = problems.at(name);
    checkListener(name, listener, input, at);
    at.addIf(!isToken(listener.hostname) && hostnames.indexOf(listener.hostname) < index, {
      prop: "hostname",
      code: "duplicate-hostname",
      rule: "two listeners of one port differ in their hostname",
      value: listener.hostname,
      fix: "remove one of them",
    });
    return render(name, listener, input);
  });
}

/** The listener for plain HTTP, which only routes of the Gateway's own namespace attach to: the redirect. */
export function plainHttpListener(): JsonObject {
  return {
    name: PLAIN_HTTP,
    port: 80,
    protocol: "HTTP",
    allowedRoutes: { namespaces: { from: "Same" } },
  };
}

function render(
  name: string,
  { hostname, tlsSecret }: GatewayListener,
  { name: gateway, tls, namespaces }: ListenersInput,
): JsonObject {
  const secret = tlsSecret ?? physicalName([gateway, name, "tls"], DNS_SUBDOMAIN.maxLength);
  return {
    name,
    ...(hostname !== undefined && { hostname }),
    ...(tls
      ? {
          port: 443,
          protocol: "HTTPS",
          tls: { mode: "Terminate", certificateRefs: [{ group: "", kind: "Secret", name: secret }] },
        }
      : { port: 80, protocol: "HTTP" }),
    allowedRoutes: { namespaces },
  };
}

function checkListener(
  name: string,
  { hostname, tlsSecret }: GatewayListener,
  { tls, issued }: ListenersInput,
  problems: Problems,
): void {
  checkName(problems, "", name, DNS_SUBDOMAIN);
  checkName(problems, "tlsSecret", tlsSecret, DNS_SUBDOMAIN);
  checkHostname(problems, "hostname", hostname);
  problems.addIf(tls && name === PLAIN_HTTP, {
    prop: "",
    code: "reserved-listener",
    rule: "the listener of this name sends callers on to HTTPS",
    value: name,
    fix: "choose another name",
  });
  problems.addIf(tls && !issued && tlsSecret === undefined, {
    prop: "tlsSecret",
    code: "no-certificate",
    rule: "HTTPS needs a certificate",
    fix: "name the secret that holds it, or add certificates: { clusterIssuer } to the Gateway",
  });
  problems.addIf(tls && issued && tlsSecret === undefined && hostname === undefined, {
    prop: "hostname",
    code: "issuer-needs-hostname",
    rule: "a certificate is issued for a hostname",
    fix: "add the hostname, or name a secret",
  });
  problems.addIf(!tls && tlsSecret !== undefined, {
    prop: "tlsSecret",
    code: "tls-contradiction",
    rule: 'with tls "none" nothing is served by HTTPS',
    value: tlsSecret,
    fix: "leave tls or tlsSecret out",
  });
}
