import type { ScalerValue } from "./scaler-value";
import { cloudWatch } from "./scalers/cloud-watch";
import { cpu } from "./scalers/cpu";
import { cron } from "./scalers/cron";
import { custom } from "./scalers/custom";
import { dynamoDb } from "./scalers/dynamo-db";
import { dynamoDbStreams } from "./scalers/dynamo-db-streams";
import { githubRunner } from "./scalers/github-runner";
import { http } from "./scalers/http";
import { kafka } from "./scalers/kafka";
import { kinesis } from "./scalers/kinesis";
import { loki } from "./scalers/loki";
import { LONG_TAIL } from "./scalers/long-tail";
import { memory } from "./scalers/memory";
import { mongodb } from "./scalers/mongodb";
import { natsJetStream } from "./scalers/nats-jet-stream";
import { postgresql } from "./scalers/postgresql";
import { prometheus } from "./scalers/prometheus";
import { rabbitMq } from "./scalers/rabbit-mq";
import { redisList } from "./scalers/redis-list";
import { redisStream } from "./scalers/redis-stream";
import { sqs } from "./scalers/sqs";

/** A source of scaling as a value, made by one of the factories of the same name. */
export type Scaler = ScalerValue;

/**
 * Every scaler of KEDA 2.20: the ones used most with props of their own, the others with KEDA's parameters, `http` for
 * the HTTP add-on and `custom` for any other.
 */
export const Scaler = {
  ...LONG_TAIL,
  cloudWatch,
  cpu,
  cron,
  custom,
  dynamoDb,
  dynamoDbStreams,
  githubRunner,
  http,
  kafka,
  kinesis,
  loki,
  memory,
  mongodb,
  natsJetStream,
  postgresql,
  prometheus,
  rabbitMq,
  redisList,
  redisStream,
  sqs,
} as const;
