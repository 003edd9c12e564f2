import type { Problems } from "../../lib/core/errors";
import { isToken } from "../../lib/core/tokens";
import { checkLabelKey, checkLabelValue, isLabelValue } from "../eks/kubernetes-labels";
import type { Labels } from "./extension";

/** What the labels of a workload are made of. */
export interface WorkloadLabelsInput {
  readonly name: string;
  /** What it is a part of: the namespace, or the product's name. */
  readonly partOf: string;
  /** Kind of workload: `service`, `worker`. */
  readonly component: string;
  /** Tag of its image. Left out where it is no label value: a digest, or a tag known after apply. */
  readonly version: string | undefined;
  /** Labels of the platform. */
  readonly platform: Labels | undefined;
  /** Labels of the workload itself; they win over those of the platform. */
  readonly own: Labels | undefined;
}

const NAME = "app.kubernetes.io/name";

/** Labels that others act upon: they are what they are. */
const FIXED = [NAME, "app.kubernetes.io/managed-by", "app.kubernetes.io/instance"];

/**
 * Labels of every object of a workload, and those that select its pods. `app.kubernetes.io/instance` is left out:
 * Argo CD tracks by it what it owns.
 *
 * Codes: `reserved-label`, `invalid-label-key`, `invalid-label-value`.
 */
export function workloadLabels(input: WorkloadLabelsInput, problems: Problems) {
  for (const [key, value] of Object.entries(input.own ?? {})) {
    const at = problems.at("labels").at(key);
    checkLabelKey(at, "", key);
    checkLabelValue(at, "", value);
    at.addIf(FIXED.includes(key), {
      prop: "",
      code: "reserved-label",
      rule: "this label selects or tracks the objects of a workload",
      value,
      fix: "leave it out, or use a label of your own domain",
    });
  }
  const selector: Labels = { [NAME]: input.name };
  const { version } = input;
  const shown = version !== undefined && !isToken(version) && isLabelValue(version);
  const labels: Labels = {
    "app.kubernetes.io/component": input.component,
    "app.kubernetes.io/part-of": input.partOf,
    ...(shown && { "app.kubernetes.io/version": version }),
    ...input.platform,
    ...input.own,
    "app.kubernetes.io/managed-by": "slipway",
    ...selector,
  };
  return { selector, labels };
}
