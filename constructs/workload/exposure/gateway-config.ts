import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN, HELM_RELEASE_NAME } from "../../../lib/core/names";
import type { JsonObject } from "../../../lib/core/render";
import type { KubernetesManifest } from "../../helm/manifests";
import { checkSelector } from "../calls/callers";
import type { IGateway } from "../workload-platform";
import { gatewayListeners, PLAIN_HTTP, plainHttpListener } from "./gateway-listeners";
import type { CertificateIssuer, GatewayAttributes, GatewayProps, RouteNamespaces } from "./gateway-props";

/** Fills defaults, reports every problem and renders the objects of a Gateway. */
export function resolveGateway(props: GatewayProps, problems: Problems) {
  const { name, namespace, certificates, tls, routesFrom = "own" } = props;
  checkName(problems, "name", name, HELM_RELEASE_NAME);
  checkName(problems, "namespace", namespace, DNS_LABEL);
  checkName(problems, "proxyNamespace", props.proxyNamespace, DNS_LABEL);
  checkName(problems, "gatewayClassName", props.gatewayClassName, DNS_SUBDOMAIN);
  const redirects = tls !== "none" && resolvePlainHttp(props, problems) === "redirected";
  checkTls(props, problems);
  const listeners = gatewayListeners(
    {
      name,
      listeners: props.listeners,
      tls: tls !== "none",
      issued: certificates !== undefined,
      namespaces: namespaceSelector(routesFrom, problems.at("routesFrom")),
    },
    problems.at("listeners"),
  );
  const { infrastructureAnnotations } = props;
  const gateway: KubernetesManifest = {
    apiVersion: API_VERSION,
    kind: "Gateway",
    metadata: { ...metadataOf(name, props), ...issuerAnnotations(certificates, problems) },
    spec: {
      gatewayClassName: props.gatewayClassName,
      ...(infrastructureAnnotations && { infrastructure: { annotations: infrastructureAnnotations } }),
      listeners: [...(redirects ? [plainHttpListener()] : []), ...listeners],
    },
  };
  return {
    listeners: Object.entries(props.listeners).map(([listener, { hostname }]) => ({
      name: listener,
      ...(hostname !== undefined && { hostname }),
    })),
    routeNamespaces: routesFrom === "own" ? [namespace] : Array.isArray(routesFrom) ? routesFrom : undefined,
    manifests: [gateway, ...(redirects ? [redirectToHttps(props)] : [])],
  };
}

/** Checks what is said of a Gateway that exists. Codes: `invalid-name`. */
export function resolveGatewayAttributes(attributes: GatewayAttributes, problems: Problems): IGateway {
  checkName(problems, "name", attributes.name, DNS_SUBDOMAIN);
  checkName(problems, "namespace", attributes.namespace, DNS_LABEL);
  checkName(problems, "proxyNamespace", attributes.proxyNamespace, DNS_LABEL);
  checkName(problems, "sectionName", attributes.sectionName, DNS_SUBDOMAIN);
  return { ...attributes, dependencies: attributes.dependencies ?? [] };
}

const API_VERSION = "gateway.networking.k8s.io/v1";

function resolvePlainHttp({ plainHttp = "redirected" }: GatewayProps, problems: Problems) {
  checkKnown(problems, "plainHttp", "unknown-setting", "setting", plainHttp, ["redirected", "closed"]);
  return plainHttp;
}

function checkTls({ tls, certificates, plainHttp }: GatewayProps, problems: Problems): void {
  for (const [prop, value] of Object.entries({ certificates, plainHttp })) {
    problems.addIf(tls === "none" && value !== undefined, {
      prop,
      code: "tls-contradiction",
      rule: 'with tls "none" everything is served by plain HTTP',
      value,
      fix: `leave tls or ${prop} out`,
    });
  }
}

/** Source: "Annotated Gateway resource", cert-manager documentation. */
function issuerAnnotations(certificates: CertificateIssuer | undefined, problems: Problems) {
  if (certificates === undefined) {
    return {};
  }
  const [prop, issuer] =
    "clusterIssuer" in certificates
      ? ["clusterIssuer", certificates.clusterIssuer]
      : ["issuer", certificates.issuer];
  checkName(problems.at("certificates"), prop, issuer, DNS_SUBDOMAIN);
  const key = prop === "issuer" ? "cert-manager.io/issuer" : "cert-manager.io/cluster-issuer";
  return { annotations: { [key]: issuer } };
}

/** Codes: `unknown-setting`, `no-namespace`, `invalid-name`, `no-labels`, `invalid-label-key`, `invalid-label-value`. */
function namespaceSelector(from: RouteNamespaces, problems: Problems): JsonObject {
  if (typeof from === "string") {
    checkKnown(problems, "", "unknown-setting", "setting", from, ["own", "every"]);
    return { from: from === "every" ? "All" : "Same" };
  }
  if ("labels" in from) {
    checkSelector(problems, undefined, from.labels);
    return { from: "Selector", selector: { matchLabels: from.labels } };
  }
  problems.addIf(from.length === 0, {
    prop: "",
    code: "no-namespace",
    rule: "without a namespace no route could attach",
    value: [],
    fix: "name a namespace, or leave routesFrom out for the Gateway's own",
  });
  from.forEach((namespace, index) => {
    checkName(problems, `[${index}]`, namespace, DNS_LABEL);
  });
  const values = [...new Set(from)].sort();
  return {
    from: "Selector",
    selector: { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values }] },
  };
}

function metadataOf(name: string, { namespace, labels }: GatewayProps) {
  return { name, namespace, ...(labels !== undefined && { labels }) };
}

function redirectToHttps(props: GatewayProps): KubernetesManifest {
  const { name, namespace } = props;
  return {
    apiVersion: API_VERSION,
    kind: "HTTPRoute",
    metadata: metadataOf(`${name}-https-redirect`, props),
    spec: {
      parentRefs: [
        { group: "gateway.networking.k8s.io", kind: "Gateway", name, namespace, sectionName: PLAIN_HTTP },
      ],
      rules: [
        { filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } }] },
      ],
    },
  };
}
