import type { Construct } from "constructs";
import type { Problems } from "../../lib/core/errors";
import { isToken } from "../../lib/core/tokens";
import { type JobProps, jobPod, jobSpec } from "./job-spec";
import { Workload } from "./workload";
import type { WorkloadBase, WorkloadBody, WorkloadKind } from "./workload-kind";
import type { WorkloadProps } from "./workload-props";

/** A program that runs once for each release. */
export interface TaskProps extends WorkloadProps, JobProps {
  /** Time for all tries. @default 600 */
  readonly activeDeadlineSeconds?: number | "none";
  /** Time after which the finished Job and its logs go. @default 86400, a day */
  readonly ttlSecondsAfterFinished?: number | "none";
  /** Time for the release, the run included. @default a minute more than activeDeadlineSeconds; without one 600 */
  readonly timeoutSeconds?: number;
}

const DEADLINE_SECONDS = 600;

/** So that a run that takes too long ends by its own deadline, which its Job then shows. */
const MARGIN_SECONDS = 60;

/** A day, to read the logs. A hook is no part of its release: nothing else would ever remove it. */
const KEPT_SECONDS = 86_400;

/**
 * Reports every problem and renders the Job, as a hook of Helm behind the other objects of its release. Hooks may be
 * made anew each time, which a Job itself may not: its template never changes.
 *
 * Codes: those of `jobSpec`.
 */
export function resolveTask(props: TaskProps, { context }: WorkloadBase, problems: Problems): WorkloadBody {
  const defaults = { activeDeadlineSeconds: DEADLINE_SECONDS, ttlSecondsAfterFinished: KEPT_SECONDS };
  const spec = jobSpec(props, defaults, problems);
  const { name, namespace, labels } = context;
  return {
    controller: (template) => ({
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: {
        name,
        namespace,
        labels,
        annotations: {
          "helm.sh/hook": "post-install,post-upgrade",
          "helm.sh/hook-delete-policy": "before-hook-creation",
        },
      },
      spec: spec(template),
    }),
    parts: [],
  };
}

const KIND: WorkloadKind<TaskProps> = {
  propsName: "TaskProps",
  component: "task",
  called: false,
  pod: jobPod,
  resolve: resolveTask,
};

/**
 * A program that runs to its end whenever its release changes: a migration, before the services that need it.
 *
 *     const migrate = new Task(this, "Migrate", {
 *       platform,
 *       name: "users-migrate",
 *       image: { repository: registry.repositoryUrl("users"), tag: imageTag },
 *       command: ["npm", "run", "migrate"],
 *     });
 *     new Microservice(this, "Users", { ..., before: [migrate] });
 *
 * Its release ends when the program has, and fails when the program does: what comes after it then stays as it was. Its
 * service account, settings, secrets and network policy are there before it starts. A Secret that a service uses as well
 * stands in `secrets` of the Task, which comes first; the service names its keys only.
 *
 * @throws ConfigError those of `resolveWorkload` and `resolveTask`, and those of Manifests
 */
export class Task extends Workload<TaskProps> {
  constructor(scope: Construct, id: string, props: TaskProps) {
    super(scope, id, { ...props, timeoutSeconds: props.timeoutSeconds ?? timeoutOf(props) }, KIND);
  }
}

function timeoutOf({ activeDeadlineSeconds = DEADLINE_SECONDS }: TaskProps): number | undefined {
  return activeDeadlineSeconds === "none" || isToken(activeDeadlineSeconds)
    ? undefined
    : activeDeadlineSeconds + MARGIN_SECONDS;
}
