import { PodIdentity } from "../../../../constructs/keda/pod-identity";
import { dynamoDbStreams } from "../../../../constructs/keda/scalers/dynamo-db-streams";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const TABLE = "arn:aws:dynamodb:eu-central-1:111122223333:table/orders";

describe("dynamoDbStreams", () => {
  it("reads name and region from the ARN, and is allowed to find the stream and look at its shards", () => {
    expect(bind(dynamoDbStreams({ tableArn: TABLE }))).toEqual({
      trigger: {
        type: "aws-dynamodb-streams",
        metadata: { tableName: "orders", awsRegion: "eu-central-1" },
      },
      authentication: { secrets: {}, identity: { provider: "aws" } },
      statements: [
        { actions: ["dynamodb:DescribeTable"], resources: [TABLE] },
        { actions: ["dynamodb:DescribeStream"], resources: [`${TABLE}/stream/*`] },
      ],
      manifests: [],
    });
  });

  it("renders every prop", () => {
    const { trigger } = bind(
      dynamoDbStreams({
        tableArn: TABLE,
        shardCount: 4,
        activationShardCount: 1,
        endpoint: "http://localstack:4566",
      }),
    );
    expect(trigger.metadata).toEqual({
      tableName: "orders",
      awsRegion: "eu-central-1",
      awsEndpoint: "http://localstack:4566",
      shardCount: "4",
      activationShardCount: "1",
    });
  });

  it("grants nothing to the operator where it takes on another role", () => {
    const identity = PodIdentity.aws({ roleArn: "arn:aws:iam::111122223333:role/reader" });
    const bound = bind(dynamoDbStreams({ tableArn: TABLE, identity }));
    expect(bound).toMatchObject({ authentication: { identity }, statements: [] });
  });

  it("fails for the ARN of the stream", () => {
    const tableArn = `${TABLE}/stream/2026-01-01T00:00:00.000`;
    expect(codes(bindProblems(dynamoDbStreams({ tableArn })))).toEqual(["tableArn invalid-arn"]);
  });

  it("fails on a count of the wrong type", () => {
    expect(codes(bindProblems(dynamoDbStreams({ tableArn: TABLE, activationShardCount: 0.5 })))).toEqual([
      "activationShardCount wrong-type",
    ]);
  });
});
