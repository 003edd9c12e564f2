import type { Problems } from "../../../lib/core/errors";
import { isToken } from "../../../lib/core/tokens";
import { PodIdentity } from "../pod-identity";
import type { ScalerValue, TriggerProps } from "../scaler-value";
import { defineScaler } from "./define-scaler";
import { splitProps } from "./table-scaler";

/** One metric of Amazon CloudWatch. */
export type CloudWatchMetric = {
  /** `AWS/ApplicationELB` */
  readonly namespace: string;
  /** `RequestCountPerTarget` */
  readonly name: string;
  /** Every dimension of the metric, at least one. One without any is read by an `expression`. */
  readonly dimensions: { readonly [name: string]: string };
  /** Counts datapoints of this unit only: `Count`. @default all */
  readonly unit?: string;
};

/** A metric of Amazon CloudWatch, or an expression over several. Exactly one of `metric` and `expression` is given. */
export interface CloudWatchScalerProps extends TriggerProps {
  readonly metric?: CloudWatchMetric;
  /** Metrics Insights: `SELECT MAX("CPUUtilization") FROM SCHEMA("AWS/RDS", DBInstanceIdentifier)`. */
  readonly expression?: string;
  /** Region that has the metric. */
  readonly region: string;
  /** Account that owns the metric, where it is shared with this one. @default this account */
  readonly accountId?: string;
  /** Value one replica stands for. */
  readonly targetValue: number;
  /** Value above which the workload leaves zero. @default 0 */
  readonly activationValue?: number;
  /**
   * Value to take where there is no datapoint. `error` makes the trigger fail instead: replicas stay, or go by the
   * fallback of the scaled object.
   */
  readonly valueWithoutData: number | "error";
  /** What is made of the datapoints in a period of `metric`: `Sum`, `Maximum`, `p95`. @default Average */
  readonly statistic?: string;
  /** Length of a period: 1, 5, 10, 30 or a multiple of 60. @default 300 */
  readonly periodSeconds?: number;
  /** How far back to look; the latest period counts. @default the fewest whole periods that make 300 */
  readonly collectionWindowSeconds?: number;
  /** How long before now to stop, where the latest datapoints are not complete. @default 0 */
  readonly endTimeOffsetSeconds?: number;
  /** Endpoint in place of AWS, for tests: `http://localstack:4566`. @default AWS */
  readonly endpoint?: string;
  /** @default the operator's own role, which is granted what is needed */
  readonly identity?: PodIdentity;
}

/** What KEDA takes for the period and for the window. Source: KEDA, aws_cloudwatch_scaler.go. */
const DEFAULT_SECONDS = 300;

/** The latest value of an Amazon CloudWatch metric. Codes beside the table's: `exclusive`, `invalid-period`. */
export function cloudWatch(props: CloudWatchScalerProps): ScalerValue {
  return defineScaler("aws-cloudwatch", ({ problems }) => {
    const { settings, identity, rest } = splitProps(props);
    const { metric, expression, periodSeconds, valueWithoutData } = rest;
    problems.addIf(metric !== undefined && expression !== undefined, {
      prop: "metric",
      code: "exclusive",
      rule: "KEDA ignores the metric beside an expression",
      fix: "keep one of expression, metric",
    });
    return {
      type: "aws-cloudwatch",
      settings,
      identity,
      defaultIdentity: PodIdentity.aws(),
      // The action supports no resource. Source: AWS, "Actions, resources, and condition keys for CloudWatch".
      statements: [{ actions: ["cloudwatch:GetMetricData"], resources: ["*"] }],
      props: PROPS,
      parameters: {
        expression,
        namespace: metric?.namespace,
        metricName: metric?.name,
        dimensionName: metric && Object.keys(metric.dimensions),
        dimensionValue: metric && Object.values(metric.dimensions),
        metricUnit: metric?.unit,
        metricStat: rest.statistic,
        metricStatPeriod: periodSeconds,
        metricCollectionTime: windowSeconds(periodSeconds, rest.collectionWindowSeconds, problems),
        metricEndTimeOffset: rest.endTimeOffsetSeconds,
        targetMetricValue: rest.targetValue,
        activationTargetMetricValue: rest.activationValue,
        // KEDA wants a value even where it is never used.
        minMetricValue: valueWithoutData === "error" ? 0 : valueWithoutData,
        ignoreNullValues: valueWithoutData === "error" ? false : undefined,
        awsRegion: rest.region,
        awsAccountId: rest.accountId,
        awsEndpoint: rest.endpoint,
      },
    };
  });
}

const PROPS = {
  namespace: "metric.namespace",
  metricName: "metric.name",
  dimensionName: "metric.dimensions",
  dimensionValue: "metric.dimensions",
  metricUnit: "metric.unit",
  metricStat: "statistic",
  metricStatPeriod: "periodSeconds",
  metricCollectionTime: "collectionWindowSeconds",
  metricEndTimeOffset: "endTimeOffsetSeconds",
  targetMetricValue: "targetValue",
  activationTargetMetricValue: "activationValue",
  minMetricValue: "valueWithoutData",
  ignoreNullValues: "valueWithoutData",
  awsRegion: "region",
  awsAccountId: "accountId",
  awsEndpoint: "endpoint",
};

/** Checks the period, and the window against it; without a window, one that fits the period. */
function windowSeconds(
  period = DEFAULT_SECONDS,
  window: number | undefined,
  problems: Problems,
): number | undefined {
  if (isToken(period) || isToken(window) || !(Number.isSafeInteger(period) && period >= 1)) {
    // What is no period at all the table has a rule for.
    return window;
  }
  const valid = [1, 5, 10, 30].includes(period) || period % 60 === 0;
  problems.addIf(!valid, {
    prop: "periodSeconds",
    code: "invalid-period",
    rule: "CloudWatch has periods of 1, 5, 10 and 30 seconds and of whole minutes",
    value: period,
    fix: "use 1, 5, 10, 30 or a multiple of 60",
  });
  problems.addIf(valid && window !== undefined && !(window > 0 && window % period === 0), {
    prop: "collectionWindowSeconds",
    code: "invalid-period",
    rule: "the window is one or more whole periods",
    value: window,
    fix: `use a multiple of ${period}`,
  });
  return window ?? (valid && DEFAULT_SECONDS % period !== 0 ? wholePeriods(period) : undefined);
}

function wholePeriods(period: number): number {
  return Math.ceil(DEFAULT_SECONDS / period) * period;
}
