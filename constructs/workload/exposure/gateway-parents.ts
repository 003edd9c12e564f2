import type { Problems } from "../../../lib/core/errors";
import type { JsonObject } from "../../../lib/core/render";
import { isToken } from "../../../lib/core/tokens";
import type { IGateway } from "../workload-platform";
import { servesHostname } from "./hostnames";

/**
 * What a route attaches to: the listener the Gateway names, those that serve a hostname of the route, or, where its
 * listeners are not known, the Gateway as a whole.
 */
export function parentRefs(gateway: IGateway, hostnames: readonly string[]): readonly JsonObject[] {
  const parent = {
    group: "gateway.networking.k8s.io",
    kind: "Gateway",
    name: gateway.name,
    namespace: gateway.namespace,
  };
  const sections = sectionsOf(gateway, hostnames);
  return sections === undefined ? [parent] : sections.map((sectionName) => ({ ...parent, sectionName }));
}

/** Names of the listeners a route with these hostnames attaches to; undefined where they are not known. */
export function sectionsOf(
  { sectionName, listeners }: IGateway,
  hostnames: readonly string[],
): readonly string[] | undefined {
  if (sectionName !== undefined) {
    return [sectionName];
  }
  return listeners
    ?.filter(({ hostname }) => hostnames.some((one) => servesHostname(hostname, one)))
    .map(({ name }) => name);
}

/** Reports hostnames no listener serves: the Gateway would leave their requests unanswered. Code: `hostname-not-served`. */
export function checkServed(
  problems: Problems,
  prop: string,
  { name, namespace, listeners }: IGateway,
  hostnames: readonly string[],
): void {
  const missing = hostnames.filter(
    (hostname) => listeners?.every((listener) => !servesHostname(listener.hostname, hostname)) ?? false,
  );
  problems.addIf(missing.length > 0, {
    prop,
    code: "hostname-not-served",
    rule: `Gateway ${namespace}/${name} serves ${listeners?.map(({ hostname }) => hostname).join(", ") || "nothing"}`,
    value: missing,
    fix: "add a listener to the Gateway, or correct the hostname",
  });
}

/** Reports a namespace whose routes the Gateway does not take. Code: `namespace-not-let-in`. Tokens pass. */
export function checkLetIn(
  problems: Problems,
  { name, namespace, routeNamespaces }: IGateway,
  workloadNamespace: string,
): void {
  const known = routeNamespaces !== undefined && ![workloadNamespace, ...routeNamespaces].some(isToken);
  problems.addIf(known && !routeNamespaces.includes(workloadNamespace), {
    prop: "gateway",
    code: "namespace-not-let-in",
    rule: `Gateway ${namespace}/${name} takes routes of ${routeNamespaces?.join(", ")} only`,
    value: workloadNamespace,
    fix: "add the namespace to routesFrom of the Gateway",
  });
}
