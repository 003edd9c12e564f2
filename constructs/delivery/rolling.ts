import type { Problems } from "../../lib/core/errors";
import { checkWholeNumber } from "../../lib/core/quantities";
import { isToken } from "../../lib/core/tokens";
import type { StrategyBinding, StrategyContext, StrategyValue } from "./strategy-value";

/** A number of pods, or a share of them: `1`, `"25%"`. */
export type PodCount = number | string;

/** How many pods a rolling update moves at a time. */
export interface RollingProps {
  /** Pods above the wanted number while the update runs: `1`, `"25%"`, rounded up. @default 1 */
  readonly maxSurge?: PodCount;
  /** Pods below the wanted number while the update runs: `0`, `"25%"`, rounded down. @default 0 */
  readonly maxUnavailable?: PodCount;
  /** Time without progress after which the update counts as failed. @default 600, that of Kubernetes */
  readonly progressDeadlineSeconds?: number;
}

/**
 * New pods replace old ones step by step: with the defaults one more is started, and an old one goes once it is ready.
 * Codes: `invalid-pod-count`, `update-cannot-move`, `out-of-range`.
 */
export function rolling(props: RollingProps = {}): StrategyValue {
  return { type: "rolling", bind: (context) => bindRolling(props, context) };
}

function bindRolling(props: RollingProps, { name, port, problems }: StrategyContext): StrategyBinding {
  const { maxSurge = 1, maxUnavailable = 0, progressDeadlineSeconds } = props;
  checkPodCounts(problems, maxSurge, maxUnavailable);
  checkWholeNumber(problems, "progressDeadlineSeconds", progressDeadlineSeconds, 1, 86_400);
  const services = port === undefined ? [] : [name];
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    spec: {
      ...(progressDeadlineSeconds !== undefined && { progressDeadlineSeconds }),
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge, maxUnavailable } },
    },
    services,
    backends: services.map((service) => ({ service, weight: 100 })),
    routes: [],
    manifests: [],
    dependsOn: [],
  };
}

/** Reports pods at a time that cannot be: `invalid-pod-count`, `update-cannot-move`. */
export function checkPodCounts(
  problems: Problems,
  maxSurge: PodCount | undefined,
  maxUnavailable: PodCount | undefined,
): void {
  for (const [prop, count] of Object.entries({ maxSurge, maxUnavailable })) {
    problems.addIf(count !== undefined && !isToken(count) && !isPodCount(count), {
      prop,
      code: "invalid-pod-count",
      rule: "must be a whole number of pods that is not negative, or a share of them from 0% to 100%",
      value: count,
      fix: 'write 1, or "25%"',
    });
  }
  problems.addIf(isZero(maxSurge) && isZero(maxUnavailable), {
    prop: "maxSurge",
    code: "update-cannot-move",
    rule: "an update that may start no pod more and stop none cannot begin",
    value: maxSurge,
    fix: "set maxSurge to 1, or allow a pod to be unavailable",
  });
}

function isPodCount(count: PodCount): boolean {
  return typeof count === "number" ? Number.isInteger(count) && count >= 0 : /^(100|\d{1,2})%$/.test(count);
}

function isZero(count: PodCount | undefined): boolean {
  return count === 0 || count === "0%";
}
