import { arnParts, checkArn, endpointDomain } from "../../../lib/core/arn";
import { PodIdentity } from "../pod-identity";
import type { ScalerValue, TriggerProps } from "../scaler-value";
import { defineScaler } from "./define-scaler";
import { splitProps } from "./table-scaler";

/** An Amazon SQS queue. */
export interface SqsScalerProps extends TriggerProps {
  /** The queue; its address and region follow from it, and KEDA's operator is allowed to ask for its length. */
  readonly queueArn: string;
  /** Messages one replica works off. @default 5 */
  readonly queueLength?: number;
  /** Messages above which the workload leaves zero. @default 0 */
  readonly activationQueueLength?: number;
  /** Counts messages that are being worked on. @default true */
  readonly scaleOnInFlight?: boolean;
  /** Counts messages that are not due yet. @default false */
  readonly scaleOnDelayed?: boolean;
  /** Endpoint in place of AWS, for tests: `http://localstack:4566`. @default AWS */
  readonly endpoint?: string;
  /** @default the operator's own role, which is granted what is needed */
  readonly identity?: PodIdentity;
}

/** Messages in an Amazon SQS queue. Codes beside the table's: `invalid-arn`. */
export function sqs(props: SqsScalerProps): ScalerValue {
  return defineScaler("aws-sqs-queue", ({ problems }) => {
    const { settings, identity, rest } = splitProps(props);
    const { queueArn, endpoint, ...parameters } = rest;
    checkArn(problems, "queueArn", queueArn, "sqs", "");
    const { partition, region, accountId, resource } = arnParts(queueArn);
    return {
      type: "aws-sqs-queue",
      settings,
      identity,
      defaultIdentity: PodIdentity.aws(),
      statements: [{ actions: ["sqs:GetQueueAttributes"], resources: [queueArn] }],
      props: { queueURL: "queueArn", awsRegion: "queueArn", awsEndpoint: "endpoint" },
      parameters: {
        ...parameters,
        queueURL: `https://sqs.${region}.${endpointDomain(partition)}/${accountId}/${resource}`,
        // Of an ARN that was refused above there may be none: the table need not say so again.
        awsRegion: region || queueArn,
        awsEndpoint: endpoint,
      },
    };
  });
}
