import { PodIdentity, Scaler, SecretFrom } from "cdktf-slipway/keda";

const secret = (key: string) => SecretFrom.secret("credentials", key);

/** The smallest use of every scaler whose props are KEDA's own parameters, by KEDA's name. */
export const OTHERS: Readonly<Record<string, () => Scaler>> = {
  activemq: () =>
    Scaler.activeMq({
      managementEndpoint: "activemq:8161",
      brokerName: "localhost",
      destinationName: "orders",
      username: "keda",
      password: secret("password"),
    }),
  "apache-kafka": () =>
    Scaler.apacheKafka({ bootstrapServers: ["kafka:9092"], consumerGroup: "billing", topic: ["orders"] }),
  arangodb: () =>
    Scaler.arangoDb({
      endpoints: ["https://arangodb:8529"],
      dbName: "shop",
      collection: "orders",
      query: "FOR o IN orders FILTER o.open RETURN o",
      queryValue: 10,
      authModes: ["basic"],
      username: secret("username"),
      password: secret("password"),
    }),
  "artemis-queue": () =>
    Scaler.activeMqArtemis({
      managementEndpoint: "artemis:8161",
      brokerName: "artemis",
      brokerAddress: "orders",
      queueName: "orders",
      username: "keda",
      password: secret("password"),
    }),
  "azure-app-insights": () =>
    Scaler.azureApplicationInsights({
      applicationInsightsId: "11111111-2222-3333-4444-555555555555",
      tenantId: "66666666-7777-8888-9999-000000000000",
      metricId: "requests/count",
      metricAggregationTimespan: "0:5",
      metricAggregationType: "count",
      targetValue: 100,
      identity: PodIdentity.azureWorkload(),
    }),
  "azure-blob": () =>
    Scaler.azureBlobStorage({ blobContainerName: "uploads", connection: secret("connection") }),
  "azure-data-explorer": () =>
    Scaler.azureDataExplorer({
      endpoint: "https://shop.westeurope.kusto.windows.net",
      databaseName: "shop",
      query: "Orders | where Open | count",
      threshold: 10,
      identity: PodIdentity.azureWorkload(),
    }),
  "azure-eventhub": () =>
    Scaler.azureEventHubs({
      connection: secret("event-hub"),
      storageConnection: secret("storage"),
      blobContainer: "checkpoints",
      checkpointStrategy: "blobMetadata",
    }),
  "azure-log-analytics": () =>
    Scaler.azureLogAnalytics({
      workspaceId: "11111111-2222-3333-4444-555555555555",
      query: "Orders | where Open | count",
      threshold: 10,
      identity: PodIdentity.azureWorkload(),
    }),
  "azure-monitor": () =>
    Scaler.azureMonitor({
      resourceUri: "Microsoft.Web/sites/shop",
      tenantId: "66666666-7777-8888-9999-000000000000",
      subscriptionId: "11111111-2222-3333-4444-555555555555",
      resourceGroupName: "shop",
      metricName: "Requests",
      metricAggregationType: "Total",
      targetValue: 100,
      identity: PodIdentity.azureWorkload(),
    }),
  "azure-pipelines": () =>
    Scaler.azurePipelines({
      organizationUrl: SecretFrom.env("AZP_URL"),
      personalAccessToken: secret("token"),
      poolName: "builders",
    }),
  "azure-queue": () => Scaler.azureQueueStorage({ queueName: "orders", connection: secret("connection") }),
  "azure-servicebus": () => Scaler.azureServiceBus({ queueName: "orders", connection: secret("connection") }),
  beanstalkd: () => Scaler.beanstalkd({ server: "beanstalkd:11300", tube: "orders", value: 10 }),
  cassandra: () =>
    Scaler.cassandra({
      clusterIpAddress: "cassandra:9042",
      keyspace: "shop",
      query: "SELECT COUNT(*) FROM open_orders",
      targetQueryValue: 10,
      username: "keda",
      password: secret("password"),
    }),
  couchdb: () =>
    Scaler.couchDb({
      connectionString: secret("connection"),
      dbName: "orders",
      query: '{"selector":{"open":true},"fields":["_id"]}',
      queryValue: 10,
    }),
  datadog: () =>
    Scaler.datadog({
      query: "sum:orders.open{service:shop}",
      queryValue: 10,
      apiKey: secret("api-key"),
      appKey: secret("app-key"),
    }),
  dynatrace: () =>
    Scaler.dynatrace({
      host: "https://abc12345.live.dynatrace.com",
      token: secret("token"),
      metricSelector: "builtin:service.requestCount.total:splitBy()",
      threshold: 100,
    }),
  "elastic-forecast": () =>
    Scaler.elasticForecast({
      addresses: ["https://elasticsearch:9200"],
      username: "keda",
      password: secret("password"),
      jobId: "orders",
      targetValue: 10,
    }),
  elasticsearch: () =>
    Scaler.elasticsearch({
      addresses: ["https://elasticsearch:9200"],
      username: "keda",
      password: secret("password"),
      index: ["orders"],
      query: '{"query":{"term":{"open":true}}}',
      valueLocation: "hits.total.value",
      targetValue: 10,
    }),
  etcd: () => Scaler.etcd({ endpoints: ["http://etcd:2379"], watchKey: "orders/open", value: 10 }),
  external: () => Scaler.external({ scalerAddress: "orders-scaler.shop:8080" }),
  "external-push": () => Scaler.externalPush({ scalerAddress: "orders-scaler.shop:8080" }),
  "forgejo-runner": () =>
    Scaler.forgejoRunner({
      address: "https://forgejo.example.com",
      org: "shop",
      labels: ["docker"],
      token: secret("token"),
    }),
  "gcp-cloudtasks": () =>
    Scaler.gcpCloudTasks({ projectId: "shop", queueName: "orders", identity: PodIdentity.gcp() }),
  "gcp-pubsub": () => Scaler.gcpPubSub({ subscriptionName: "orders", identity: PodIdentity.gcp() }),
  "gcp-stackdriver": () =>
    Scaler.gcpStackdriver({
      projectId: "shop",
      filter: 'metric.type="custom.googleapis.com/orders"',
      targetValue: 10,
      identity: PodIdentity.gcp(),
    }),
  "gcp-storage": () => Scaler.gcpStorage({ bucketName: "uploads", identity: PodIdentity.gcp() }),
  graphite: () =>
    Scaler.graphite({
      serverAddress: "http://graphite:81",
      query: "stats.counters.orders.rate",
      queryTime: "-5minutes",
      threshold: 10,
    }),
  "huawei-cloudeye": () =>
    Scaler.huaweiCloudEye({
      namespace: "SYS.ELB",
      metricName: "mb_l7_qps",
      dimensionName: "lbaas_instance_id",
      dimensionValue: "5e052238",
      targetMetricValue: 100,
    }),
  ibmmq: () =>
    Scaler.ibmMq({
      host: "https://mq:9443/ibmmq/rest/v3/admin/action/qmgr/QM1/mqsc",
      queueName: ["ORDERS"],
      username: "keda",
      password: secret("password"),
    }),
  influxdb: () =>
    Scaler.influxDb({
      serverUrl: "http://influxdb:8086",
      organizationName: "shop",
      query: 'from(bucket: "orders") |> range(start: -5m) |> count()',
      thresholdValue: 10,
      authToken: secret("token"),
    }),
  "kubernetes-resource": () =>
    Scaler.kubernetesResource({
      resourceKind: "ConfigMap",
      resourceName: "orders",
      key: "open",
      targetValue: 10,
    }),
  "kubernetes-workload": () => Scaler.kubernetesWorkload({ podSelector: "app=frontend", value: 2 }),
  liiklus: () => Scaler.liiklus({ address: "liiklus:6565", topic: "orders", group: "billing" }),
  "metrics-api": () =>
    Scaler.metricsApi({ url: "http://orders.shop/stats", valueLocation: "open", targetValue: 10 }),
  mssql: () =>
    Scaler.mssql({
      connectionString: secret("connection"),
      query: "SELECT COUNT(*) FROM orders WHERE open = 1",
      targetValue: 10,
    }),
  mysql: () =>
    Scaler.mysql({
      connectionString: secret("connection"),
      query: "SELECT COUNT(*) FROM orders WHERE open",
      queryValue: 10,
    }),
  "new-relic": () =>
    Scaler.newRelic({
      account: 1234567,
      queryKey: secret("query-key"),
      nrql: "SELECT average(duration) FROM Transaction",
      threshold: 100,
    }),
  nsq: () =>
    Scaler.nsq({ nsqLookupdHttpAddresses: ["nsqlookupd:4161"], topic: "orders", channel: "billing" }),
  opensearch: () =>
    Scaler.openSearch({
      addresses: ["https://opensearch:9200"],
      username: "keda",
      password: secret("password"),
      index: ["orders"],
      query: '{"query":{"term":{"open":true}}}',
      valueLocation: "hits.total.value",
      targetValue: 10,
    }),
  "openstack-metric": () =>
    Scaler.openStackMetric({
      metricsUrl: "http://gnocchi:8041/v1/metric",
      metricId: "003bb589-166d-439d-8c31-cbf098d863de",
      aggregationMethod: "mean",
      granularitySeconds: 300,
      threshold: 10,
    }),
  "openstack-swift": () =>
    Scaler.openStackSwift({
      containerName: "uploads",
      authUrl: secret("auth-url"),
      userId: secret("user-id"),
      password: secret("password"),
      projectId: secret("project-id"),
    }),
  predictkube: () =>
    Scaler.predictKube({
      prometheusAddress: "http://prometheus-operated.monitoring:9090",
      query: "sum(rate(http_requests_total[2m]))",
      threshold: 100,
      predictHorizonSeconds: 7200,
      historyTimeWindowSeconds: 604_800,
      queryStepSeconds: 120,
      apiKey: secret("api-key"),
    }),
  pulsar: () =>
    Scaler.pulsar({
      adminUrl: "http://pulsar:8080",
      topic: "persistent://public/default/orders",
      subscription: "billing",
    }),
  "redis-cluster": () => Scaler.redisClusterList({ addresses: ["redis-cluster:6379"], listName: "orders" }),
  "redis-cluster-streams": () =>
    Scaler.redisClusterStream({
      addresses: ["redis-cluster:6379"],
      stream: "orders",
      consumerGroup: "billing",
      pendingEntriesCount: 10,
    }),
  "redis-sentinel": () =>
    Scaler.redisSentinelList({
      addresses: ["redis-sentinel:26379"],
      sentinelMaster: "main",
      listName: "orders",
    }),
  "redis-sentinel-streams": () =>
    Scaler.redisSentinelStream({
      addresses: ["redis-sentinel:26379"],
      sentinelMaster: "main",
      stream: "orders",
      consumerGroup: "billing",
      pendingEntriesCount: 10,
    }),
  "selenium-grid": () =>
    Scaler.seleniumGrid({ url: "http://selenium-hub:4444/graphql", browserName: "chrome" }),
  "solace-direct-messaging": () =>
    Scaler.solaceDirectMessaging({
      solaceSempBaseUrl: ["http://solace:8080"],
      messageVpn: "shop",
      clientNamePattern: "billing",
      aggregatedClientTxMsgRateTarget: 100,
      username: secret("username"),
      password: secret("password"),
    }),
  "solace-event-queue": () =>
    Scaler.solaceEventQueue({
      solaceSempBaseUrl: ["http://solace:8080"],
      messageVpn: "shop",
      queueName: "orders",
      messageCountTarget: 10,
      username: secret("username"),
      password: secret("password"),
    }),
  solarwinds: () =>
    Scaler.solarWinds({
      host: "https://api.eu-01.cloud.solarwinds.com",
      metricName: "orders.open",
      aggregation: "AVG",
      intervalSeconds: 60,
      targetValue: 10,
      apiToken: secret("token"),
    }),
  solr: () =>
    Scaler.solr({
      host: "http://solr:8983",
      collection: "orders",
      query: "open:true",
      targetQueryValue: 10,
      username: "keda",
      password: secret("password"),
    }),
  splunk: () =>
    Scaler.splunk({
      host: "https://splunk:8089",
      savedSearchName: "open-orders",
      valueField: "count",
      targetValue: 10,
      activationValue: 0,
      username: secret("username"),
      apiToken: secret("token"),
    }),
  "splunk-observability": () =>
    Scaler.splunkObservability({
      query: "data('orders.open').sum().publish()",
      durationSeconds: 60,
      queryAggregator: "avg",
      targetValue: 10,
      activationTargetValue: 0,
      accessToken: secret("token"),
      realm: secret("realm"),
    }),
  sumologic: () =>
    Scaler.sumoLogic({
      host: "https://api.sumologic.com",
      accessId: secret("access-id"),
      accessKey: secret("access-key"),
      queryType: "logs",
      query: "_sourceCategory=orders | count",
      resultField: "_count",
      timerangeSeconds: 900,
      threshold: 10,
    }),
  temporal: () => Scaler.temporal({ endpoint: "temporal-frontend.temporal:7233", taskQueue: "orders" }),
};
