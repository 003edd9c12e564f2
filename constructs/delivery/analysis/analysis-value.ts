import type { Problems } from "../../../lib/core/errors";
import type { JsonObject } from "../../../lib/core/render";
import type { KubernetesManifest } from "../../helm/manifests";
import type { Labels } from "../../workload/extension";
import type { IWorkloadNamespace } from "../../workload/workload-platform";

/** What an analysis is made for. */
export interface AnalysisContext {
  /** Name of the workload. */
  readonly name: string;
  readonly namespace: string;
  /** Labels of the objects of the workload. */
  readonly labels: Labels;
  /** Labels that select its pods. */
  readonly selector: Labels;
  /** Who carries out the release. */
  readonly controller: "argo-rollouts" | "flagger";
  /** Pattern of the names of the new version's pods, as PromQL compares them. */
  readonly pods: string;
  /** Where the new version alone answers; undefined where nothing leads to it. */
  readonly target: AnalysisTarget | undefined;
  /** Where Prometheus answers; undefined where there is none. */
  readonly prometheusUrl: string | undefined;
  /** Blocks of name servers that are no pods. @default none */
  readonly nameServers?: readonly string[];
  /** Whether the namespace makes containers have a CPU limit. @default not known */
  readonly cpuLimits?: IWorkloadNamespace["cpuLimits"];
  /** Takes problems under the analysis' own prop paths. */
  readonly problems: Problems;
}

/** Service of the new version. */
export interface AnalysisTarget {
  readonly host: string;
  readonly port: { readonly name: string; readonly number: number };
}

/** A question to Prometheus, and the answers that pass. */
export interface MetricCheck {
  readonly type: "metric";
  readonly address: string;
  /** PromQL. */
  readonly query: string;
  /** Answers that pass, both ends among them. */
  readonly range: { readonly min?: number; readonly max?: number };
  /** What no answer means, and one that is no number: no requests, or no such series. */
  readonly noData: "passes" | "fails";
}

/** A Job; the new version passes when it succeeds. */
export interface JobCheck {
  readonly type: "job";
  readonly labels: Labels;
  /** Spec of the Job, as Kubernetes writes it. */
  readonly spec: JsonObject;
}

/** How often is asked, and how many bad answers it takes. */
export interface AnalysisPace {
  readonly initialDelaySeconds: number | undefined;
  readonly intervalSeconds: number;
  /** Times it is asked. */
  readonly count: number;
  /** Bad answers that are let pass; one more aborts the release. */
  readonly failureLimit: number;
}

/** An analysis, resolved. */
export interface AnalysisBinding {
  /** Name inside the workload: `error-rate`. */
  readonly name: string;
  readonly check: MetricCheck | JobCheck;
  readonly pace: AnalysisPace;
  /** Objects it needs beside itself. */
  readonly manifests?: readonly KubernetesManifest[];
  /** Rules of the workload's NetworkPolicy that let it in. */
  readonly ingress?: readonly JsonObject[];
}

/** A test of a new version as a value, made by one of the factories of `Analysis`. */
export interface AnalysisValue {
  /** Says what is tested; reports every problem and makes nothing. */
  bind(context: AnalysisContext): AnalysisBinding;
}
