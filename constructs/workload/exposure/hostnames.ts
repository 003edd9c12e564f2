import { isIPv4 } from "node:net";
import type { Problems } from "../../../lib/core/errors";
import { ifKnown, isToken } from "../../../lib/core/tokens";

/** The names requests come in under: one, or several. */
export interface HostnamesProps {
  /** Name of the service outside: `users.example.com`, or `*.example.com` for every name one or more levels below. */
  readonly hostname?: string;
  /** Several names in place of one, at most 16. */
  readonly hostnames?: readonly string[];
}

/** Most hostnames of a route. Source: HTTPRoute, Gateway API. */
const MOST = 16;

/** Source: Hostname, Gateway API. */
const HOSTNAME = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * The hostnames in the order they are given. Codes: `no-hostname`, `ambiguous-hostname`, `too-many-hostnames`,
 * `invalid-hostname`, `duplicate-hostname`.
 */
export function resolveHostnames(
  { hostname, hostnames }: HostnamesProps,
  problems: Problems,
): readonly string[] {
  if (hostname !== undefined) {
    problems.addIf(hostnames !== undefined, {
      prop: "hostnames",
      code: "ambiguous-hostname",
      rule: "the names are given by hostname or by hostnames",
      value: hostnames,
      fix: "move all of them into hostnames",
    });
    checkHostname(problems, "hostname", hostname);
    return [hostname, ...(hostnames ?? [])];
  }
  problems.addIf(hostnames === undefined || hostnames.length === 0, {
    prop: "hostname",
    code: "no-hostname",
    rule: "a route without a hostname would take the requests of every other one",
    fix: 'name it: hostname: "users.example.com"',
  });
  checkHostnames(problems, "hostnames", hostnames ?? []);
  return hostnames ?? [];
}

/** Checks a list of hostnames. Codes: `too-many-hostnames`, `invalid-hostname`, `duplicate-hostname`. */
export function checkHostnames(problems: Problems, prop: string, hostnames: readonly string[]): void {
  const at = problems.at(prop);
  at.addIf(!isToken(hostnames) && hostnames.length > MOST, {
    prop: "",
    code: "too-many-hostnames",
    rule: `a route has at most ${MOST} hostnames`,
    value: hostnames.length,
    fix: "use a hostname with *, or split the workload",
  });
  hostnames.forEach((hostname, index) => {
    checkHostname(at.at(index), "", hostname);
    at.at(index).addIf(!isToken(hostname) && hostnames.indexOf(hostname) < index, {
      prop: "",
      code: "duplicate-hostname",
      rule: "a hostname stands once in a list",
      value: hostname,
      fix: "remove one of them",
    });
  });
}

/** Reports a hostname that DNS or the Gateway API would refuse: `invalid-hostname`. Tokens pass. */
export function checkHostname(problems: Problems, prop: string, hostname: string | undefined): void {
  ifKnown(hostname, (known) => {
    problems.addIf(!isHostname(known), {
      prop,
      code: "invalid-hostname",
      rule: "a hostname is lowercase labels of at most 63 letters, digits and dashes, without scheme, port and path, with at most one * as its first label",
      value: known,
      fix: "write it like users.example.com or *.example.com",
    });
  });
}

/** Whether text is a hostname a route may have: a DNS name of at most 253 characters, no address. */
export function isHostname(text: string): boolean {
  const labels = text.split(".");
  return (
    text.length <= 253 && HOSTNAME.test(text) && !isIPv4(text) && labels.every((label) => label.length <= 63)
  );
}

/** Whether requests for `hostname` may arrive at a listener, which may have none or one with a `*`. */
export function servesHostname(listener: string | undefined, hostname: string): boolean {
  if (listener === undefined || isToken(listener) || isToken(hostname) || listener === hostname) {
    return true;
  }
  return covers(listener, hostname) || covers(hostname, listener);
}

/** Whether a name with a `*`, which stands for one label or more, covers another name. */
function covers(wildcard: string, hostname: string): boolean {
  return wildcard.startsWith("*.") && hostname.replace(/^\*/, "").endsWith(wildcard.slice(1));
}
