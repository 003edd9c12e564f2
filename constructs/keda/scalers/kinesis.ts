import { PodIdentity } from "../pod-identity";
import type { ScalerValue, TriggerProps } from "../scaler-value";
import { defineScaler } from "./define-scaler";
import { namedArn } from "./named-arn";
import { splitProps } from "./table-scaler";

/** An Amazon Kinesis data stream. */
export interface KinesisScalerProps extends TriggerProps {
  /** The stream; its name and region follow from it, and KEDA's operator is allowed to ask for its shards. */
  readonly streamArn: string;
  /** Open shards one replica reads. @default 2 */
  readonly shardCount?: number;
  /** Open shards above which the workload leaves zero. @default 0 */
  readonly activationShardCount?: number;
  /** Endpoint in place of AWS, for tests: `http://localstack:4566`. @default AWS */
  readonly endpoint?: string;
  /** @default the operator's own role, which is granted what is needed */
  readonly identity?: PodIdentity;
}

/**
 * Open shards of an Amazon Kinesis data stream: it follows the size of the stream, not how much waits in it. Codes
 * beside the table's: `invalid-arn`.
 */
export function kinesis(props: KinesisScalerProps): ScalerValue {
  return defineScaler("aws-kinesis-stream", ({ problems }) => {
    const { settings, identity, rest } = splitProps(props);
    const { streamArn, endpoint, ...parameters } = rest;
    const { name, region } = namedArn(problems, "streamArn", streamArn, "kinesis", "stream");
    return {
      type: "aws-kinesis-stream",
      settings,
      identity,
      defaultIdentity: PodIdentity.aws(),
      statements: [{ actions: ["kinesis:DescribeStreamSummary"], resources: [streamArn] }],
      props: { streamName: "streamArn", awsRegion: "streamArn", awsEndpoint: "endpoint" },
      parameters: { ...parameters, streamName: name, awsRegion: region, awsEndpoint: endpoint },
    };
  });
}
