import * as fc from "fast-check";
import { PodIdentity } from "../../../../constructs/keda/pod-identity";
import { type CloudWatchScalerProps, cloudWatch } from "../../../../constructs/keda/scalers/cloud-watch";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const METRIC = { namespace: "AWS/SQS", name: "Age", dimensions: { QueueName: "orders" } };
const PROPS: CloudWatchScalerProps = {
  metric: METRIC,
  region: "eu-central-1",
  targetValue: 60,
  valueWithoutData: 0,
};

function metadataOf(props: Partial<CloudWatchScalerProps>) {
  return bind(cloudWatch({ ...PROPS, ...props })).trigger.metadata;
}

function problemsWith(props: Partial<CloudWatchScalerProps>): string[] {
  return codes(bindProblems(cloudWatch({ ...PROPS, ...props })));
}

describe("cloudWatch", () => {
  it("reads a metric, and is allowed to", () => {
    expect(bind(cloudWatch(PROPS))).toEqual({
      trigger: {
        type: "aws-cloudwatch",
        metadata: {
          namespace: "AWS/SQS",
          metricName: "Age",
          dimensionName: "QueueName",
          dimensionValue: "orders",
          targetMetricValue: "60",
          minMetricValue: "0",
          awsRegion: "eu-central-1",
        },
      },
      authentication: { secrets: {}, identity: { provider: "aws" } },
      statements: [{ actions: ["cloudwatch:GetMetricData"], resources: ["*"] }],
      manifests: [],
    });
  });

  it("renders every prop of a metric", () => {
    const metadata = metadataOf({
      metric: {
        namespace: "AWS/ApplicationELB",
        name: "RequestCount",
        dimensions: { LoadBalancer: "app/web/1", TargetGroup: "targetgroup/web/2" },
        unit: "Count",
      },
      accountId: "444455556666",
      targetValue: 0.5,
      activationValue: 0.1,
      valueWithoutData: -1,
      statistic: "Sum",
      periodSeconds: 60,
      collectionWindowSeconds: 120,
      endTimeOffsetSeconds: 30,
      endpoint: "http://localstack:4566",
    });
    expect(metadata).toEqual({
      namespace: "AWS/ApplicationELB",
      metricName: "RequestCount",
      dimensionName: "LoadBalancer;TargetGroup",
      dimensionValue: "app/web/1;targetgroup/web/2",
      metricUnit: "Count",
      metricStat: "Sum",
      metricStatPeriod: "60",
      metricCollectionTime: "120",
      metricEndTimeOffset: "30",
      targetMetricValue: "0.5",
      activationTargetMetricValue: "0.1",
      minMetricValue: "-1",
      awsRegion: "eu-central-1",
      awsAccountId: "444455556666",
      awsEndpoint: "http://localstack:4566",
    });
  });

  it("reads an expression", () => {
    const expression = 'SELECT MAX("CPUUtilization") FROM SCHEMA("AWS/RDS", DBInstanceIdentifier)';
    expect(metadataOf({ metric: undefined, expression })).toEqual({
      expression,
      targetMetricValue: "60",
      minMetricValue: "0",
      awsRegion: "eu-central-1",
    });
  });

  it("fails on missing data where it is told to", () => {
    expect(metadataOf({ valueWithoutData: "error" })).toMatchObject({
      minMetricValue: "0",
      ignoreNullValues: "false",
    });
  });

  it("chooses a window of whole periods", () => {
    expect(metadataOf({ periodSeconds: 60 }).metricCollectionTime).toBeUndefined();
    expect(metadataOf({ periodSeconds: 120 }).metricCollectionTime).toBe("360");
    expect(metadataOf({ periodSeconds: 3600 }).metricCollectionTime).toBe("3600");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1440 }), (minutes) => {
        const window = Number(metadataOf({ periodSeconds: minutes * 60 }).metricCollectionTime ?? 300);
        expect(window % (minutes * 60)).toBe(0);
        expect(window).toBeGreaterThanOrEqual(300);
        expect(window - minutes * 60).toBeLessThan(300);
      }),
    );
  });

  it("grants nothing to the operator where it takes on another role", () => {
    const identity = PodIdentity.aws({ roleArn: "arn:aws:iam::111122223333:role/reader" });
    expect(bind(cloudWatch({ ...PROPS, identity }))).toMatchObject({
      authentication: { identity },
      statements: [],
    });
  });

  it("fails with both metric and expression, and with neither", () => {
    expect(problemsWith({ expression: "SELECT 1" })).toEqual(["metric exclusive"]);
    expect(problemsWith({ metric: undefined })).toEqual(["expression missing-either"]);
  });

  it("fails without dimensions, and on a semicolon in one", () => {
    const problems = problemsWith({ metric: { ...METRIC, dimensions: {} } });
    expect(new Set(problems)).toEqual(new Set(["metric.dimensions wrong-type"]));
    expect(problemsWith({ metric: { ...METRIC, dimensions: { QueueName: "a;b" } } })).toEqual([
      "metric.dimensions separator-in-item",
    ]);
  });

  it.each([2, 45, 90, 100, 301])("fails with a period of %d seconds", (periodSeconds) => {
    expect(problemsWith({ periodSeconds })).toEqual(["periodSeconds invalid-period"]);
  });

  it.each([1, 5, 10, 30, 60, 300, 86400])("takes a period of %d seconds", (periodSeconds) => {
    expect(problemsWith({ periodSeconds })).toEqual([]);
  });

  it("leaves what is no period at all to the table", () => {
    expect(problemsWith({ periodSeconds: 0 })).toEqual(["periodSeconds out-of-range"]);
    expect(problemsWith({ periodSeconds: 1.5 })).toEqual(["periodSeconds wrong-type"]);
  });

  it.each([
    [undefined, 100],
    [undefined, 0],
    [60, 90],
    [60, -60],
    [600, 300],
  ])("fails with a period of %p and a window of %p seconds", (periodSeconds, collectionWindowSeconds) => {
    expect(problemsWith({ periodSeconds, collectionWindowSeconds })).toEqual([
      "collectionWindowSeconds invalid-period",
    ]);
  });

  it("names the user's props", () => {
    expect(
      problemsWith({
        metric: { ...METRIC, namespace: "", name: "", unit: "" },
        statistic: "",
        endTimeOffsetSeconds: 0.5,
        targetValue: Number.NaN,
        activationValue: Number.NaN,
        valueWithoutData: Number.NaN,
        region: "",
        accountId: "",
        endpoint: "",
      }).sort(),
    ).toEqual([
      "accountId wrong-type",
      "activationValue wrong-type",
      "endTimeOffsetSeconds wrong-type",
      "endpoint wrong-type",
      "metric.name wrong-type",
      "metric.namespace wrong-type",
      "metric.unit wrong-type",
      "region wrong-type",
      "statistic wrong-type",
      "targetValue wrong-type",
      "valueWithoutData wrong-type",
    ]);
  });
});
