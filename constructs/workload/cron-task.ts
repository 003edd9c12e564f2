import type { Construct } from "constructs";
import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkWholeNumber } from "../../lib/core/quantities";
import { checkSchedule, checkTimeZone } from "./cron-schedule";
import { type JobProps, jobPod, jobSpec } from "./job-spec";
import { Workload } from "./workload";
import type { WorkloadBase, WorkloadBody, WorkloadKind } from "./workload-kind";
import type { WorkloadProps } from "./workload-props";

/** A program that runs by the clock. */
export interface CronTaskProps extends WorkloadProps, JobProps {
  /** Minute, hour, day of month, month, day of week: `30 2 * * *`; Sunday is 0. Or `@daily` and its like. */
  readonly schedule: string;
  /** IANA zone the schedule is read in. @default Etc/UTC */
  readonly timeZone?: string;
  /** What happens when the last run has not ended: `Forbid` leaves one out. @default Forbid */
  readonly concurrencyPolicy?: "Allow" | "Forbid" | "Replace";
  /** How late a run may begin, 10 or more. @default 300; later it is left out */
  readonly startingDeadlineSeconds?: number;
  /** Finished runs that are kept with their logs. @default 3 */
  readonly successfulJobsHistoryLimit?: number;
  /** Failed runs that are kept with their logs. @default 3 */
  readonly failedJobsHistoryLimit?: number;
  /** Whether no new run begins. @default false */
  readonly suspend?: boolean;
  /** Time for all tries of a run: with `Forbid` one that hangs would stop all that follow. @default 3600 */
  readonly activeDeadlineSeconds?: number | "none";
  /** Time after which a finished run goes, over the history limits. @default none: the limits say it */
  readonly ttlSecondsAfterFinished?: number | "none";
}

/**
 * Reports every problem of a schedule and renders its CronJob. Codes: `invalid-cron`, `unknown-time-zone`,
 * `unknown-concurrency-policy`, and those of `jobSpec`.
 */
export function resolveCronTask(
  props: CronTaskProps,
  { context }: WorkloadBase,
  problems: Problems,
): WorkloadBody {
  const spec = {
    schedule: props.schedule,
    timeZone: props.timeZone ?? "Etc/UTC",
    concurrencyPolicy: props.concurrencyPolicy ?? "Forbid",
    startingDeadlineSeconds: props.startingDeadlineSeconds ?? 300,
    successfulJobsHistoryLimit: props.successfulJobsHistoryLimit ?? 3,
    failedJobsHistoryLimit: props.failedJobsHistoryLimit ?? 3,
    suspend: props.suspend ?? false,
  };
  checkSchedule(problems, spec.schedule);
  checkTimeZone(problems, spec.timeZone);
  checkKnown(problems, "concurrencyPolicy", "unknown-concurrency-policy", "policy", spec.concurrencyPolicy, [
    "Allow",
    "Forbid",
    "Replace",
  ]);
  // The controller looks every 10 seconds: what may begin only within less would at times never begin.
  checkWholeNumber(problems, "startingDeadlineSeconds", spec.startingDeadlineSeconds, 10, 86_400);
  checkWholeNumber(problems, "successfulJobsHistoryLimit", spec.successfulJobsHistoryLimit, 0, 1000);
  checkWholeNumber(problems, "failedJobsHistoryLimit", spec.failedJobsHistoryLimit, 0, 1000);
  const job = jobSpec(props, { activeDeadlineSeconds: 3600, ttlSecondsAfterFinished: "none" }, problems);
  const { name, namespace, labels } = context;
  return {
    controller: (template) => ({
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: { name, namespace, labels },
      spec: { ...spec, jobTemplate: { metadata: { labels }, spec: job(template) } },
    }),
    parts: [],
  };
}

const KIND: WorkloadKind<CronTaskProps> = {
  propsName: "CronTaskProps",
  component: "cron-task",
  called: false,
  pod: jobPod,
  resolve: resolveCronTask,
};

/**
 * A program that runs by the clock and ends: a report, a clean-up.
 *
 *     new CronTask(this, "Report", {
 *       platform,
 *       name: "report",
 *       image: { repository: registry.repositoryUrl("report"), tag: imageTag },
 *       schedule: "30 2 * * *",
 *       timeZone: "Europe/Berlin",
 *     });
 *
 * @throws ConfigError those of `resolveWorkload` and `resolveCronTask`, and those of Manifests
 */
export class CronTask extends Workload<CronTaskProps> {
  constructor(scope: Construct, id: string, props: CronTaskProps) {
    super(scope, id, props, KIND);
  }
}
