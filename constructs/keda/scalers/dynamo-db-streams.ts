import { PodIdentity } from "../pod-identity";
import type { ScalerValue, TriggerProps } from "../scaler-value";
import { defineScaler } from "./define-scaler";
import { namedArn } from "./named-arn";
import { splitProps } from "./table-scaler";

/** The stream of an Amazon DynamoDB table. */
export interface DynamoDbStreamsScalerProps extends TriggerProps {
  /** The table, which has a stream; KEDA's operator is allowed to look for the stream and at its shards. */
  readonly tableArn: string;
  /** Shards one replica reads. @default 2 */
  readonly shardCount?: number;
  /** Shards above which the workload leaves zero. @default 0 */
  readonly activationShardCount?: number;
  /** Endpoint in place of AWS, for tests: `http://localstack:4566`. @default AWS */
  readonly endpoint?: string;
  /** @default the operator's own role, which is granted what is needed */
  readonly identity?: PodIdentity;
}

/**
 * Shards of the stream of an Amazon DynamoDB table: it follows the size of the table, not how much waits in the
 * stream. Codes beside the table's: `invalid-arn`.
 */
export function dynamoDbStreams(props: DynamoDbStreamsScalerProps): ScalerValue {
  return defineScaler("aws-dynamodb-streams", ({ problems }) => {
    const { settings, identity, rest } = splitProps(props);
    const { tableArn, endpoint, ...parameters } = rest;
    const { name, region } = namedArn(problems, "tableArn", tableArn, "dynamodb", "table");
    return {
      type: "aws-dynamodb-streams",
      settings,
      identity,
      defaultIdentity: PodIdentity.aws(),
      statements: [
        { actions: ["dynamodb:DescribeTable"], resources: [tableArn] },
        // A stream is named after the time it was switched on, and KEDA asks the table for the latest.
        { actions: ["dynamodb:DescribeStream"], resources: [`${tableArn}/stream/*`] },
      ],
      props: { tableName: "tableArn", awsRegion: "tableArn", awsEndpoint: "endpoint" },
      parameters: { ...parameters, tableName: name, awsRegion: region, awsEndpoint: endpoint },
    };
  });
}
