import { listed } from "../diff/values";
import type { Plan } from "../plan";
import type { Hit, RuleInfo } from "./rule";

/** Plans that are not whole, or say that something is wrong. */
export const PLAN_STATE: RuleInfo = {
  id: "R17",
  name: "plan-state",
  summary:
    "The plan ended in an error or is not complete, a check fails, or an apply does more than objects show.",
  level: "high",
};

/** What a plan says about itself. */
export function planStateHits(plan: Plan): readonly Hit[] {
  const failed = plan.checks.filter(({ status }) => status === "fail");
  const broken = plan.checks.filter(({ status }) => status === "error");
  const hits: readonly (Hit | false)[] = [
    plan.errored && {
      level: "high",
      title: "the plan ended in an error and shows only a part",
      evidence: "errored: true",
      fix: "mend the error and plan again",
    },
    plan.complete === false &&
      !plan.errored && {
        level: "review",
        title: "the plan is not complete: another one has to follow",
        evidence: "complete: false",
        fix: "review the plan that follows as well",
      },
    broken.length > 0 && {
      level: "high",
      title: "a check cannot be made",
      evidence: listed(broken.map(checkText), 5),
      fix: "mend the condition",
    },
    failed.length > 0 && {
      level: "medium",
      title: "a check fails",
      evidence: listed(failed.map(checkText), 5),
      fix: "mend what it checks, or the check",
    },
    plan.deferred.length > 0 && {
      level: "review",
      title: "objects are put off to another plan",
      evidence: listed(
        plan.deferred.map(({ object, reason }) => `${object.address} (${reason})`),
        5,
      ),
      fix: "review the plan that follows as well",
    },
    plan.invocations.length > 0 && {
      level: "review",
      title: "actions run that change no object of the plan",
      evidence: listed(
        plan.invocations.map(({ address, trigger }) => `${address}: ${trigger}`),
        5,
      ),
      fix: "read what the action does",
    },
  ];
  return hits.filter((hit) => hit !== false);
}

function checkText({ address, messages }: Plan["checks"][number]): string {
  return messages.length === 0 ? address : `${address}: ${messages.join(" ")}`;
}
