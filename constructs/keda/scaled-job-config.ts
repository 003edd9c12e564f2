import type { ITerraformDependable } from "cdktf";
import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkName, DNS_LABEL, physicalName } from "../../lib/core/names";
import { checkWholeNumber } from "../../lib/core/quantities";
import type { JsonObject } from "../../lib/core/render";
import type { KubernetesManifest } from "../helm/manifests";
import { bindTriggers } from "./bound-triggers";
import type { IKeda } from "./keda-interface";
import { checkWatched } from "./scaled-object-config";
import type { ScalerValue } from "./scaler-value";
import { checkScalingBounds, type ScalingBounds } from "./scaling-bounds";

/** The Job KEDA makes for each piece of work, as the Kubernetes API has it. */
export type JobTemplate = {
  /** Pods of the Job: `{ spec: { restartPolicy: "Never", containers: [...] } }`. */
  readonly template: JsonObject;
  /** Pods at a time. @default 1 */
  readonly parallelism?: number;
  /** Pods that must succeed. @default 1 */
  readonly completions?: number;
  /** Retries before the Job counts as failed. @default 6 */
  readonly backoffLimit?: number;
  /** Time after which the Job is stopped. @default no limit */
  readonly activeDeadlineSeconds?: number;
  /** Time after which a finished Job is deleted. @default kept, within the history limits */
  readonly ttlSecondsAfterFinished?: number;
};

/** How many Jobs a queue of some length is worth. */
export type JobScalingStrategy =
  /** Length less running Jobs. */
  | "default"
  /** Length less pending Jobs, for queues that do not count what is in work. */
  | "accurate"
  /** Always up to the most that may run. */
  | "eager"
  | {
      /** Taken off the length. */
      readonly queueLengthDeduction: number;
      /** Percent of the running Jobs that are taken off as well, 0 to 100. */
      readonly runningJobPercentage: number;
    };

/** Bounds of a ScaledJob: `maxReplicas` counts Jobs that run at a time, `minReplicas` those that always do. */
export type ScaledJobBounds = ScalingBounds;

export interface ScaledJobProps extends ScaledJobBounds {
  /** The KEDA that acts: `Keda`, or `Keda.fromAttributes` where another stack installed it. */
  readonly keda: IKeda;
  /** Name of the ScaledJob, at most 63 characters; Jobs are called `<name>-<random>`. */
  readonly name: string;
  /** Namespace of the Jobs and of the Secrets their triggers refer to. */
  readonly namespace: string;
  /** The Job that is made. */
  readonly job: JobTemplate;
  /** What Jobs are made for. */
  readonly triggers: readonly ScalerValue[];
  /** @default default: queue length less running Jobs */
  readonly strategy?: JobScalingStrategy;
  /** What becomes of several triggers. @default max */
  readonly multipleScalersCalculation?: "max" | "min" | "avg" | "sum";
  /** Pods count as pending until they have these conditions: `Ready`. @default until they run */
  readonly pendingPodConditions?: readonly string[];
  /** What a change of the ScaledJob does to running Jobs: `gradual` lets them finish. @default gradual */
  readonly rolloutStrategy?: "gradual" | "immediate";
  /** Finished Jobs that are kept. @default 100 */
  readonly successfulJobsHistoryLimit?: number;
  /** Failed Jobs that are kept. @default 100 */
  readonly failedJobsHistoryLimit?: number;
  /** Container whose environment scalers read. @default the first one */
  readonly containerName?: string;
  /** Stops making Jobs; those that run go on. @default false */
  readonly paused?: boolean;
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
  /** Name of the Helm release that carries the objects. @default `<name>-scaling` */
  readonly releaseName?: string;
  /** What must exist before, beside KEDA. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** Fills defaults, reports every problem and renders the manifests of a scaled job. */
export function resolveScaledJob(props: ScaledJobProps, problems: Problems) {
  const { name, namespace } = props;
  checkName(problems, "name", name, DNS_LABEL);
  checkName(problems, "namespace", namespace, DNS_LABEL);
  checkWatched(props, problems);
  checkJob(props.job, problems.at("job"));
  const bounds = {
    minReplicas: props.minReplicas ?? 0,
    maxReplicas: props.maxReplicas ?? 100,
    pollingIntervalSeconds: props.pollingIntervalSeconds ?? 30,
  };
  checkScalingBounds(problems, bounds);
  const history = {
    successfulJobsHistoryLimit: props.successfulJobsHistoryLimit ?? 100,
    failedJobsHistoryLimit: props.failedJobsHistoryLimit ?? 100,
  };
  checkWholeNumber(problems, "successfulJobsHistoryLimit", history.successfulJobsHistoryLimit, 0, 10_000);
  checkWholeNumber(problems, "failedJobsHistoryLimit", history.failedJobsHistoryLimit, 0, 10_000);
  const bound = bindTriggers(props.triggers, { name, namespace }, problems);
  bound.triggers.forEach(({ type }, index) => {
    problems
      .at("triggers")
      .at(index)
      .addIf(type === "cpu" || type === "memory", {
        prop: "",
        code: "no-trigger-for-jobs",
        rule: "CPU and memory of running pods say nothing about work that waits",
        value: type,
        fix: "use a trigger that counts work, or a ScaledObject",
      });
  });
  const annotations = {
    ...props.annotations,
    ...(props.paused === true && { "autoscaling.keda.sh/paused": "true" }),
  };
  const scaledJob: KubernetesManifest = {
    apiVersion: "keda.sh/v1alpha1",
    kind: "ScaledJob",
    metadata: {
      name,
      namespace,
      ...(props.labels !== undefined && { labels: props.labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: {
      jobTargetRef: {
        ...props.job,
        parallelism: props.job.parallelism ?? 1,
        completions: props.job.completions ?? 1,
      },
      minReplicaCount: bounds.minReplicas,
      maxReplicaCount: bounds.maxReplicas,
      pollingInterval: bounds.pollingIntervalSeconds,
      ...history,
      ...(props.containerName !== undefined && { envSourceContainerName: props.containerName }),
      rollout: { strategy: rolloutStrategy(props, problems) },
      scalingStrategy: strategy(props, problems),
      triggers: bound.triggers,
    },
  };
  return {
    releaseName: props.releaseName ?? physicalName([name, "scaling"], 53),
    statements: bound.statements,
    manifests: [scaledJob, ...bound.manifests],
  };
}

function checkJob(job: JobTemplate, problems: Problems): void {
  const { spec } = job.template as { readonly spec?: JsonObject };
  const policy = spec?.restartPolicy;
  problems.addIf(policy !== "Never" && policy !== "OnFailure", {
    prop: "template.spec.restartPolicy",
    code: "wrong-restart-policy",
    rule: "pods of a Job end",
    value: policy,
    fix: "use Never or OnFailure",
  });
  problems.addIf(!Array.isArray(spec?.containers) || spec.containers.length === 0, {
    prop: "template.spec.containers",
    code: "no-containers",
    rule: "a pod has at least one container",
    value: spec?.containers,
    fix: "add one",
  });
  checkWholeNumber(problems, "parallelism", job.parallelism, 1, 10_000);
  checkWholeNumber(problems, "completions", job.completions, 1, 1_000_000);
  checkWholeNumber(problems, "backoffLimit", job.backoffLimit, 0, 1000);
  checkWholeNumber(problems, "activeDeadlineSeconds", job.activeDeadlineSeconds, 1, 31_536_000);
  checkWholeNumber(problems, "ttlSecondsAfterFinished", job.ttlSecondsAfterFinished, 0, 31_536_000);
}

function rolloutStrategy({ rolloutStrategy: chosen = "gradual" }: ScaledJobProps, problems: Problems) {
  checkKnown(problems, "rolloutStrategy", "unknown-rollout-strategy", "rollout strategy", chosen, [
    "gradual",
    "immediate",
  ]);
  return chosen;
}

function strategy(props: ScaledJobProps, problems: Problems): JsonObject {
  const { strategy: chosen = "default", multipleScalersCalculation: calculation = "max" } = props;
  checkKnown(problems, "multipleScalersCalculation", "unknown-calculation", "calculation", calculation, [
    "max",
    "min",
    "avg",
    "sum",
  ]);
  const common = {
    multipleScalersCalculation: calculation,
    ...(props.pendingPodConditions !== undefined && { pendingPodConditions: props.pendingPodConditions }),
  };
  if (typeof chosen === "object") {
    const at = problems.at("strategy");
    checkWholeNumber(at, "queueLengthDeduction", chosen.queueLengthDeduction, 0, 1_000_000);
    checkWholeNumber(at, "runningJobPercentage", chosen.runningJobPercentage, 0, 100);
    return {
      ...common,
      strategy: "custom",
      customScalingQueueLengthDeduction: chosen.queueLengthDeduction,
      customScalingRunningJobPercentage: String(chosen.runningJobPercentage / 100),
    };
  }
  checkKnown(problems, "strategy", "unknown-strategy", "scaling strategy", chosen, [
    "default",
    "accurate",
    "eager",
  ]);
  return { ...common, strategy: chosen };
}
