import { PodIdentity } from "../../../../constructs/keda/pod-identity";
import { kinesis } from "../../../../constructs/keda/scalers/kinesis";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const STREAM = "arn:aws:kinesis:eu-central-1:111122223333:stream/orders";

describe("kinesis", () => {
  it("reads name and region from the ARN, and is allowed to ask for the shards", () => {
    expect(bind(kinesis({ streamArn: STREAM }))).toEqual({
      trigger: {
        type: "aws-kinesis-stream",
        metadata: { streamName: "orders", awsRegion: "eu-central-1" },
      },
      authentication: { secrets: {}, identity: { provider: "aws" } },
      statements: [{ actions: ["kinesis:DescribeStreamSummary"], resources: [STREAM] }],
      manifests: [],
    });
  });

  it("renders every prop", () => {
    const { trigger } = bind(
      kinesis({
        streamArn: STREAM,
        shardCount: 4,
        activationShardCount: 1,
        endpoint: "http://localstack:4566",
        name: "shards",
      }),
    );
    expect(trigger).toEqual({
      type: "aws-kinesis-stream",
      name: "shards",
      metadata: {
        streamName: "orders",
        awsRegion: "eu-central-1",
        awsEndpoint: "http://localstack:4566",
        shardCount: "4",
        activationShardCount: "1",
      },
    });
  });

  it("grants nothing to the operator where it takes on another role", () => {
    const identity = PodIdentity.aws({ roleArn: "arn:aws:iam::111122223333:role/reader" });
    const bound = bind(kinesis({ streamArn: STREAM, identity }));
    expect(bound).toMatchObject({ authentication: { identity }, statements: [] });
  });

  it.each(["orders", `${STREAM}/consumer/app:1700000000`])("fails for %s", (streamArn) => {
    expect(codes(bindProblems(kinesis({ streamArn })))).toEqual(["streamArn invalid-arn"]);
  });

  it("fails on a count of the wrong type", () => {
    expect(codes(bindProblems(kinesis({ streamArn: STREAM, shardCount: 1.5 })))).toEqual([
      "shardCount wrong-type",
    ]);
  });
});
