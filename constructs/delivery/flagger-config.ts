import { CHARTS } from "../../lib/core/charts";
import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN, HELM_RELEASE_NAME } from "../../lib/core/names";
import { checkResources, checkWholeNumber } from "../../lib/core/quantities";
import { ifKnown } from "../../lib/core/tokens";
import { checkLabelKey } from "../eks/kubernetes-labels";
import { checkTolerations } from "../keda/tolerations";
import type { FlaggerProps } from "./flagger";
import type { FlaggerProvider } from "./flagger-values";

const LOG_LEVELS = ["debug", "info", "warning", "error"];
const PROVIDERS = ["gateway-api", "istio", "kubernetes"];

/**
 * Label by which Flagger tells old pods from new ones: it changes the value in the pods of the old version, so it must be
 * one that nobody else selects by.
 */
export const SELECTOR_LABEL = "slipway/release";

/** Fills defaults and reports every problem. */
export function resolveFlagger(props: FlaggerProps, problems: Problems) {
  const config = {
    clusterName: props.cluster.clusterName,
    releaseName: props.releaseName ?? "flagger",
    namespace: props.namespace ?? CHARTS.flagger.namespace,
    replicas: props.replicas ?? 2,
    provider: props.provider ?? "kubernetes",
    prometheusUrl: props.prometheusUrl,
    promotionGateUrl: props.promotionGateUrl,
    watchNamespace: props.watchNamespace,
    selectorLabel: SELECTOR_LABEL,
    crossNamespaceReferences: props.crossNamespaceReferences ?? false,
    serviceMonitors: props.serviceMonitors ?? false,
    logLevel: props.logLevel ?? "info",
    resources: props.resources,
    priorityClassName: props.priorityClassName,
    nodeSelector: props.nodeSelector,
    tolerations: props.tolerations,
  };
  checkName(problems, "releaseName", config.releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkName(problems, "watchNamespace", config.watchNamespace, DNS_LABEL);
  checkName(problems, "priorityClassName", config.priorityClassName, DNS_SUBDOMAIN);
  checkWholeNumber(problems, "replicas", config.replicas, 1, 10);
  checkProvider(problems, config.provider);
  checkUrl(problems, "prometheusUrl", config.prometheusUrl);
  checkUrl(problems, "promotionGateUrl", config.promotionGateUrl);
  checkKnown(problems, "logLevel", "unknown-log-level", "log level", config.logLevel, LOG_LEVELS);
  checkResources(problems, "resources", config.resources);
  checkTolerations(problems, "tolerations", config.tolerations);
  return config;
}

/** What must be known of a Flagger that was installed elsewhere. */
export interface FlaggerAttributes {
  /** Who splits requests. @default kubernetes: blue-green only */
  readonly provider?: FlaggerProvider;
  /**
   * The label in its `selectorLabels` that workloads are to have for it alone. Not `app.kubernetes.io/name`: Flagger gives
   * pods of the old version another value, and policies and budgets would lose them.
   */
  readonly selectorLabel: string;
  /** Where it asks whether a person let a release go on. @default none */
  readonly promotionGateUrl?: string;
}

/** Reports every problem of a Flagger that was installed elsewhere. */
export function checkFlaggerAttributes(attributes: FlaggerAttributes, problems: Problems): void {
  const { selectorLabel, promotionGateUrl, provider } = attributes;
  checkProvider(problems, provider);
  checkUrl(problems, "promotionGateUrl", promotionGateUrl);
  checkLabelKey(problems, "selectorLabel", selectorLabel);
  problems.addIf(selectorLabel === "app.kubernetes.io/name", {
    prop: "selectorLabel",
    code: "selector-label-taken",
    rule: "policies, budgets and Services find pods by this label, and Flagger changes it",
    value: selectorLabel,
    fix: `add a label such as ${SELECTOR_LABEL} to selectorLabels of Flagger and name it here`,
  });
}

function checkProvider(problems: Problems, provider: string | undefined): void {
  checkKnown(problems, "provider", "unknown-provider", "provider", provider, PROVIDERS);
}

function checkUrl(problems: Problems, prop: string, url: string | undefined): void {
  ifKnown(url, (known) => {
    problems.addIf(!/^https?:\/\/[^\s/]+\S*$/.test(known), {
      prop,
      code: "invalid-url",
      rule: "must be an address that starts with http:// or https://",
      value: known,
      fix: "write it like http://kube-prometheus-stack-prometheus.monitoring:9090",
    });
  });
}
