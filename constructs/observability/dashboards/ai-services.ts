import { buildDashboard, type Dashboard } from "./dashboard-builder";
import { statPanel, timeSeriesPanel } from "./panels";
import { promql } from "./queries";
import { labelVariable } from "./variables";

export interface AiServicesDashboardProps {
  /** Adds panels for the metrics that vLLM brings itself. @default false */
  readonly vllm?: boolean;
}

const OF = 'namespace=~"$namespace", model=~"$model"';

/**
 * How long does an inference take, what waits, and are the GPUs busy? From the metrics of the services themselves
 * (`ai_inference_duration_seconds`, `ai_inference_batch_size`, `ai_inference_errors_total`,
 * `ai_inference_queue_depth`, each with the label `model`) and of NVIDIA's dcgm-exporter.
 */
export function aiServicesDashboard({ vllm = false }: AiServicesDashboardProps = {}): Dashboard {
  return buildDashboard({
    uid: "slipway-ai-services",
    title: "AI services",
    description: "How long does an inference take, what waits, and are the GPUs busy?",
    tags: ["service", "gpu"],
    variables: [
      labelVariable({
        name: "namespace",
        label: "Namespace",
        from: "ai_inference_duration_seconds_count",
      }),
      labelVariable({
        name: "model",
        label: "Model",
        from: 'ai_inference_duration_seconds_count{namespace=~"$namespace"}',
      }),
    ],
    rows: [
      { title: "At a glance", panels: glance() },
      { title: "Inference", panels: inference() },
      { title: "GPU", panels: gpu() },
      ...(vllm ? [{ title: "vLLM", panels: vllmPanels() }] : []),
    ],
  });
}

function rate(metric: string): string {
  return `sum by (model) (rate(${metric}{${OF}}[$__rate_interval]))`;
}

function quantile(share: number, by = ""): string {
  return `histogram_quantile(${share}, sum by (le${by}) (rate(ai_inference_duration_seconds_bucket{${OF}}[$__rate_interval])))`;
}

function glance() {
  return [
    statPanel({
      title: "Inferences",
      description: "Inferences a second, of all chosen models.",
      unit: "reqps",
      width: 6,
      queries: [promql(`sum(rate(ai_inference_duration_seconds_count{${OF}}[$__rate_interval]))`)],
    }),
    statPanel({
      title: "P95 time",
      description: "95 of 100 inferences take at most this long.",
      unit: "s",
      width: 6,
      queries: [promql(quantile(0.95))],
    }),
    statPanel({
      title: "Waiting",
      description: "Requests that wait for a free place in a batch.",
      unit: "short",
      width: 6,
      queries: [promql(`sum(ai_inference_queue_depth{${OF}})`)],
    }),
    statPanel({
      title: "GPU faults",
      description:
        "Number of the last XID error of any GPU, 0 where there was none. NVIDIA's list says what each means.",
      unit: "short",
      width: 6,
      thresholds: { critical: 1 },
      queries: [promql("max(DCGM_FI_DEV_XID_ERRORS) or vector(0)")],
    }),
  ];
}

function inference() {
  return [
    timeSeriesPanel({
      title: "Time for an inference",
      description: "95 of 100 inferences of a model take at most this long.",
      unit: "s",
      min: 0,
      queries: [promql(quantile(0.95, ", model"), "{{model}}", { exemplars: true })],
    }),
    timeSeriesPanel({
      title: "Inferences by model",
      description: "Inferences a second.",
      unit: "reqps",
      queries: [promql(rate("ai_inference_duration_seconds_count"), "{{model}}")],
    }),
    timeSeriesPanel({
      title: "Errors",
      description: "Share of inferences that failed.",
      unit: "percentunit",
      min: 0,
      thresholds: { critical: 0.01 },
      queries: [
        promql(
          `${rate("ai_inference_errors_total")} / ${rate("ai_inference_duration_seconds_count")}`,
          "{{model}}",
        ),
      ],
    }),
    timeSeriesPanel({
      title: "Batch size",
      description:
        "Requests that are answered together, on average. Larger batches use a GPU better and wait longer.",
      unit: "short",
      width: 12,
      min: 0,
      queries: [
        promql(
          `${rate("ai_inference_batch_size_sum")} / ${rate("ai_inference_batch_size_count")}`,
          "{{model}}",
        ),
      ],
    }),
    timeSeriesPanel({
      title: "Queue",
      description: "Requests that wait, by model.",
      unit: "short",
      width: 12,
      min: 0,
      queries: [promql(`sum by (model) (ai_inference_queue_depth{${OF}})`, "{{model}}")],
    }),
  ];
}

function gpu() {
  const legend = "{{Hostname}} GPU {{gpu}}";
  return [
    timeSeriesPanel({
      title: "GPU busy",
      description: "Share of time in which a GPU computed. Low with a long queue: something else is slow.",
      unit: "percent",
      width: 6,
      min: 0,
      max: 100,
      queries: [promql("avg by (Hostname, gpu) (DCGM_FI_DEV_GPU_UTIL)", legend)],
    }),
    timeSeriesPanel({
      title: "GPU memory in use",
      description: "Share of the memory of each GPU.",
      unit: "percentunit",
      width: 6,
      min: 0,
      max: 1,
      thresholds: { critical: 0.95 },
      queries: [promql("DCGM_FI_DEV_FB_USED / (DCGM_FI_DEV_FB_USED + DCGM_FI_DEV_FB_FREE)", legend)],
    }),
    timeSeriesPanel({
      title: "GPU temperature",
      description: "A GPU that gets too hot slows itself down.",
      unit: "celsius",
      width: 6,
      thresholds: { critical: 85 },
      queries: [promql("DCGM_FI_DEV_GPU_TEMP", legend)],
    }),
    timeSeriesPanel({
      title: "GPU power",
      description: "Power each GPU draws.",
      unit: "watt",
      width: 6,
      min: 0,
      queries: [promql("DCGM_FI_DEV_POWER_USAGE", legend)],
    }),
  ];
}

function vllmPanels() {
  return [
    timeSeriesPanel({
      title: "vLLM: requests waiting",
      description: "Requests vLLM has not begun.",
      unit: "short",
      width: 12,
      min: 0,
      queries: [promql("sum by (model_name) (vllm:num_requests_waiting)", "{{model_name}}")],
    }),
    timeSeriesPanel({
      title: "vLLM: time to first token",
      description: "95 of 100 requests see their first token within this time.",
      unit: "s",
      width: 12,
      min: 0,
      queries: [
        promql(
          "histogram_quantile(0.95, sum by (le, model_name) (rate(vllm:time_to_first_token_seconds_bucket[$__rate_interval])))",
          "{{model_name}}",
        ),
      ],
    }),
  ];
}
