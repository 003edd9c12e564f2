import { type IHttpAddOn, Scaler, SecretFrom } from "cdktf-slipway/keda";

const secret = (key: string) => SecretFrom.secret("credentials", key);
const PROMETHEUS = "http://prometheus-operated.monitoring:9090";

/** The smallest use of every scaler with props of its own, by KEDA's name. */
export const MOST_USED: Readonly<Record<string, () => Scaler>> = {
  "aws-cloudwatch": () =>
    Scaler.cloudWatch({
      region: "eu-central-1",
      metric: { namespace: "Shop", name: "OpenOrders", dimensions: { Service: "shop" } },
      targetValue: 10,
      valueWithoutData: 0,
    }),
  "aws-dynamodb": () =>
    Scaler.dynamoDb({
      tableArn: "arn:aws:dynamodb:eu-central-1:111122223333:table/orders",
      keyConditionExpression: "#state = :state",
      expressionAttributeNames: { "#state": "state" },
      expressionAttributeValues: { ":state": "open" },
      targetItems: 10,
    }),
  "aws-dynamodb-streams": () =>
    Scaler.dynamoDbStreams({ tableArn: "arn:aws:dynamodb:eu-central-1:111122223333:table/orders" }),
  "aws-kinesis-stream": () =>
    Scaler.kinesis({ streamArn: "arn:aws:kinesis:eu-central-1:111122223333:stream/orders" }),
  "aws-sqs-queue": () => Scaler.sqs({ queueArn: "arn:aws:sqs:eu-central-1:111122223333:orders" }),
  cpu: () => Scaler.cpu({ utilizationPercent: 70 }),
  cron: () =>
    Scaler.cron({ start: "0 8 * * 1-5", end: "0 18 * * 1-5", timezone: "Europe/Berlin", desiredReplicas: 5 }),
  "github-runner": () =>
    Scaler.githubRunner({ scope: { organization: "shop" }, personalAccessToken: secret("token") }),
  kafka: () => Scaler.kafka({ bootstrapServers: ["kafka:9092"], group: "billing", topic: "orders" }),
  loki: () =>
    Scaler.loki({
      serverAddress: "http://loki.monitoring:3100",
      query: 'sum(rate({app="shop"} |= "order" [1m]))',
      threshold: 10,
    }),
  memory: () => Scaler.memory({ averageValue: "512Mi" }),
  mongodb: () =>
    Scaler.mongodb({
      connectionString: secret("connection"),
      dbName: "shop",
      collection: "orders",
      query: '{"open":true}',
      queryValue: 10,
    }),
  "nats-jetstream": () =>
    Scaler.natsJetStream({ monitoringEndpoint: "nats.nats:8222", stream: "orders", consumer: "billing" }),
  postgresql: () =>
    Scaler.postgresql({
      connection: secret("connection"),
      query: "SELECT count(*) FROM orders WHERE open",
      targetQueryValue: 10,
    }),
  prometheus: () =>
    Scaler.prometheus({
      serverAddress: PROMETHEUS,
      query: 'sum(rate(http_requests_total{service="shop"}[2m]))',
      threshold: 100,
    }),
  rabbitmq: () => Scaler.rabbitMq({ queueName: "orders", host: secret("uri"), queueLength: 20 }),
  redis: () => Scaler.redisList({ addresses: ["redis:6379"], listName: "orders", listLength: 10 }),
  "redis-streams": () =>
    Scaler.redisStream({
      addresses: ["redis:6379"],
      stream: "orders",
      consumerGroup: "billing",
      pendingEntries: 10,
    }),
};

/** Requests that KEDA's HTTP add-on counts for the service `shop`. */
export function mostUsedHttp(addOn: IHttpAddOn): Scaler {
  return Scaler.http({
    addOn,
    hosts: ["shop.example.com"],
    target: { service: "shop", port: 8080 },
    concurrency: 100,
  });
}
