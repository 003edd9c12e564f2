import type { Json } from "../../core/render";
import type { KubernetesFact } from "../diff/kubernetes/facts";
import type { KubernetesChange } from "../diff/kubernetes/objects";
import type { PolicyPair } from "../diff/policy-attributes";
import type { PlannedObject } from "../plan";
import type { RiskLevel } from "../review";
import type { Configured } from "./configured";

/** What a rule is about, for lists, SARIF and docs. */
export interface RuleInfo {
  /** `R1` and so on; stable, waivers name it. */
  readonly id: string;
  /** Short name in kebab-case. */
  readonly name: string;
  /** What it looks for, in one sentence. */
  readonly summary: string;
  /** The most it can say. */
  readonly level: RiskLevel;
}

/** A Kubernetes object that changes, with what is said about it. */
export interface KubernetesSubject {
  readonly change: KubernetesChange;
  readonly facts: readonly KubernetesFact[];
}

/** Versions of EKS in a plan, as they will be, to compare nodes with what they belong to. */
export interface ClusterVersions {
  /** By name of the cluster. */
  readonly clusters: ReadonlyMap<string, string>;
  readonly nodeGroups: ReadonlyMap<string, readonly { readonly address: string; readonly version: string }[]>;
}

/** One object of a plan as rules look at it. */
export interface Subject {
  readonly object: PlannedObject;
  readonly before: Json | undefined;
  /** With `UNKNOWN` where a value is known after apply. */
  readonly after: Json | undefined;
  readonly constructPath: string | undefined;
  /** Policy documents that change. */
  readonly policies: readonly PolicyPair[];
  /** Arguments nobody could read; an empty text stands for the whole object. */
  readonly unread: readonly string[];
  /** Kubernetes objects that change with it. */
  readonly kubernetes: readonly KubernetesSubject[];
  readonly versions: ClusterVersions;
  readonly protectedPaths: readonly string[];
  /** Whether the program says something about an argument. @default it does */
  readonly configured?: Configured;
}

/** What a rule says about a subject. */
export interface Hit {
  readonly level: RiskLevel;
  /** Short words for the danger, starting lowercase. */
  readonly title: string;
  /** What in the plan says so. */
  readonly evidence: string;
  /** What to do about it. */
  readonly fix: string;
}

/** A rule about single objects. */
export interface Rule extends RuleInfo {
  check(subject: Subject): readonly Hit[];
}
