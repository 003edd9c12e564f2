import { PodIdentity } from "../../../../constructs/keda/pod-identity";
import { sqs } from "../../../../constructs/keda/scalers/sqs";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const QUEUE = "arn:aws:sqs:eu-central-1:111122223333:orders";

describe("sqs", () => {
  it("reads address and region from the ARN, and is allowed to ask for the length", () => {
    expect(bind(sqs({ queueArn: QUEUE }))).toEqual({
      trigger: {
        type: "aws-sqs-queue",
        metadata: {
          queueURL: "https://sqs.eu-central-1.amazonaws.com/111122223333/orders",
          awsRegion: "eu-central-1",
        },
      },
      authentication: { secrets: {}, identity: { provider: "aws" } },
      statements: [{ actions: ["sqs:GetQueueAttributes"], resources: [QUEUE] }],
      manifests: [],
    });
  });

  it("renders every prop", () => {
    const { trigger } = bind(
      sqs({
        queueArn: QUEUE,
        queueLength: 50,
        activationQueueLength: 1,
        scaleOnInFlight: false,
        scaleOnDelayed: true,
        endpoint: "http://localstack:4566",
        name: "queue",
        metricType: "Value",
        useCachedMetrics: true,
        metadata: { newerKey: "1" },
      }),
    );
    expect(trigger).toEqual({
      type: "aws-sqs-queue",
      name: "queue",
      metricType: "Value",
      useCachedMetrics: true,
      metadata: {
        queueURL: "https://sqs.eu-central-1.amazonaws.com/111122223333/orders",
        awsRegion: "eu-central-1",
        awsEndpoint: "http://localstack:4566",
        queueLength: "50",
        activationQueueLength: "1",
        scaleOnInFlight: "false",
        scaleOnDelayed: "true",
        newerKey: "1",
      },
    });
  });

  it("uses the domain of the partition", () => {
    const { metadata } = bind(sqs({ queueArn: "arn:aws-cn:sqs:cn-north-1:111122223333:orders" })).trigger;
    expect(metadata.queueURL).toBe("https://sqs.cn-north-1.amazonaws.com.cn/111122223333/orders");
  });

  it("takes on another role, which then needs the permission in place of the operator", () => {
    const roleArn = "arn:aws:iam::111122223333:role/queue-reader";
    const bound = bind(sqs({ queueArn: QUEUE, identity: PodIdentity.aws({ roleArn }) }));
    expect(bound.authentication).toEqual({ secrets: {}, identity: { provider: "aws", roleArn } });
    expect(bound.statements).toEqual([]);
  });

  it("uses a shared authentication", () => {
    const reference = { name: "shared", kind: "ClusterTriggerAuthentication" } as const;
    const bound = bind(sqs({ queueArn: QUEUE, authentication: { reference, identity: PodIdentity.aws() } }));
    expect(bound.trigger.authenticationRef).toEqual(reference);
    expect(bound.authentication).toBeUndefined();
    expect(bound.statements).toHaveLength(1);
  });

  it("fails on anything but the ARN of a queue", () => {
    expect(codes(bindProblems(sqs({ queueArn: `${QUEUE}-*` })))).toEqual(["queueArn invalid-arn"]);
  });

  it("fails on a length of the wrong type", () => {
    expect(codes(bindProblems(sqs({ queueArn: QUEUE, queueLength: 2.5 })))).toEqual([
      "queueLength wrong-type",
    ]);
  });
});
