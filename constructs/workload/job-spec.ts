import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkWholeNumber } from "../../lib/core/quantities";
import type { JsonObject } from "../../lib/core/render";
import type { PodOptions } from "./pod/pod-props";

/** How pods are run to their end. */
export interface JobProps {
  /** Tries after the first one before the Job counts as failed. @default 3 */
  readonly backoffLimit?: number;
  /** Time for all tries together, then the Job is stopped; `"none"` for no limit. @default by the kind of workload */
  readonly activeDeadlineSeconds?: number | "none";
  /** `Never` starts a new pod for each try and keeps the old one with its logs. @default Never */
  readonly restartPolicy?: "Never" | "OnFailure";
  /** Pods at a time. @default 1 */
  readonly parallelism?: number;
  /** Pods that must succeed. @default 1 */
  readonly completions?: number;
  /** Time after which a finished Job and its logs go; `"none"` keeps them. @default by the kind of workload */
  readonly ttlSecondsAfterFinished?: number | "none";
}

/** What kinds of workloads differ in. */
export interface JobDefaults {
  readonly activeDeadlineSeconds: number;
  readonly ttlSecondsAfterFinished: number | "none";
}

const YEAR = 31_536_000;

/** What a Job says of its pods. */
export function jobPod({ restartPolicy = "Never" }: JobProps): PodOptions {
  return { restartPolicy };
}

/** The spec of a Job, checked. Codes: `out-of-range`, `unknown-restart-policy`. */
export function jobSpec(
  props: JobProps,
  defaults: JobDefaults,
  problems: Problems,
): (template: JsonObject) => JsonObject {
  const { activeDeadlineSeconds, ttlSecondsAfterFinished } = { ...defaults, ...withoutUndefined(props) };
  const spec = {
    backoffLimit: props.backoffLimit ?? 3,
    parallelism: props.parallelism ?? 1,
    completions: props.completions ?? 1,
    ...(activeDeadlineSeconds !== "none" && { activeDeadlineSeconds }),
    ...(ttlSecondsAfterFinished !== "none" && { ttlSecondsAfterFinished }),
  };
  checkKnown(
    problems,
    "restartPolicy",
    "unknown-restart-policy",
    "restart policy of a Job",
    props.restartPolicy,
    ["Never", "OnFailure"],
  );
  checkWholeNumber(problems, "backoffLimit", spec.backoffLimit, 0, 1000);
  checkWholeNumber(problems, "parallelism", spec.parallelism, 1, 100_000);
  checkWholeNumber(problems, "completions", spec.completions, 1, 100_000);
  checkWholeNumber(problems, "activeDeadlineSeconds", spec.activeDeadlineSeconds, 1, YEAR);
  checkWholeNumber(problems, "ttlSecondsAfterFinished", spec.ttlSecondsAfterFinished, 0, YEAR);
  return (template) => ({ ...spec, template });
}

function withoutUndefined<T extends object>(props: T): T {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as T;
}
