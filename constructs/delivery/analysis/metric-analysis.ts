import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkWholeNumber } from "../../../lib/core/quantities";
import { isToken } from "../../../lib/core/tokens";
import { checkLabelName } from "../../observability/alerts/http-names";
import { quoted } from "../../observability/alerts/per-name";
import { type AnalysisPaceProps, resolvePace } from "./analysis-pace";
import type { AnalysisBinding, AnalysisContext, AnalysisValue, MetricCheck } from "./analysis-value";

/** What every analysis of metrics takes. */
export interface MetricAnalysisProps extends AnalysisPaceProps {
  /** Time over which rates are taken. @default 120 */
  readonly windowSeconds?: number;
  /**
   * What no answer means, and one that is no number: nobody asked the new version anything, or its series have other
   * names. With `fails` a wrong name is noticed, and so is a night without requests.
   * @default passes
   */
  readonly noData?: "passes" | "fails";
  /** Label of the series with the name of the pod. @default pod, as Prometheus Operator names it */
  readonly podLabel?: string;
  /** Label of the series with the namespace of the pod. @default namespace */
  readonly namespaceLabel?: string;
}

/** What an analysis asks, once it knows whose pods are meant. */
export interface MetricQuestion {
  readonly name: string;
  readonly query: string;
  readonly range: MetricCheck["range"];
}

/** What a query is written with. */
export interface QueryParts {
  /** Matchers of the new version's pods, to stand between braces: `namespace="shop", pod=~"users-5d8f-.*"`. */
  readonly pods: string;
  /** Range to take rates over: `2m`. */
  readonly window: string;
  readonly problems: Problems;
}

/**
 * An analysis of metrics. Codes: those of `resolvePace`, `out-of-range`, `invalid-label`, `unknown-no-data`,
 * `no-prometheus`, and those of the question.
 */
export function metricAnalysis(
  props: MetricAnalysisProps,
  ask: (parts: QueryParts) => MetricQuestion,
): AnalysisValue {
  return { bind: (context) => bindMetric(props, ask, context) };
}

function bindMetric(
  props: MetricAnalysisProps,
  ask: (parts: QueryParts) => MetricQuestion,
  { namespace, pods, prometheusUrl, problems }: AnalysisContext,
): AnalysisBinding {
  const { windowSeconds = 120, noData = "passes", podLabel = "pod", namespaceLabel = "namespace" } = props;
  checkWholeNumber(problems, "windowSeconds", windowSeconds, 10, 86_400);
  checkKnown(problems, "noData", "unknown-no-data", "meaning of no data", noData, ["passes", "fails"]);
  checkLabelName(problems, "podLabel", podLabel);
  checkLabelName(problems, "namespaceLabel", namespaceLabel);
  problems.addIf(prometheusUrl === undefined, {
    prop: "",
    code: "no-prometheus",
    rule: "an analysis of metrics asks Prometheus, and the platform names none",
    fix: "give the platform `metrics`, or leave the analysis out",
  });
  const { name, query, range } = ask({
    pods: `${namespaceLabel}=${quoted(namespace)}, ${podLabel}=~${quoted(pods)}`,
    window: durationText(windowSeconds),
    problems,
  });
  const address = prometheusUrl ?? "";
  return {
    name,
    check: { type: "metric", address, query, range, noData },
    pace: resolvePace(props, problems),
  };
}

/** Seconds as Prometheus, Argo Rollouts and Flagger write them: `90s`, `2m`. */
export function durationText(seconds: number): string {
  return seconds > 0 && seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

/** Reports a share that is not above 0 and at most 1, as `out-of-range`. */
export function checkRatio(problems: Problems, prop: string, value: number): void {
  problems.addIf(!isToken(value) && !(value > 0 && value <= 1), {
    prop,
    code: "out-of-range",
    rule: "must be a share above 0 and at most 1",
    value,
    fix: "write 0.01 for one in a hundred",
  });
}
