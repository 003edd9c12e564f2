import { kubernetesChanges } from "../../lib/review/diff/kubernetes/objects";
import { type MaskedPlan, maskPlan } from "../../lib/review/mask/mask-plan";
import { parsePlan } from "../../lib/review/read/parse-plan";
import type { Synthesized } from "../../lib/review/read/synthesized";
import type { Review } from "../../lib/review/review";
import { type ReviewPlanOptions, reviewPlan } from "../../lib/review/review-plan";
import { findingsOf, subjectOf } from "../../lib/review/risk/findings";
import type { Hit, Rule, Subject } from "../../lib/review/risk/rule";
import { clusterVersions } from "../../lib/review/risk/versions";

/** An object of a plan, in as few words as a test needs. */
export interface ChangeSpec {
  /** `aws_db_instance.orders`. */
  readonly address: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly unknown?: unknown;
  /** @default what before and after come to: create, delete or update */
  readonly actions?: readonly string[];
  /** Further members of the change: `replace_paths`. */
  readonly change?: object;
  /** Further members of the object: `deposed`, `action_reason`. */
  readonly rest?: object;
}

/** What a plan holds of one object. */
export function resourceChange(spec: ChangeSpec): object {
  const { address, before = null, after = null, unknown = {} } = spec;
  const parts = address.replace(/^(module\.[^.]+\.)+/, "").split(".");
  const data = parts[0] === "data";
  const type = (data ? parts[1] : parts[0]) ?? "";
  const actions = spec.actions ?? (before === null ? ["create"] : after === null ? ["delete"] : ["update"]);
  return {
    address,
    mode: data ? "data" : "managed",
    type,
    name: (data ? parts[2] : parts[1]) ?? "",
    provider_name: `registry.terraform.io/hashicorp/${type.split("_")[0]}`,
    change: {
      actions,
      before,
      after,
      after_unknown: unknown,
      before_sensitive: false,
      after_sensitive: false,
      ...spec.change,
    },
    ...spec.rest,
  };
}

/** A masked plan of some objects. */
export function planOf(specs: readonly ChangeSpec[], rest: object = {}): MaskedPlan {
  const document = { format_version: "1.2", resource_changes: specs.map(resourceChange), ...rest };
  return maskPlan(parsePlan(document, "test"));
}

/** The only object of a plan as rules look at it. */
export function subject(
  spec: ChangeSpec,
  rest: Partial<Subject> = {},
  others: readonly ChangeSpec[] = [],
): Subject {
  const plan = planOf([spec, ...others]);
  const [object] = plan.objects;
  if (object === undefined) {
    throw new Error("no object in the plan");
  }
  const surroundings = { versions: clusterVersions(plan), protectedPaths: [] };
  return {
    ...subjectOf(object, { kubernetes: kubernetesChanges(object), unread: [] }, undefined, surroundings),
    ...rest,
  };
}

/** What one rule says about an object: level and title, for short. */
export function hitsOf(rule: Rule, spec: ChangeSpec, rest: Partial<Subject> = {}): readonly Hit[] {
  return rule.check(subject(spec, rest));
}

/** What rules say about an object, as `R1 critical database is deleted`. */
export function said(rules: readonly Rule[], spec: ChangeSpec): readonly string[] {
  return findingsOf(subject(spec), rules).map(({ rule, level, title }) => `${rule} ${level} ${title}`);
}

/** A day before which nothing expires, for reviews. */
export const TODAY = new Date("2026-11-21T12:00:00Z");

/** A review of some objects. */
export function reviewOf(
  specs: readonly ChangeSpec[],
  options: Partial<ReviewPlanOptions> = {},
  rest: object = {},
  synthesized?: Synthesized,
): Review {
  return reviewPlan(planOf(specs, rest), synthesized, {
    stack: "shop",
    basis: "plan",
    now: TODAY,
    ...options,
  });
}
