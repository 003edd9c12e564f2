import { CHARTS } from "../../../lib/core/charts";
import type { Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, HELM_RELEASE_NAME } from "../../../lib/core/names";
import { checkResources } from "../../../lib/core/quantities";
import { checkVolume } from "../volume";
import type { PushgatewayProps } from "./pushgateway";

/** Props with every default filled. */
export type ResolvedPushgateway = ReturnType<typeof resolvePushgateway>;

/** Fills defaults and reports every problem. */
export function resolvePushgateway(props: PushgatewayProps, problems: Problems) {
  const releaseName = props.releaseName ?? "prometheus-pushgateway";
  const config = {
    releaseName,
    namespace: props.namespace ?? CHARTS["kube-prometheus-stack"].namespace,
    fullname: releaseName,
    storage: props.storage ?? { sizeGib: 1 },
    serviceMonitor: props.serviceMonitor ?? true,
    resources: props.resources ?? {
      requests: { cpu: "10m", memory: "32Mi" },
      limits: { memory: "128Mi" },
    },
  };
  checkName(problems, "releaseName", releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkVolume(problems, "storage", config.storage);
  checkResources(problems, "resources", config.resources);
  return config;
}
