import { checkKnown } from "../../../lib/core/errors";
import { isToken } from "../../../lib/core/tokens";
import type { AnalysisValue } from "./analysis-value";
import { type MetricAnalysisProps, metricAnalysis } from "./metric-analysis";

/** CPU the new version uses, by what its containers ask for. */
export interface CpuProps extends Omit<MetricAnalysisProps, "podLabel" | "namespaceLabel"> {
  /** Share of the CPU that may be in use: `0.8`. Above 1 makes sense for requests. @default 0.8 */
  readonly maxRatio?: number;
  /** What it is a share of. Containers without limit need `requests`. @default limits */
  readonly of?: "limits" | "requests";
}

/**
 * CPU of the new version's pods, as the kubelet counts it, by what kube-state-metrics says they may use. Codes: those
 * of `metricAnalysis`, `out-of-range`, `unknown-share`.
 */
export function cpu(props: CpuProps = {}): AnalysisValue {
  return metricAnalysis(props, ({ pods, window, problems }) => {
    const { maxRatio = 0.8, of = "limits" } = props;
    problems.addIf(!isToken(maxRatio) && !(maxRatio > 0 && maxRatio <= 10), {
      prop: "maxRatio",
      code: "out-of-range",
      rule: "must be a share above 0 and at most 10",
      value: maxRatio,
      fix: "write 0.8 for four fifths",
    });
    checkKnown(problems, "of", "unknown-share", "amount to compare with", of, ["limits", "requests"]);
    const used = `sum(rate(container_cpu_usage_seconds_total{${pods}, container!=""}[${window}]))`;
    const allowed = `sum(kube_pod_container_resource_${of}{${pods}, resource="cpu"})`;
    return { name: "cpu", query: `${used} / ${allowed}`, range: { max: maxRatio } };
  });
}
