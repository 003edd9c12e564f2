import { Fn } from "cdktf";
import { arnParts, checkArn } from "../../../lib/core/arn";
import type { Problems } from "../../../lib/core/errors";
import type { PolicyStatement } from "../../../lib/core/policy";
import { isToken } from "../../../lib/core/tokens";
import { PodIdentity } from "../pod-identity";
import type { SecretReference } from "../secret-reference";
import type { KafkaLogin } from "./kafka-sasl";

/** IAM login to Amazon MSK. */
export type MskIamLogin = {
  readonly mechanism: "mskIam";
  /** The cluster; KEDA's operator is allowed to look at group and topic. @default nothing is granted */
  readonly clusterArn?: string;
  /** Region of the cluster. @default the one in clusterArn */
  readonly region?: string;
  /** @default the operator's own role, which is granted what is needed */
  readonly identity?: PodIdentity;
};

/** What KEDA looks at in the cluster. */
export interface KafkaConsumer {
  readonly group: string | SecretReference;
  readonly topic?: string | SecretReference;
}

/** Reads an IAM login to Amazon MSK. Code: `invalid-arn`. */
export function mskIam(
  { clusterArn, region, identity }: MskIamLogin,
  consumer: KafkaConsumer,
  problems: Problems,
): KafkaLogin {
  if (clusterArn !== undefined) {
    checkArn(problems, "sasl.clusterArn", clusterArn, "kafka", "cluster/");
  }
  return {
    parameters: {
      sasl: "oauthbearer",
      saslTokenProvider: "aws_msk_iam",
      // Of text that is no ARN, which is reported above, all is taken.
      awsRegion: region ?? (clusterArn && (arnParts(clusterArn).region || clusterArn)),
    },
    props: { awsRegion: region === undefined ? "sasl.clusterArn" : "sasl.region" },
    identity,
    defaultIdentity: PodIdentity.aws(),
    statements: clusterArn === undefined ? [] : statements(clusterArn, consumer),
  };
}

/** What it takes to ask for offsets. Source: Amazon MSK, "Semantics of IAM authorization policy actions and resources". */
function statements(clusterArn: string, { group, topic }: KafkaConsumer): readonly PolicyStatement[] {
  // A name from an environment variable is not known here, and without a topic KEDA reads those of the group.
  const below = (kind: string, name: KafkaConsumer["topic"]): string =>
    `${sibling(clusterArn, kind)}/${typeof name === "string" ? name : "*"}`;
  return [
    { actions: ["kafka-cluster:Connect"], resources: [clusterArn] },
    { actions: ["kafka-cluster:DescribeGroup"], resources: [below("group", group)] },
    { actions: ["kafka-cluster:DescribeTopic"], resources: [below("topic", topic)] },
  ];
}

/** ARNs of topics and groups are that of the cluster with another kind in it. */
function sibling(clusterArn: string, kind: string): string {
  return isToken(clusterArn)
    ? Fn.replace(clusterArn, ":cluster/", `:${kind}/`)
    : clusterArn.replace(":cluster/", `:${kind}/`);
}
