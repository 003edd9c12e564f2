/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
export function randomOf(seed) {
  let state = seed.readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What a healthy platform shows, by what a query asks; the first that fits. */
const BY_QUERY = [
  [/_up\b/, 1],
  [/condition=~"Mem|XID_ERRORS|== 0\) or vector\(0\)|scaler_detail_errors|rejected_connections|deadlocks/, 0],
  [/ALERTS/, 2],
  [/count\(.*span_metrics/, 14],
  [/STATUS_CODE_ERROR"}\[\$__rate_interval\]\)\) > 0/, 0.4],
  [/phase=~"Pending/, 3],
  [/condition="Ready"/, 6],
  [/restarts_total/, 1],
  [/dora_deployments.*30d\]\)\) \/ 30/, 3.4],
  [/dora_deployments.*\/ sum/, 0.08],
  [/dora_deployments/, 4],
  [/dora_lead_time/, 5 * 3600],
  [/dora_recovery/, 2400],
  [/dora_build_duration/, 340],
  [/dora_builds.*\/ sum/, 0.96],
  [/dora_builds/, 60],
  [/argocd_app_sync|rollout_info/, 18],
  [/slo:error_budget/, 0.74],
  [/slo:objective:ratio\{slo=~"\$slo"\}$/, 0.995],
  [/slo:sli_error.*\//, 0.6],
  [/slo:sli_error/, 0.0006],
  [/\/ sum.*offset 7d/, 1.06],
  [/max_connections/, 0.46],
  [/commands_duration/, 0.00012],
  [/evicted_keys/, 0.04],
  [/expired_keys/, 40],
  [/count_over_time.*\$__range/, 37],
  [/level=~"error.*count_over_time|count_over_time.*level=~"error/, 6],
  [/orders_completed.*\$__range/, 61000],
  [/order_value.*\$__range/, 3.7e6],
  [/orders_completed/, 420],
  [/order_value/, 26000],
  [/users_active/, 1800],
  [/messages_ready/, 240],
  [/unacked/, 32],
  [/queue_consumers|deployment_status_replicas|horizontalpodautoscaler/, 5],
  [/keda_scaler_metrics_value/, 48],
  [/keda_scaler_metrics_latency/, 0.04],
  [/dead_lettered|redelivered/, 0.4],
  [/disk_space_available/, 40 * 2 ** 30],
  [/GPU_TEMP/, 64],
  [/POWER_USAGE/, 280],
  [/FB_USED/, 0.71],
  [/batch_size/, 6.5],
  [/queue_depth|requests_waiting/, 9],
  [/ai_inference.*bucket|first_token/, 0.34],
  [/\* 730/, 1350],
  [/1073741824/, 0.62],
  [/resource="cpu"}\) - sum/, 2.4],
  [/resource="memory"}\) - sum/, 3 * 2 ** 30],
  [/bytes_over_time/, 900 * 2 ** 20],
  [/tx_duration|replication_lag|lag_seconds/, 3],
  [/fragmentation_ratio/, 1.12],
  [/redis_db_keys/, 120000],
  [/connections|activity_count|clients/, 64],
  [/database_size/, 18 * 2 ** 30],
  [/currentQueue/, 2],
  [/kube_pod_status_phase/, 40],
  [/count_over_time/, 180],
];

const BY_UNIT = {
  percentunit: 0.42,
  percent: 58,
  s: 0.12,
  ms: 85,
  µs: 340,
  bytes: 2.2 * 2 ** 30,
  Bps: 6e6,
  reqps: 130,
  ops: 820,
  celsius: 60,
  watt: 200,
  currencyUSD: 40,
  short: 12,
};

/** A middling value for a query, on the good side of the thresholds of its panel. */
export function typical(expr, unit, steps) {
  const bad = steps.findIndex(({ color }) => color === "red");
  const known = BY_QUERY.find(([pattern]) => pattern.test(expr))?.[1];
  if (known !== undefined) {
    return known;
  }
  if (bad === 0) {
    return steps.at(-1).value * 1.01;
  }
  return bad > 0 ? steps[1].value * 0.55 : (BY_UNIT[unit] ?? 10);
}

/** How a curve compares with the first of its query: most requests succeed, most lines are information. */
export function share(expr, legend, index) {
  const quantile = Number(/histogram_quantile\(([\d.]+)/.exec(expr)?.[1] ?? 0.95);
  const level = { 0.5: 0.35, 0.99: 1.5 }[quantile] ?? 1;
  return level * (/status|level|phase/.test(legend) ? 0.14 : 0.8) ** index;
}

/** A curve around a value. */
export function curve(middle, points, random) {
  const [phase, waves, lift] = [random() * 6.3, 1 + random() * 2, 0.75 + random() * 0.4];
  let drift = 0;
  return Array.from({ length: points }, (_, index) => {
    drift = drift * 0.8 + (random() - 0.5) * 0.16;
    return middle * lift * (1 + 0.18 * Math.sin(phase + (index / points) * 6.3 * waves) + drift);
  });
}

const LABELS = {
  namespace: ["orders", "payments", "search", "monitoring"],
  app: ["checkout", "payments", "search", "mail"],
  pod: ["api-6c9f-x2x7p", "api-6c9f-k8dlm", "worker-5b7-q4vzn"],
  instance: ["10.0.12.31:9100", "10.0.27.8:9100", "10.0.41.19:9100"],
  phase: ["Running", "Pending", "Succeeded"],
  level: ["info", "warn", "error"],
  status: ["200", "404", "500"],
  status_code: ["200", "404", "500"],
  http_response_status_code: ["200", "404", "500"],
  route: ["/orders", "/orders/{id}", "/cart"],
  http_route: ["/orders", "/orders/{id}", "/cart"],
  service: ["checkout", "payments", "search"],
  service_name: ["checkout", "payments", "search", "mail"],
  job: ["shop/checkout", "shop/payments"],
  span_name: ["POST /orders", "charge card", "SELECT orders", "GET /search"],
  span_kind: ["SPAN_KIND_SERVER", "SPAN_KIND_CLIENT"],
  deployment: ["api", "worker", "web"],
  queue: ["orders", "mails", "invoices"],
  scaledObject: ["order-worker", "mail-worker"],
  scaler: ["rabbitMQScaler"],
  metric: ["s0-rabbitmq-orders"],
  horizontalpodautoscaler: ["keda-hpa-order-worker", "keda-hpa-mail-worker"],
  model: ["summarise", "classify", "embed"],
  model_name: ["llama-70b", "mistral-7b"],
  Hostname: ["gpu-node-1", "gpu-node-2"],
  gpu: ["0", "1"],
  legacy_op_type: ["query", "insert", "update", "getmore"],
  op_type: ["reads", "writes", "commands"],
  doc_op_type: ["returned", "inserted", "updated", "deleted"],
  conn_type: ["current", "available", "active"],
  name: ["mongo-0:27017", "mongo-1:27017"],
  datname: ["shop", "billing"],
  state: ["active", "idle", "idle in transaction"],
  mode: ["accesssharelock", "rowexclusivelock"],
  cmd: ["get", "set", "hgetall", "expire"],
  db: ["db0", "db1"],
  slave_ip: ["10.0.31.7", "10.0.44.2"],
  persistentvolumeclaim: ["data-mongo-0", "data-pg-1", "prometheus-0", "loki-0"],
  alertname: ["QueueBacklog", "PodRestartingOften"],
  severity: ["warning", "info"],
  slo: ["checkout-availability", "checkout-latency", "search-availability"],
  country: ["DE", "FR", "US"],
};

/** Values a label has in the samples; some labels mean different things in different metrics. */
export function valuesOf(label, expr) {
  const own = OWN.find(([pattern, name]) => name === label && pattern.test(expr))?.[2];
  return own ?? LABELS[label] ?? [`${label} a`, `${label} b`];
}

const OWN = [
  [/mongodb_/, "pod", ["mongo-0", "mongo-1", "mongo-2"]],
  [/redis_/, "pod", ["redis-0", "redis-1"]],
  [/dora_/, "status", ["success", "failed"]],
  [/argocd_/, "phase", ["Succeeded", "Failed"]],
  [/rollout_info/, "phase", ["Healthy", "Progressing", "Paused"]],
];

/** Names of the curves of a query. */
export function seriesOf(legend, fallback, expr) {
  const labels = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label);
  if (labels.length === 0) {
    return [legend === "" ? fallback : legend];
  }
  const count = Math.min(3, Math.max(...labels.map((label) => valuesOf(label, expr).length)));
  return Array.from({ length: count }, (_, index) =>
    legend.replace(/\{\{(\w+)\}\}/g, (_match, label) => {
      const values = valuesOf(label, expr);
      return values[index % values.length];
    }),
  );
}

export const LOG_LINES = [
  ["error", "payments", "charge declined by provider", "order=18231 trace_id=4bf92f3577b34da6"],
  ["info", "checkout", "order placed", "order=18232 items=3 total=84.20"],
  ["info", "search", "query answered", "terms=2 hits=118 took=34ms"],
  ["warn", "mail", "retry after timeout", "attempt=2 host=smtp-relay"],
  ["info", "checkout", "cart updated", "cart=77120 items=4"],
  ["error", "payments", "connection to database lost", "pool=write after=30s"],
  ["info", "search", "index refreshed", "documents=120422 took=2.1s"],
];
