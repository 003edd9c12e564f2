import type { Problems } from "../../../lib/core/errors";
import { checkWholeNumber, parseQuantity } from "../../../lib/core/quantities";
import { ifKnown, isToken } from "../../../lib/core/tokens";
import type { ScalerValue, TriggerProps } from "../scaler-value";
import { defineScaler } from "./define-scaler";
import { checkExclusive } from "./exclusive";

/** What CPU and memory have in common. Exactly one of `utilizationPercent` and `averageValue` is given. */
export interface ResourceMetricProps extends Pick<TriggerProps, "name" | "metadata"> {
  /** Use of a pod, as a percentage of what its containers request; it may exceed 100. */
  readonly utilizationPercent?: number;
  /** Use of a pod, as an amount. */
  readonly averageValue?: string;
  /** Container that counts. @default all of the pod */
  readonly containerName?: string;
}

/** How an amount of a resource is written. */
export interface AmountForm {
  readonly pattern: RegExp;
  readonly example: string;
}

/** KEDA reads the percentage as a 32-bit number. Source: KEDA, cpu_memory_scaler.go. */
const MOST_PERCENT = 2 ** 31 - 1;

/** CPU or memory. The autoscaler itself asks the metrics server, so it takes no credential and nothing is cached. */
export function resourceMetric(
  type: "cpu" | "memory",
  { name, metadata, ...props }: ResourceMetricProps,
  form: AmountForm,
): ScalerValue {
  return defineScaler(type, ({ problems }) => {
    const { utilizationPercent, averageValue, containerName } = props;
    checkExclusive(problems, "one trigger has one target", { utilizationPercent }, { averageValue });
    checkWholeNumber(problems, "utilizationPercent", utilizationPercent, 1, MOST_PERCENT);
    ifKnown(averageValue, (known) => checkAmount(problems, known, form));
    const byAmount = averageValue !== undefined;
    return {
      type,
      settings: { name, metadata },
      metricType: byAmount ? "AverageValue" : "Utilization",
      props: { value: byAmount ? "averageValue" : "utilizationPercent" },
      parameters: {
        value: averageValue ?? text(utilizationPercent),
        containerName,
      },
    };
  });
}

/** KEDA takes both targets as text; a number that is known later the core turns into text. */
function text(percent: number | undefined): unknown {
  return percent === undefined || isToken(percent) ? percent : String(percent);
}

function checkAmount(problems: Problems, amount: string, { pattern, example }: AmountForm): void {
  const quantity = pattern.test(amount) ? parseQuantity(amount) : undefined;
  problems.addIf(quantity === undefined || quantity.nanos === 0n, {
    prop: "averageValue",
    code: "invalid-quantity",
    rule: "an amount is above 0, in the form Kubernetes has for it",
    value: amount,
    fix: `write it like ${example}`,
  });
}
