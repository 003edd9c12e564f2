import type { Problems } from "../../lib/core/errors";
import { checkWholeNumber } from "../../lib/core/quantities";
import { isToken } from "../../lib/core/tokens";
import { rolling } from "../delivery/rolling";
import type { StrategyBinding, StrategyValue } from "../delivery/strategy-value";
import type { ExposureValue } from "./exposure/exposure-value";
import type { WorkloadContribution } from "./extension";
import { resolveMonitoring } from "./monitoring/monitoring";
import type { MonitoringProps } from "./monitoring/monitoring-props";
import { type ReplicasProps, type ResolvedReplicas, resolveReplicas } from "./replicas";
import { service } from "./services";
import type { WorkloadBase, WorkloadBody } from "./workload-kind";
import { cpuLimitsOf } from "./workload-platform";

/** How new versions of a workload replace old ones, and who watches it. */
export interface DeployedProps extends ReplicasProps {
  /** How a new version takes over. @default Strategy.rolling(): one pod more at a time, none less */
  readonly strategy?: StrategyValue;
  /** Time a new pod must stay ready to count, so that one that dies at once stops the release. @default 10 */
  readonly minReadySeconds?: number;
  /** Old versions that are kept to go back to. @default 5 */
  readonly revisionHistoryLimit?: number;
  /** How it is watched. @default its metrics are read where it has a port called metrics */
  readonly monitoring?: MonitoringProps;
}

/** Kubernetes' own time without progress after which a release counts as failed. */
const PROGRESS_DEADLINE_SECONDS = 600;

/**
 * A Deployment, or the Rollout a strategy asks for, with the Services that lead to it and who sets its replicas.
 *
 * Codes: `out-of-range`, `ready-after-deadline`, those of `resolveReplicas`, of the strategy below `strategy`, of the
 * exposure below `exposure` and of `resolveMonitoring` below `monitoring`.
 */
export function resolveDeployed(
  props: DeployedProps & { readonly exposure?: ExposureValue },
  base: WorkloadBase,
  problems: Problems,
): WorkloadBody {
  const { context, port } = base;
  const replicas = resolveReplicas(props, base, problems);
  const binding = bindStrategy(props, base, replicas, problems.at("strategy"));
  const spec = {
    ...replicas.spec,
    minReadySeconds: props.minReadySeconds ?? 10,
    revisionHistoryLimit: props.revisionHistoryLimit ?? 5,
  };
  checkWholeNumber(problems, "minReadySeconds", spec.minReadySeconds, 0, 3600);
  checkWholeNumber(problems, "revisionHistoryLimit", spec.revisionHistoryLimit, 0, 100);
  checkDeadline(spec.minReadySeconds, binding, problems);
  const { kind, selectorLabels = {} } = binding;
  const selector = { ...context.selector, ...selectorLabels };
  return {
    controller: (template) => ({
      apiVersion: binding.apiVersion,
      kind,
      metadata: { name: context.name, namespace: context.namespace, labels: context.labels },
      spec: { ...spec, ...binding.spec, selector: { matchLabels: selector }, template },
    }),
    parts: [
      { manifests: binding.services.map((name) => service(context, { name, ports: base.ports })) },
      {
        manifests: binding.manifests,
        podLabels: selectorLabels,
        ingress: binding.ingress,
        dependsOn: binding.dependsOn,
      },
      ...replicas.parts(kind),
      ...exposed(props.exposure, base, binding, problems.at("exposure")),
      resolveMonitoring(
        props.monitoring,
        context,
        base.platform,
        {
          ports: Object.fromEntries(base.ports.map(({ name, number }) => [name, number])),
          port,
          services: binding.services,
        },
        problems.at("monitoring"),
      ),
    ],
    kedaStatements: replicas.kedaStatements,
  };
}

function bindStrategy(
  { strategy, exposure }: Pick<DeployedProps, "strategy"> & { readonly exposure?: ExposureValue },
  { context, platform, port }: WorkloadBase,
  { autoscaler, fewest }: ResolvedReplicas,
  problems: Problems,
): StrategyBinding {
  const declared = strategy ?? rolling();
  const chosen = platform.strategies === "rolling" && declared.type !== "rolling" ? rolling() : declared;
  return chosen.bind({
    name: context.name,
    namespace: context.namespace,
    selector: context.selector,
    labels: context.labels,
    minReplicas: fewest,
    autoscaler,
    port,
    route: port && exposure?.route({ ...context, port, platform }),
    prometheusUrl: platform.metrics?.prometheusUrl,
    nameServers: platform.nameServers,
    cpuLimits: cpuLimitsOf(platform),
    delivery: platform.delivery,
    problems,
  });
}

function exposed(
  exposure: ExposureValue | undefined,
  { context, platform, port }: WorkloadBase,
  { backends, backendPort, routes }: StrategyBinding,
  problems: Problems,
): readonly WorkloadContribution[] {
  if (exposure === undefined) {
    return [];
  }
  if (port === undefined) {
    problems.add({
      prop: "",
      code: "no-port-to-expose",
      rule: "requests from outside go to a port, and this workload has none that takes them",
      fix: "add the port to ports: { http: 3000 }",
    });
    return [];
  }
  return [exposure.bind({ ...context, port, platform, problems }, { backends, backendPort, routes })];
}

function checkDeadline(minReadySeconds: number, { spec }: StrategyBinding, problems: Problems): void {
  const deadline = spec.progressDeadlineSeconds ?? PROGRESS_DEADLINE_SECONDS;
  const known = typeof deadline === "number" && !isToken(deadline) && !isToken(minReadySeconds);
  problems.addIf(known && minReadySeconds >= deadline, {
    prop: "minReadySeconds",
    code: "ready-after-deadline",
    rule: `a release fails after ${deadline} seconds without progress, before a pod could count as ready`,
    value: minReadySeconds,
    fix: "lower it, or raise progressDeadlineSeconds of the strategy",
  });
}
