import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CHARTS } from "../../lib/core/charts";
import { type Problems, resolveOrThrow } from "../../lib/core/errors";
import { checkName, DNS_LABEL, HELM_RELEASE_NAME } from "../../lib/core/names";
import { checkResources, checkWholeNumber, type ResourceRequirements } from "../../lib/core/quantities";
import { guardStack } from "../../lib/core/validation";
import { HelmRelease, type HelmReleaseProps } from "../helm/helm-release";
import type { LogDropRule } from "./alloy-config";
import { checkLabels } from "./labels";
import { logCollectorValues } from "./log-collector-values";
import type { ILogStore } from "./log-store";
import { checkTenant } from "./tenant";

export interface LogCollectorProps
  extends Pick<
    HelmReleaseProps,
    "cluster" | "version" | "releaseName" | "namespace" | "values" | "dependsOn" | "timeoutSeconds"
  > {
  /** Where the logs go: a Loki, or any object with its URLs. */
  readonly loki: ILogStore;
  /** Tenant the logs belong to. @default none; required where the store has several tenants */
  readonly tenant?: string;
  /** Labels of every line. @default `cluster`: the cluster's name; `{}` for none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Namespaces whose logs are not collected. @default none */
  readonly excludeNamespaces?: readonly string[];
  /**
   * Where JSON lines carry their level, which becomes a label, and their trace id, which becomes structured
   * metadata, as JMESPath; `"none"` leaves lines unread. Lines that are not JSON pass as they are.
   * @default the fields `level` and `trace_id`
   */
  readonly json?: { readonly level?: string; readonly traceId?: string } | "none";
  /** Lines that are not kept, by reason. The reason counts them in Alloy's metrics. @default none */
  readonly drop?: Readonly<Record<string, LogDropRule>>;
  /** @default true: every node has a collector, whatever its taints. False keeps off tainted nodes */
  readonly everyNode?: boolean;
  /** A ServiceMonitor; pass the PrometheusStack in `dependsOn`. @default false */
  readonly serviceMonitors?: boolean;
  /** @default false: Grafana Labs gets no usage statistics */
  readonly usageReporting?: boolean;
  /** Requests and limits of the collector on each node. @default 50m and 128Mi requested, memory limited to 512Mi */
  readonly resources?: ResourceRequirements;
}

/**
 * Grafana Alloy on every node, which sends the logs of all pods to Loki.
 *
 *     new LogCollector(this, "Logs", { cluster, loki });
 *
 * It runs as non-root without access to the node and may read pods and their logs, nothing else.
 *
 * @throws ConfigError `missing-tenant`, `invalid-tenant`, `invalid-label`, `empty-drop-rule`, `missing-reason`,
 * `empty-field`, `out-of-range`, `invalid-name`, `invalid-quantity`, `request-above-limit`, and those of HelmRelease
 */
export class LogCollector extends Construct implements ITerraformDependable {
  readonly release: HelmRelease;
  readonly namespace: string;
  /** Address of the release. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: LogCollectorProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "LogCollectorProps", (problems) =>
      resolveLogCollector(props, problems),
    );
    this.namespace = config.namespace;
    this.release = new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: "alloy",
      version: props.version,
      releaseName: config.releaseName,
      namespace: config.namespace,
      timeoutSeconds: props.timeoutSeconds,
      values: props.values,
      baseValues: logCollectorValues(config),
      wiredPaths: ["alloy.configMap.content", "rbac.rules", "rbac.clusterRules"],
      dependsOn: props.dependsOn,
    });
    this.fqn = this.release.fqn;
  }
}

/** Fills defaults and reports every problem. */
export function resolveLogCollector(props: LogCollectorProps, problems: Problems) {
  const releaseName = props.releaseName ?? "alloy";
  const config = {
    releaseName,
    fullname: releaseName,
    namespace: props.namespace ?? CHARTS.alloy.namespace,
    alloy: {
      pushUrl: props.loki.pushUrl,
      tenant: props.tenant,
      labels: props.labels ?? { cluster: props.cluster.clusterName },
      excludeNamespaces: props.excludeNamespaces ?? [],
      json:
        props.json === "none"
          ? undefined
          : { level: props.json?.level ?? "level", traceId: props.json?.traceId ?? "trace_id" },
      drop: props.drop ?? {},
    },
    everyNode: props.everyNode ?? true,
    serviceMonitors: props.serviceMonitors ?? false,
    usageReporting: props.usageReporting ?? false,
    resources: props.resources ?? {
      requests: { cpu: "50m", memory: "128Mi" },
      limits: { memory: "512Mi" },
    },
  };
  checkName(problems, "releaseName", releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkTenant(problems, "tenant", props.tenant, props.loki);
  checkLabels(problems, "labels", config.alloy.labels);
  config.alloy.excludeNamespaces.forEach((namespace, index) => {
    checkName(problems.at("excludeNamespaces"), `[${index}]`, namespace, DNS_LABEL);
  });
  for (const [field, expression] of Object.entries(config.alloy.json ?? {})) {
    problems.at("json").addIf(expression.trim() === "", {
      prop: field,
      code: "empty-field",
      rule: "a field of a JSON line has a name",
      value: expression,
      fix: 'name the field, leave it out for the default, or set json to "none"',
    });
  }
  for (const [reason, rule] of Object.entries(config.alloy.drop)) {
    checkDropRule(problems.at("drop"), reason, rule);
  }
  checkResources(problems, "resources", config.resources);
  return config;
}

function checkDropRule(problems: Problems, reason: string, rule: LogDropRule): void {
  const at = problems.at(reason);
  at.addIf(reason.trim() === "", {
    prop: "",
    code: "missing-reason",
    rule: "the key of a rule says why its lines are dropped",
    value: reason,
    fix: "write a few words, such as health-checks",
  });
  at.addIf(
    rule.expression === "" ||
      (rule.expression === undefined && rule.olderThanHours === undefined && rule.longerThanKb === undefined),
    {
      prop: "",
      code: "empty-drop-rule",
      rule: "a rule says which lines are dropped",
      value: rule,
      fix: "give an expression, olderThanHours or longerThanKb",
    },
  );
  checkWholeNumber(at, "olderThanHours", rule.olderThanHours, 1, 24 * 365);
  checkWholeNumber(at, "longerThanKb", rule.longerThanKb, 1, 1024 * 1024);
}
