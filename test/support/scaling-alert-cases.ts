import type { AlertCase, FiringAlert } from "./promtool";

/** A series of KEDA whose namespace was put aside for that of the operator, the harder case. */
function keda(series: string, labels: string, pod = "keda-operator-a"): string {
  return `${series}{job="keda-operator", namespace="keda", pod="${pod}", exported_namespace="shop", ${labels}}`;
}

function autoscaler(series: string, name = "keda-hpa-orders", labels = ""): string {
  return `kube_horizontalpodautoscaler_${series}{job="kube-state-metrics", pod="ksm-a", namespace="shop", horizontalpodautoscaler="${name}"${labels}}`;
}

/** Series of an autoscaler. */
function sized(
  min: string,
  max: string,
  desired: string,
  current: string,
  name?: string,
): AlertCase["series"] {
  return {
    [autoscaler("spec_min_replicas", name)]: min,
    [autoscaler("spec_max_replicas", name)]: max,
    [autoscaler("status_desired_replicas", name)]: desired,
    [autoscaler("status_current_replicas", name)]: current,
  };
}

const ORDERS = 'scaledObject="orders"';
const TRIGGER = `${ORDERS}, scaler="rabbitMQScaler", triggerIndex="0", metric="s0-rabbitmq-orders"`;
const OF_OBJECT = `${TRIGGER}, type="scaledobject"`;
const OF_JOB = `${TRIGGER}, type="scaledjob"`;
const PAUSED = { [keda("keda_scaled_object_paused", ORDERS)]: "1x60" };

function firing(summary: string, labels: Readonly<Record<string, string>>): readonly FiringAlert[] {
  return [{ labels: { namespace: "shop", ...labels }, summary }];
}

const OBJECT = { scaledObject: "orders" };
const OF_AUTOSCALER = { ...OBJECT, horizontalpodautoscaler: "keda-hpa-orders" };
const AT_MAXIMUM = firing("shop/orders runs all 10 replicas it may have", OF_AUTOSCALER);
const TRIGGER_FAILS = firing("KEDA cannot ask trigger 0 (rabbitMQScaler) of scaledobject shop/orders", {
  ...OBJECT,
  type: "scaledobject",
  scaler: "rabbitMQScaler",
  triggerIndex: "0",
});
const OBJECT_FAILS = firing("KEDA cannot work with ScaledObject shop/orders", OBJECT);
const JOB_FAILS = firing("KEDA cannot work with ScaledJob shop/orders", { scaledJob: "orders" });
const IS_PAUSED = firing("Scaling of shop/orders is paused", OBJECT);
const AT_ZERO = firing("shop/orders has work and no replica", OBJECT);
const STUCK = firing("shop/orders does not become the 10 replicas it should have", OF_AUTOSCALER);
const FAILING = firing("The autoscaler of shop/orders does not work", OF_AUTOSCALER);

function unhealthy(condition: string, values = "1x60"): AlertCase["series"] {
  return {
    [autoscaler("status_condition", undefined, `, condition="${condition}", status="false"`)]: values,
  };
}

const LAG = 'type="scaledobject", resource="orders"';
const DAY = 24 * 60;

/** What the alerts of `scalingAlerts` must do. */
export const SCALING_ALERT_CASES: readonly AlertCase[] = [
  {
    alert: "KedaScalerErrors",
    when: "when a trigger fails all the time",
    series: { [keda("keda_scaler_detail_errors_total", OF_OBJECT)]: "0+2x60" },
    atMinute: 10,
    fires: TRIGGER_FAILS,
  },
  {
    alert: "KedaScalerErrors",
    when: "when the leading operator changes in between",
    series: {
      [keda("keda_scaler_detail_errors_total", OF_OBJECT)]: "0+2x5 stale",
      [keda("keda_scaler_detail_errors_total", OF_OBJECT, "keda-operator-b")]: "_x4 0+2x60",
    },
    atMinute: 12,
    fires: TRIGGER_FAILS,
  },
  {
    alert: "KedaScalerErrors",
    when: "when the namespace KEDA wrote is kept",
    series: { [`keda_scaler_detail_errors_total{namespace="shop", ${OF_OBJECT}}`]: "0+2x60" },
    atMinute: 10,
    fires: TRIGGER_FAILS,
  },
  {
    alert: "KedaScalerErrors",
    when: "after one failure that passed",
    series: { [keda("keda_scaler_detail_errors_total", OF_OBJECT)]: "0x5 1x60" },
    atMinute: 10,
    fires: [],
  },
  {
    alert: "KedaScaledObjectErrors",
    when: "when triggers cannot be set up",
    series: { [keda("keda_scaled_object_errors_total", ORDERS)]: "0+2x60" },
    atMinute: 10,
    fires: OBJECT_FAILS,
  },
  {
    alert: "KedaScaledObjectErrors",
    when: "when all errors come from a trigger, which has its own alert",
    series: {
      [keda("keda_scaled_object_errors_total", ORDERS)]: "0+2x60",
      [keda("keda_scaler_detail_errors_total", OF_OBJECT)]: "0+2x60",
    },
    atMinute: 10,
    fires: [],
  },
  {
    alert: "KedaScaledJobErrors",
    when: "when jobs cannot be made",
    series: { [keda("keda_scaled_job_errors_total", 'scaledJob="orders"')]: "0+2x60" },
    atMinute: 10,
    fires: JOB_FAILS,
  },
  {
    alert: "KedaScaledJobErrors",
    when: "when a ScaledObject of the same name has a failing trigger",
    series: {
      [keda("keda_scaled_job_errors_total", 'scaledJob="orders"')]: "0+2x60",
      [keda("keda_scaler_detail_errors_total", OF_OBJECT)]: "0+2x60",
    },
    atMinute: 10,
    fires: JOB_FAILS,
  },
  {
    alert: "KedaScaledJobErrors",
    when: "when all errors come from a trigger, which has its own alert",
    series: {
      [keda("keda_scaled_job_errors_total", 'scaledJob="orders"')]: "0+2x60",
      [keda("keda_scaler_detail_errors_total", OF_JOB)]: "0+2x60",
    },
    atMinute: 10,
    fires: [],
  },
  {
    alert: "KedaAtMaximum",
    when: "after 15 minutes with all replicas",
    series: sized("1x60", "10x60", "10x60", "10x60"),
    atMinute: 16,
    fires: AT_MAXIMUM,
  },
  {
    alert: "KedaAtMaximum",
    when: "when kube-state-metrics restarts meanwhile",
    series: {
      ...sized("1x60", "10x60", "10x7 stale", "10x60"),
      [autoscaler("status_desired_replicas").replace("ksm-a", "ksm-b")]: "_x7 10x60",
    },
    atMinute: 16,
    fires: AT_MAXIMUM,
  },
  {
    alert: "KedaAtMaximum",
    when: "before 15 minutes are over",
    series: sized("1x60", "10x60", "10x60", "10x60"),
    atMinute: 14,
    fires: [],
  },
  {
    alert: "KedaAtMaximum",
    when: "one replica below the maximum",
    series: sized("1x60", "10x60", "9x60", "9x60"),
    atMinute: 30,
    fires: [],
  },
  {
    alert: "KedaAtMaximum",
    when: "where minimum and maximum are the same",
    series: sized("3x60", "3x60", "3x60", "3x60"),
    atMinute: 30,
    fires: [],
  },
  {
    alert: "KedaAtMaximum",
    when: "where one replica is all there may be",
    series: sized("0x60", "1x60", "1x60", "1x60"),
    atMinute: 30,
    fires: [],
  },
  {
    alert: "KedaAtMaximum",
    when: "on an autoscaler that is not KEDA's",
    series: sized("1x60", "10x60", "10x60", "10x60", "orders"),
    atMinute: 30,
    fires: [],
  },
  {
    alert: "KedaAtMaximum",
    when: "while scaling in is paused",
    series: { ...sized("1x60", "10x60", "10x60", "10x60"), ...PAUSED },
    atMinute: 30,
    fires: [],
  },
  {
    alert: "KedaPaused",
    when: "after a day",
    series: { [keda("keda_scaled_object_paused", ORDERS)]: `1x${DAY + 60}` },
    atMinute: DAY + 1,
    fires: IS_PAUSED,
  },
  {
    alert: "KedaPaused",
    when: "after a day in which the operator was replaced",
    series: {
      [keda("keda_scaled_object_paused", ORDERS)]: "1x600 stale",
      [keda("keda_scaled_object_paused", ORDERS, "keda-operator-b")]: `_x610 1x${DAY}`,
    },
    atMinute: DAY + 1,
    fires: IS_PAUSED,
  },
  {
    alert: "KedaPaused",
    when: "within the day",
    series: { [keda("keda_scaled_object_paused", ORDERS)]: `1x${DAY + 60}` },
    atMinute: DAY - 1,
    fires: [],
  },
  {
    alert: "KedaPaused",
    when: "when scaling goes on just before the day is over",
    series: { [keda("keda_scaled_object_paused", ORDERS)]: `1x${DAY - 5} 0x60` },
    atMinute: DAY + 1,
    fires: [],
  },
  {
    alert: "KedaStuckAtZero",
    when: "when a trigger is active and no replica comes",
    series: { ...sized("1x60", "10x60", "0x60", "0x60"), [keda("keda_scaler_active", OF_OBJECT)]: "1x60" },
    atMinute: 11,
    fires: AT_ZERO,
  },
  {
    alert: "KedaStuckAtZero",
    when: "when the formula over the triggers is active",
    series: {
      ...sized("1x60", "10x60", "0x60", "0x60"),
      [keda("keda_scaler_active", OF_OBJECT.replace("rabbitMQScaler", "composite-metric"))]: "1x60",
      [keda("keda_scaler_active", OF_OBJECT)]: "0x60",
    },
    atMinute: 11,
    fires: AT_ZERO,
  },
  {
    alert: "KedaStuckAtZero",
    when: "when a trigger is active and the formula over the triggers is not",
    series: {
      ...sized("1x60", "10x60", "0x60", "0x60"),
      [keda("keda_scaler_active", OF_OBJECT.replace("rabbitMQScaler", "composite-metric"))]: "0x60",
      [keda("keda_scaler_active", OF_OBJECT)]: "1x60",
    },
    atMinute: 30,
    fires: [],
  },
  {
    alert: "KedaStuckAtZero",
    when: "at zero without work",
    series: { ...sized("1x60", "10x60", "0x60", "0x60"), [keda("keda_scaler_active", OF_OBJECT)]: "0x60" },
    atMinute: 30,
    fires: [],
  },
  {
    alert: "KedaStuckAtZero",
    when: "when replicas come within minutes",
    series: {
      ...sized("1x60", "10x60", "0x3 1x60", "0x3 1x60"),
      [keda("keda_scaler_active", OF_OBJECT)]: "1x60",
    },
    atMinute: 30,
    fires: [],
  },
  {
    alert: "KedaStuckAtZero",
    when: "while scaling out is paused",
    series: {
      ...sized("1x60", "10x60", "0x60", "0x60"),
      [keda("keda_scaler_active", OF_OBJECT)]: "1x60",
      ...PAUSED,
    },
    atMinute: 30,
    fires: [],
  },
  {
    alert: "KedaScalingStuck",
    when: "when the size never becomes what was set",
    series: sized("1x60", "20x60", "10x60", "4x60"),
    atMinute: 22,
    fires: STUCK,
  },
  {
    alert: "KedaScalingStuck",
    when: "while a workload grows with each round",
    series: sized("1x60", "99x60", "11+1x60", "10+1x60"),
    atMinute: 30,
    fires: [],
  },
  {
    alert: "KedaScalingStuck",
    when: "when the size follows",
    series: sized("1x60", "20x60", "4x5 10x60", "4x6 10x60"),
    atMinute: 30,
    fires: [],
  },
  {
    alert: "KedaScalingStuck",
    when: "while scaling is paused in one direction",
    series: { ...sized("1x60", "20x60", "10x60", "4x60"), ...PAUSED },
    atMinute: 30,
    fires: [],
  },
  {
    alert: "KedaAutoscalerFailing",
    when: "when metrics cannot be read",
    series: { ...sized("1x60", "10x60", "4x60", "4x60"), ...unhealthy("ScalingActive") },
    atMinute: 16,
    fires: FAILING,
  },
  {
    alert: "KedaAutoscalerFailing",
    when: "when the target cannot be scaled, at any size",
    series: { ...sized("1x60", "10x60", "0x60", "0x60"), ...unhealthy("AbleToScale") },
    atMinute: 16,
    fires: FAILING,
  },
  {
    alert: "KedaAutoscalerFailing",
    when: "at zero, where no autoscaler is active",
    series: { ...sized("1x60", "10x60", "0x60", "0x60"), ...unhealthy("ScalingActive") },
    atMinute: 30,
    fires: [],
  },
  {
    alert: "KedaAutoscalerFailing",
    when: "when it works",
    series: {
      ...sized("1x60", "10x60", "4x60", "4x60"),
      ...unhealthy("ScalingActive", "0x60"),
      ...unhealthy("AbleToScale", "0x60"),
      ...unhealthy("ScalingLimited"),
    },
    atMinute: 30,
    fires: [],
  },
  {
    alert: "KedaScaleLoopLagging",
    when: "when every round is late",
    series: { [keda("keda_internal_scale_loop_latency_seconds", LAG)]: "20+0.5x60" },
    atMinute: 12,
    fires: firing("KEDA looks after scaledobject shop/orders 26s late", {
      type: "scaledobject",
      resource: "orders",
    }),
  },
  {
    alert: "KedaScaleLoopLagging",
    when: "when rounds are late by less",
    series: { [keda("keda_internal_scale_loop_latency_seconds", LAG)]: "1+0.1x60" },
    atMinute: 30,
    fires: [],
  },
  {
    alert: "KedaScaleLoopLagging",
    when: "when the object was deleted after a late round",
    series: { [keda("keda_internal_scale_loop_latency_seconds", LAG)]: "2x5 20x60" },
    atMinute: 40,
    fires: [],
  },
  {
    alert: "KedaOperatorDown",
    when: "when no operator answers, though the metrics server does",
    series: {
      'up{job="keda-operator", namespace="keda", pod="a"}': "0x60",
      'up{job="keda-operator-metrics-apiserver", namespace="keda", pod="b"}': "1x60",
    },
    atMinute: 6,
    fires: [{ labels: {}, summary: "No KEDA operator runs" }],
  },
  {
    alert: "KedaOperatorDown",
    when: "when there is none",
    series: { 'up{job="kubelet"}': "1x60" },
    atMinute: 6,
    fires: [{ labels: {}, summary: "No KEDA operator runs" }],
  },
  {
    alert: "KedaOperatorDown",
    when: "when one of two answers",
    series: {
      'up{job="keda-operator", namespace="keda", pod="a"}': "0x60",
      'up{job="keda-operator", namespace="keda", pod="b"}': "1x60",
    },
    atMinute: 30,
    fires: [],
  },
];
