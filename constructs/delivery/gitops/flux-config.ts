import { CHARTS } from "../../../lib/core/charts";
import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN, HELM_RELEASE_NAME } from "../../../lib/core/names";
import { checkResources } from "../../../lib/core/quantities";
import { checkTolerations } from "../../keda/tolerations";
import type { FluxProps } from "./flux";

/** Components that applications need: sources, and what renders them. */
const DEFAULT_COMPONENTS: readonly FluxComponent[] = ["kustomize", "helm", "notification"];

/** A controller of Flux beside the source controller, which always runs. */
export type FluxComponent = "kustomize" | "helm" | "notification" | "image-automation" | "image-reflection";

const COMPONENTS: readonly FluxComponent[] = [...DEFAULT_COMPONENTS, "image-automation", "image-reflection"];
const LOG_LEVELS = ["debug", "info", "error"];

/** Flux' props once every default is filled in. */
export type ResolvedFlux = ReturnType<typeof resolveFlux>;

/** Fills defaults and reports every problem. */
export function resolveFlux(props: FluxProps, problems: Problems) {
  const config = {
    releaseName: props.releaseName ?? "flux2",
    namespace: props.namespace ?? CHARTS.flux2.namespace,
    components: props.components ?? DEFAULT_COMPONENTS,
    multiTenant: props.multiTenant ?? true,
    networkPolicy: props.networkPolicy ?? true,
    podMonitors: props.podMonitors ?? false,
    logLevel: props.logLevel ?? "info",
    resources: props.resources,
    priorityClassName: props.priorityClassName,
    nodeSelector: props.nodeSelector,
    tolerations: props.tolerations,
  };
  checkName(problems, "releaseName", config.releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkName(problems, "priorityClassName", config.priorityClassName, DNS_SUBDOMAIN);
  checkKnown(problems, "logLevel", "unknown-log-level", "log level", config.logLevel, LOG_LEVELS);
  config.components.forEach((component, index) => {
    checkKnown(
      problems.at("components"),
      `[${index}]`,
      "unknown-component",
      "component",
      component,
      COMPONENTS,
    );
  });
  problems.addIf(
    config.components.includes("image-automation") && !config.components.includes("image-reflection"),
    {
      prop: "components",
      code: "missing-component",
      rule: "image automation acts on what image reflection finds",
      value: config.components,
      fix: "add image-reflection",
    },
  );
  checkResources(problems, "resources", config.resources);
  checkTolerations(problems, "tolerations", config.tolerations);
  return config;
}
