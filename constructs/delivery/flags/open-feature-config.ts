import { CHARTS } from "../../../lib/core/charts";
import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, HELM_RELEASE_NAME, physicalName } from "../../../lib/core/names";
import { checkResources, checkWholeNumber } from "../../../lib/core/quantities";
import type { OpenFeatureProps } from "./open-feature";

/** Label of pods that flags are injected into, by which the webhook can be held to them. */
export const INJECTION_LABEL = { "slipway.dev/feature-flags": "true" } as const;

/** Labels of flagd's proxy, which the operator makes. Source: its internal/common/flagdproxy. */
export const FLAGD_PROXY_LABELS = { app: "flagd-proxy" } as const;

/** Ports, as the chart has them. */
export const PORTS = { webhook: 9443, proxy: 8015, proxyManagement: 8016 } as const;

/** OpenFeature's props once every default is filled in. */
export type ResolvedOpenFeature = ReturnType<typeof resolveOpenFeature>;

/** Fills defaults and reports every problem. */
export function resolveOpenFeature(props: OpenFeatureProps, problems: Problems) {
  const releaseName = props.releaseName ?? "open-feature-operator";
  const config = {
    releaseName,
    policiesReleaseName: physicalName([releaseName, "policies"], HELM_RELEASE_NAME.maxLength),
    namespace: props.namespace ?? CHARTS["open-feature-operator"].namespace,
    replicas: props.replicas ?? 2,
    proxyReplicas: props.proxyReplicas ?? 2,
    whenUnreachable: props.whenUnreachable ?? "start-without-flags",
    flagValidation: props.flagValidation ?? true,
    networkPolicy: props.networkPolicy ?? true,
    resources: props.resources,
  };
  checkName(problems, "releaseName", config.releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkWholeNumber(problems, "replicas", config.replicas, 1, 10);
  checkWholeNumber(problems, "proxyReplicas", config.proxyReplicas, 1, 10);
  checkKnown(problems, "whenUnreachable", "unknown-policy", "policy", config.whenUnreachable, [
    "start-without-flags",
    "refuse-pods",
  ]);
  checkResources(problems, "resources", config.resources);
  return config;
}
