import type { ScalerValue } from "../scaler-value";
import type { ActiveMqScalerProps } from "./long-tail/activemq";
import type { ApacheKafkaScalerProps } from "./long-tail/apache-kafka";
import type { ArangoDbScalerProps } from "./long-tail/arangodb";
import type { ActiveMqArtemisScalerProps } from "./long-tail/artemis-queue";
import type { AzureApplicationInsightsScalerProps } from "./long-tail/azure-app-insights";
import type { AzureBlobStorageScalerProps } from "./long-tail/azure-blob";
import type { AzureDataExplorerScalerProps } from "./long-tail/azure-data-explorer";
import type { AzureEventHubsScalerProps } from "./long-tail/azure-eventhub";
import type { AzureLogAnalyticsScalerProps } from "./long-tail/azure-log-analytics";
import type { AzureMonitorScalerProps } from "./long-tail/azure-monitor";
import type { AzurePipelinesScalerProps } from "./long-tail/azure-pipelines";
import type { AzureQueueStorageScalerProps } from "./long-tail/azure-queue";
import type { AzureServiceBusScalerProps } from "./long-tail/azure-servicebus";
import type { BeanstalkdScalerProps } from "./long-tail/beanstalkd";
import type { CassandraScalerProps } from "./long-tail/cassandra";
import type { CouchDbScalerProps } from "./long-tail/couchdb";
import type { DatadogScalerProps } from "./long-tail/datadog";
import type { DynatraceScalerProps } from "./long-tail/dynatrace";
import type { ElasticForecastScalerProps } from "./long-tail/elastic-forecast";
import type { ElasticsearchScalerProps } from "./long-tail/elasticsearch";
import type { EtcdScalerProps } from "./long-tail/etcd";
import type { ExternalScalerProps } from "./long-tail/external";
import type { ExternalPushScalerProps } from "./long-tail/external-push";
import type { ForgejoRunnerScalerProps } from "./long-tail/forgejo-runner";
import type { GcpCloudTasksScalerProps } from "./long-tail/gcp-cloudtasks";
import type { GcpPubSubScalerProps } from "./long-tail/gcp-pubsub";
import type { GcpStackdriverScalerProps } from "./long-tail/gcp-stackdriver";
import type { GcpStorageScalerProps } from "./long-tail/gcp-storage";
import type { GraphiteScalerProps } from "./long-tail/graphite";
import type { HuaweiCloudEyeScalerProps } from "./long-tail/huawei-cloudeye";
import type { IbmMqScalerProps } from "./long-tail/ibmmq";
import type { InfluxDbScalerProps } from "./long-tail/influxdb";
import type { KubernetesResourceScalerProps } from "./long-tail/kubernetes-resource";
import type { KubernetesWorkloadScalerProps } from "./long-tail/kubernetes-workload";
import type { LiiklusScalerProps } from "./long-tail/liiklus";
import type { MetricsApiScalerProps } from "./long-tail/metrics-api";
import type { MssqlScalerProps } from "./long-tail/mssql";
import type { MysqlScalerProps } from "./long-tail/mysql";
import type { NewRelicScalerProps } from "./long-tail/new-relic";
import type { NsqScalerProps } from "./long-tail/nsq";
import type { OpenSearchScalerProps } from "./long-tail/opensearch";
import type { OpenStackMetricScalerProps } from "./long-tail/openstack-metric";
import type { OpenStackSwiftScalerProps } from "./long-tail/openstack-swift";
import type { PredictKubeScalerProps } from "./long-tail/predictkube";
import type { PulsarScalerProps } from "./long-tail/pulsar";
import type { RedisClusterListScalerProps } from "./long-tail/redis-cluster";
import type { RedisClusterStreamScalerProps } from "./long-tail/redis-cluster-streams";
import type { RedisSentinelListScalerProps } from "./long-tail/redis-sentinel";
import type { RedisSentinelStreamScalerProps } from "./long-tail/redis-sentinel-streams";
import type { SeleniumGridScalerProps } from "./long-tail/selenium-grid";
import type { SolaceDirectMessagingScalerProps } from "./long-tail/solace-direct-messaging";
import type { SolaceEventQueueScalerProps } from "./long-tail/solace-event-queue";
import type { SolarWindsScalerProps } from "./long-tail/solarwinds";
import type { SolrScalerProps } from "./long-tail/solr";
import type { SplunkScalerProps } from "./long-tail/splunk";
import type { SplunkObservabilityScalerProps } from "./long-tail/splunk-observability";
import type { SumoLogicScalerProps } from "./long-tail/sumologic";
import type { TemporalScalerProps } from "./long-tail/temporal";
import { tableScaler } from "./table-scaler";

/** Scalers whose props are KEDA's own parameters. Made from scaler-table.json by `npm run generate`. */
export const LONG_TAIL = {
  /** Messages waiting in an ActiveMQ queue. https://keda.sh/docs/2.20/scalers/activemq/ */
  activeMq: (props: ActiveMqScalerProps): ScalerValue => tableScaler("activemq", props),

  /** Lag of an Apache Kafka consumer group, read with the experimental kafka-go client. https://keda.sh/docs/2.20/scalers/apache-kafka-go/ */
  apacheKafka: (props: ApacheKafkaScalerProps): ScalerValue => tableScaler("apache-kafka", props),

  /** Number returned by an ArangoDB query. https://keda.sh/docs/2.20/scalers/arangodb/ */
  arangoDb: (props: ArangoDbScalerProps): ScalerValue => tableScaler("arangodb", props),

  /** Messages waiting in an ActiveMQ Artemis queue. https://keda.sh/docs/2.20/scalers/artemis/ */
  activeMqArtemis: (props: ActiveMqArtemisScalerProps): ScalerValue => tableScaler("artemis-queue", props),

  /** Value of an Azure Application Insights metric. https://keda.sh/docs/2.20/scalers/azure-app-insights/ */
  azureApplicationInsights: (props: AzureApplicationInsightsScalerProps): ScalerValue =>
    tableScaler("azure-app-insights", props),

  /** Blobs in an Azure Blob Storage container. https://keda.sh/docs/2.20/scalers/azure-storage-blob/ */
  azureBlobStorage: (props: AzureBlobStorageScalerProps): ScalerValue => tableScaler("azure-blob", props),

  /** Number returned by an Azure Data Explorer query. https://keda.sh/docs/2.20/scalers/azure-data-explorer/ */
  azureDataExplorer: (props: AzureDataExplorerScalerProps): ScalerValue =>
    tableScaler("azure-data-explorer", props),

  /** Events in Azure Event Hubs that the consumer group has not processed yet. https://keda.sh/docs/2.20/scalers/azure-event-hub/ */
  azureEventHubs: (props: AzureEventHubsScalerProps): ScalerValue => tableScaler("azure-eventhub", props),

  /** Number returned by an Azure Log Analytics query. https://keda.sh/docs/2.20/scalers/azure-log-analytics/ */
  azureLogAnalytics: (props: AzureLogAnalyticsScalerProps): ScalerValue =>
    tableScaler("azure-log-analytics", props),

  /** Value of an Azure Monitor metric. https://keda.sh/docs/2.20/scalers/azure-monitor/ */
  azureMonitor: (props: AzureMonitorScalerProps): ScalerValue => tableScaler("azure-monitor", props),

  /** Jobs waiting in an Azure Pipelines agent pool. https://keda.sh/docs/2.20/scalers/azure-pipelines/ */
  azurePipelines: (props: AzurePipelinesScalerProps): ScalerValue => tableScaler("azure-pipelines", props),

  /** Messages in an Azure Queue Storage queue. https://keda.sh/docs/2.20/scalers/azure-storage-queue/ */
  azureQueueStorage: (props: AzureQueueStorageScalerProps): ScalerValue => tableScaler("azure-queue", props),

  /** Messages in an Azure Service Bus queue or topic subscription. https://keda.sh/docs/2.20/scalers/azure-service-bus/ */
  azureServiceBus: (props: AzureServiceBusScalerProps): ScalerValue => tableScaler("azure-servicebus", props),

  /** Jobs waiting in a beanstalkd tube. https://keda.sh/docs/2.20/scalers/beanstalkd/ */
  beanstalkd: (props: BeanstalkdScalerProps): ScalerValue => tableScaler("beanstalkd", props),

  /** Number returned by an Apache Cassandra query. https://keda.sh/docs/2.20/scalers/cassandra/ */
  cassandra: (props: CassandraScalerProps): ScalerValue => tableScaler("cassandra", props),

  /** Documents matched by a CouchDB query. https://keda.sh/docs/2.20/scalers/couchdb/ */
  couchDb: (props: CouchDbScalerProps): ScalerValue => tableScaler("couchdb", props),

  /** Result of a Datadog query or of a DatadogMetric object. https://keda.sh/docs/2.20/scalers/datadog/ */
  datadog: (props: DatadogScalerProps): ScalerValue => tableScaler("datadog", props),

  /** Result of a Dynatrace metric selector or DQL query. https://keda.sh/docs/2.20/scalers/dynatrace/ */
  dynatrace: (props: DynatraceScalerProps): ScalerValue => tableScaler("dynatrace", props),

  /** Value an Elastic machine learning job forecasts. https://keda.sh/docs/2.20/scalers/elastic-forecast/ */
  elasticForecast: (props: ElasticForecastScalerProps): ScalerValue => tableScaler("elastic-forecast", props),

  /** Number in the result of an Elasticsearch search. https://keda.sh/docs/2.20/scalers/elasticsearch/ */
  elasticsearch: (props: ElasticsearchScalerProps): ScalerValue => tableScaler("elasticsearch", props),

  /** Number stored under an etcd key. https://keda.sh/docs/2.20/scalers/etcd/ */
  etcd: (props: EtcdScalerProps): ScalerValue => tableScaler("etcd", props),

  /** Your own gRPC scaler that KEDA polls. https://keda.sh/docs/2.20/scalers/external/ */
  external: (props: ExternalScalerProps): ScalerValue => tableScaler("external", props),

  /** Your own gRPC scaler that pushes its activity to KEDA. https://keda.sh/docs/2.20/scalers/external-push/ */
  externalPush: (props: ExternalPushScalerProps): ScalerValue => tableScaler("external-push", props),

  /** Jobs waiting for a Forgejo runner. https://keda.sh/docs/2.20/scalers/forgejo/ */
  forgejoRunner: (props: ForgejoRunnerScalerProps): ScalerValue => tableScaler("forgejo-runner", props),

  /**
   * Tasks in a Google Cloud Tasks queue. https://keda.sh/docs/2.20/scalers/gcp-cloud-tasks/
   * @deprecated KEDA has announced the end of this scaler, see https://keda.sh/blog/2025-09-15-gcp-deprecations
   */
  gcpCloudTasks: (props: GcpCloudTasksScalerProps): ScalerValue => tableScaler("gcp-cloudtasks", props),

  /**
   * Metric of a Google Cloud Pub/Sub subscription or topic. https://keda.sh/docs/2.20/scalers/gcp-pub-sub/
   * @deprecated KEDA has deprecated this scaler: see https://keda.sh/blog/2025-09-15-gcp-deprecations
   */
  gcpPubSub: (props: GcpPubSubScalerProps): ScalerValue => tableScaler("gcp-pubsub", props),

  /**
   * Value of a Google Cloud Monitoring metric. https://keda.sh/docs/2.20/scalers/gcp-stackdriver/
   * @deprecated KEDA has deprecated the Stackdriver scaler; use the prometheus scaler on the PromQL endpoint of Google Cloud Monitoring
   */
  gcpStackdriver: (props: GcpStackdriverScalerProps): ScalerValue => tableScaler("gcp-stackdriver", props),

  /** Objects in a Google Cloud Storage bucket. https://keda.sh/docs/2.20/scalers/gcp-storage/ */
  gcpStorage: (props: GcpStorageScalerProps): ScalerValue => tableScaler("gcp-storage", props),

  /** Newest value of a Graphite query. https://keda.sh/docs/2.20/scalers/graphite/ */
  graphite: (props: GraphiteScalerProps): ScalerValue => tableScaler("graphite", props),

  /** Value of a Huawei Cloud Eye metric. https://keda.sh/docs/2.20/scalers/huawei-cloudeye/ */
  huaweiCloudEye: (props: HuaweiCloudEyeScalerProps): ScalerValue => tableScaler("huawei-cloudeye", props),

  /** Messages in one or more IBM MQ queues. https://keda.sh/docs/2.20/scalers/ibm-mq/ */
  ibmMq: (props: IbmMqScalerProps): ScalerValue => tableScaler("ibmmq", props),

  /** Result of an InfluxDB query. https://keda.sh/docs/2.20/scalers/influxdb/ */
  influxDb: (props: InfluxDbScalerProps): ScalerValue => tableScaler("influxdb", props),

  /** Number stored in a ConfigMap or Secret. https://keda.sh/docs/2.20/scalers/kubernetes-resource/ */
  kubernetesResource: (props: KubernetesResourceScalerProps): ScalerValue =>
    tableScaler("kubernetes-resource", props),

  /** Pods in the namespace that match a label selector. https://keda.sh/docs/2.20/scalers/kubernetes-workload/ */
  kubernetesWorkload: (props: KubernetesWorkloadScalerProps): ScalerValue =>
    tableScaler("kubernetes-workload", props),

  /** Lag of a Liiklus consumer group on a topic. https://keda.sh/docs/2.20/scalers/liiklus-topic/ */
  liiklus: (props: LiiklusScalerProps): ScalerValue => tableScaler("liiklus", props),

  /** Number read from the response of an HTTP endpoint. https://keda.sh/docs/2.20/scalers/metrics-api/ */
  metricsApi: (props: MetricsApiScalerProps): ScalerValue => tableScaler("metrics-api", props),

  /** Number returned by a query against Microsoft SQL Server. https://keda.sh/docs/2.20/scalers/mssql/ */
  mssql: (props: MssqlScalerProps): ScalerValue => tableScaler("mssql", props),

  /** Number returned by a query against MySQL. https://keda.sh/docs/2.20/scalers/mysql/ */
  mysql: (props: MysqlScalerProps): ScalerValue => tableScaler("mysql", props),

  /** Number returned by a New Relic NRQL query. https://keda.sh/docs/2.20/scalers/new-relic/ */
  newRelic: (props: NewRelicScalerProps): ScalerValue => tableScaler("new-relic", props),

  /** Depth of an NSQ channel. https://keda.sh/docs/2.20/scalers/nsq/ */
  nsq: (props: NsqScalerProps): ScalerValue => tableScaler("nsq", props),

  /** Number found in the answer to an OpenSearch query. https://keda.sh/docs/2.20/scalers/opensearch/ */
  openSearch: (props: OpenSearchScalerProps): ScalerValue => tableScaler("opensearch", props),

  /** Measure of an OpenStack metric kept by Gnocchi. https://keda.sh/docs/2.20/scalers/openstack-metric/ */
  openStackMetric: (props: OpenStackMetricScalerProps): ScalerValue => tableScaler("openstack-metric", props),

  /** Objects in an OpenStack Swift container. https://keda.sh/docs/2.20/scalers/openstack-swift/ */
  openStackSwift: (props: OpenStackSwiftScalerProps): ScalerValue => tableScaler("openstack-swift", props),

  /** Forecast of a Prometheus query made by PredictKube. https://keda.sh/docs/2.20/scalers/predictkube/ */
  predictKube: (props: PredictKubeScalerProps): ScalerValue => tableScaler("predictkube", props),

  /** Backlog of an Apache Pulsar subscription. https://keda.sh/docs/2.20/scalers/pulsar/ */
  pulsar: (props: PulsarScalerProps): ScalerValue => tableScaler("pulsar", props),

  /** Entries in a list on a Redis Cluster. https://keda.sh/docs/2.20/scalers/redis-cluster-lists/ */
  redisClusterList: (props: RedisClusterListScalerProps): ScalerValue => tableScaler("redis-cluster", props),

  /** Backlog of a Redis stream on a Redis Cluster. https://keda.sh/docs/2.20/scalers/redis-cluster-streams/ */
  redisClusterStream: (props: RedisClusterStreamScalerProps): ScalerValue =>
    tableScaler("redis-cluster-streams", props),

  /** Entries in a Redis list behind Redis Sentinel. https://keda.sh/docs/2.20/scalers/redis-sentinel-lists/ */
  redisSentinelList: (props: RedisSentinelListScalerProps): ScalerValue =>
    tableScaler("redis-sentinel", props),

  /** Backlog of a Redis stream behind Redis Sentinel. https://keda.sh/docs/2.20/scalers/redis-sentinel-streams/ */
  redisSentinelStream: (props: RedisSentinelStreamScalerProps): ScalerValue =>
    tableScaler("redis-sentinel-streams", props),

  /** Browser sessions queued and running in a Selenium Grid. https://keda.sh/docs/2.20/scalers/selenium-grid-scaler/ */
  seleniumGrid: (props: SeleniumGridScalerProps): ScalerValue => tableScaler("selenium-grid", props),

  /** Direct message rate of Solace PubSub+ clients on a shared subscription. https://keda.sh/docs/2.20/scalers/solace-pub-sub-dm/ */
  solaceDirectMessaging: (props: SolaceDirectMessagingScalerProps): ScalerValue =>
    tableScaler("solace-direct-messaging", props),

  /** Messages, spool usage or receive rate of a Solace PubSub+ queue. https://keda.sh/docs/2.20/scalers/solace-pub-sub/ */
  solaceEventQueue: (props: SolaceEventQueueScalerProps): ScalerValue =>
    tableScaler("solace-event-queue", props),

  /** Value of a SolarWinds Observability metric. https://keda.sh/docs/2.20/scalers/solarwinds/ */
  solarWinds: (props: SolarWindsScalerProps): ScalerValue => tableScaler("solarwinds", props),

  /** Documents found by a query in an Apache Solr collection. https://keda.sh/docs/2.20/scalers/solr/ */
  solr: (props: SolrScalerProps): ScalerValue => tableScaler("solr", props),

  /** Value found by a Splunk saved search. https://keda.sh/docs/2.20/scalers/splunk/ */
  splunk: (props: SplunkScalerProps): ScalerValue => tableScaler("splunk", props),

  /** Result of a SignalFlow query in Splunk Observability Cloud. https://keda.sh/docs/2.20/scalers/splunk-observability/ */
  splunkObservability: (props: SplunkObservabilityScalerProps): ScalerValue =>
    tableScaler("splunk-observability", props),

  /** Result of a Sumo Logic logs or metrics query. https://keda.sh/docs/2.20/scalers/sumologic/ */
  sumoLogic: (props: SumoLogicScalerProps): ScalerValue => tableScaler("sumologic", props),

  /** Backlog of a Temporal task queue. https://keda.sh/docs/2.20/scalers/temporal/ */
  temporal: (props: TemporalScalerProps): ScalerValue => tableScaler("temporal", props),
} as const;
