import type { Problems } from "../../../lib/core/errors";
import { checkWholeNumber } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import { isToken } from "../../../lib/core/tokens";

/** How a pod ends. */
export type ShutdownProps = {
  /**
   * What happens before the program is told to end: `sleepSeconds` lets Services and load balancers take the pod out
   * first, a command runs in the container, `none` tells it at once.
   * @default sleeps 10 seconds where the pod has ports, and none else
   */
  readonly preStop?: "none" | { readonly sleepSeconds: number } | { readonly command: readonly string[] };
  /** Time until it is ended by force, what happens before included. @default 30 */
  readonly terminationGracePeriodSeconds?: number;
};

/** How a pod ends, as Kubernetes writes it. */
export interface ShutdownConfig {
  readonly terminationGracePeriodSeconds: number;
  /** Lifecycle of the main container; undefined where nothing happens before. */
  readonly lifecycle: JsonObject | undefined;
  /** Whether it needs the sleep action of Kubernetes. */
  readonly sleeps: boolean;
}

const DEFAULT_GRACE = 30;

/** Endpoints leave kube-proxy and load balancers within a few seconds. */
const DEFAULT_SLEEP = 10;

/**
 * Fills defaults and reports every problem, under the prop `shutdown`.
 * Codes: `out-of-range`, `grace-period-too-short`, `pre-stop-command`.
 */
export function resolveShutdown(
  props: ShutdownProps | undefined,
  hasPorts: boolean,
  problems: Problems,
): ShutdownConfig {
  const at = problems.at("shutdown");
  const grace = props?.terminationGracePeriodSeconds ?? DEFAULT_GRACE;
  const preStop = props?.preStop ?? (hasPorts ? { sleepSeconds: DEFAULT_SLEEP } : "none");
  checkWholeNumber(at, "terminationGracePeriodSeconds", grace, 1, 86_400);
  if (preStop === "none") {
    return { terminationGracePeriodSeconds: grace, lifecycle: undefined, sleeps: false };
  }
  if ("command" in preStop) {
    at.addIf(preStop.command.length === 0, {
      prop: "preStop.command",
      code: "pre-stop-command",
      rule: "a command has at least the name of a program",
      value: [],
      fix: 'write it like ["/app/drain"]',
    });
    const lifecycle = { preStop: { exec: { command: [...preStop.command] } } };
    return { terminationGracePeriodSeconds: grace, lifecycle, sleeps: false };
  }
  const { sleepSeconds } = preStop;
  checkWholeNumber(at, "preStop.sleepSeconds", sleepSeconds, 1, 86_400);
  at.addIf(!isToken(grace) && !isToken(sleepSeconds) && grace <= sleepSeconds, {
    prop: "terminationGracePeriodSeconds",
    code: "grace-period-too-short",
    rule: `the program has the time left after sleeping ${sleepSeconds} seconds to end`,
    value: grace,
    fix: "raise terminationGracePeriodSeconds, or sleep for less",
  });
  const lifecycle = { preStop: { sleep: { seconds: sleepSeconds } } };
  return { terminationGracePeriodSeconds: grace, lifecycle, sleeps: true };
}
