import type { Problems } from "../../lib/core/errors";
import { checkWholeNumber } from "../../lib/core/quantities";
import type { JsonObject } from "../../lib/core/render";
import type { StrategyBinding, StrategyContext } from "./strategy-value";

/** What blue-green and canary releases have in common. */
export interface ReleaseProps {
  /** Time without progress after which the release counts as failed. @default 600 */
  readonly progressDeadlineSeconds?: number;
  /**
   * Whether a release that missed the deadline goes back to the old version by itself. Flagger always does.
   * @default true
   */
  readonly abortOnDeadline?: boolean;
  /**
   * Revisions back to which a rollback is carried out at once, without steps and analyses. Argo Rollouts only.
   * @default none: going back is a release as any other
   */
  readonly rollbackWindowRevisions?: number;
  /**
   * Time pods of an aborted release stay, for whoever looks into it; 0 keeps them. Argo Rollouts only.
   * @default 30, that of Argo Rollouts
   */
  readonly abortScaleDownDelaySeconds?: number;
}

/** Members of a Rollout beside its strategy. Codes: `out-of-range`. */
export function releaseSpec(props: ReleaseProps, problems: Problems): JsonObject {
  const { progressDeadlineSeconds = 600, abortOnDeadline = true, rollbackWindowRevisions } = props;
  checkWholeNumber(problems, "progressDeadlineSeconds", progressDeadlineSeconds, 1, 86_400);
  checkWholeNumber(problems, "rollbackWindowRevisions", rollbackWindowRevisions, 1, 100);
  checkWholeNumber(problems, "abortScaleDownDelaySeconds", props.abortScaleDownDelaySeconds, 0, 86_400);
  return {
    progressDeadlineSeconds,
    progressDeadlineAbort: abortOnDeadline,
    ...(rollbackWindowRevisions !== undefined && { rollbackWindow: { revisions: rollbackWindowRevisions } }),
  };
}

/** Reports props that only Argo Rollouts knows, as `needs-argo-rollouts`. */
export function checkFlaggerProps(problems: Problems, given: Readonly<Record<string, unknown>>): void {
  for (const [prop, value] of Object.entries(given)) {
    problems.addIf(value !== undefined, {
      prop,
      code: "needs-argo-rollouts",
      rule: "Flagger has nothing like it",
      value,
      fix: "leave it out, or let Argo Rollouts carry out the release",
    });
  }
}

/** Reports that nothing in the cluster carries out such a release: `no-progressive-delivery`. */
export function withoutController(
  strategy: string,
  { name, port, problems }: StrategyContext,
): StrategyBinding {
  problems.add({
    prop: "",
    code: "no-progressive-delivery",
    rule: `${strategy} is carried out by Argo Rollouts or Flagger, and the platform names neither`,
    fix: "give the platform `delivery`, or use Strategy.rolling()",
  });
  return deployment({ services: port === undefined ? [] : [name] });
}

/** A Deployment that a controller looks after, or nobody. */
export function deployment(parts: Partial<StrategyBinding>): StrategyBinding {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    spec: { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
    services: [],
    backends: [],
    routes: [],
    manifests: [],
    dependsOn: [],
    ...parts,
  };
}
