import type { ChangeKind, PlannedCheck } from "./plan";

/** How much care a change asks for; `review`: nothing could be said, a person has to look. */
export type RiskLevel = "none" | "low" | "review" | "medium" | "high" | "critical";

/** From harmless to dangerous. */
export const RISK_LEVELS: readonly RiskLevel[] = ["none", "low", "review", "medium", "high", "critical"];

/** What a rule found. */
export interface Finding {
  /** `R1` and so on. */
  readonly rule: string;
  readonly level: RiskLevel;
  readonly address: string;
  /** Short words for the danger, starting lowercase: `database is replaced`. */
  readonly title: string;
  /** What in the plan says so, masked. */
  readonly evidence: string;
  /** What to do about it. */
  readonly fix: string;
  /** Set where a waiver covers it: then it counts for nothing, and is still shown. */
  readonly waiver?: { readonly reason: string; readonly expires: string };
}

/** A line of a readable diff. */
export interface DiffLine {
  readonly sign: "+" | "-" | " " | "@";
  readonly text: string;
}

/** An argument before and after, as short text. */
export interface AttributeDiff {
  /** `tags.Name`, `ingress[0].from_port`. */
  readonly path: string;
  /** Undefined: it was not there. */
  readonly before: string | undefined;
  /** Undefined: it will not be there. */
  readonly after: string | undefined;
  readonly forcesReplacement: boolean;
  /** Known after apply: what it comes from, such as `aws_iam_role.app.arn`. */
  readonly sources: readonly string[];
}

/** A longer text inside an argument, shown as what it is: values, a manifest, a policy. */
export interface DocumentDiff {
  /** Argument it stands in: `values[0]`, `assume_role_policy`. */
  readonly path: string;
  /** What it is, for the heading: `values`, `Deployment shop/orders`, `policy`. */
  readonly title: string;
  readonly language: "yaml" | "json" | "text";
  /** What changed, in words: `adds s3:GetObject on arn:...`, `image orders: 1.2.0 -> 1.3.0`. */
  readonly notes: readonly string[];
  readonly lines: readonly DiffLine[];
}

/** One object of the plan, ready to be shown. Nothing in it is secret. */
export interface ReviewedChange {
  readonly address: string;
  readonly previousAddress?: string;
  readonly type: string;
  readonly kind: ChangeKind;
  readonly replacement?: "create-first" | "delete-first";
  readonly deposed?: string;
  readonly importId?: string;
  /** Path of the construct that made it, with the stack; undefined where the synthesized stack does not know it. */
  readonly constructPath: string | undefined;
  /** Why it is done, in words. */
  readonly reason: string | undefined;
  readonly risk: RiskLevel;
  readonly findings: readonly Finding[];
  readonly attributes: readonly AttributeDiff[];
  readonly documents: readonly DocumentDiff[];
  /** How many differences noise rules hid, by rule. */
  readonly hidden: { readonly [rule: string]: number };
  /** Addresses that depend on it, directly or through others, nearest first; at most 200. */
  readonly dependents: readonly string[];
}

export interface OutputChange {
  readonly name: string;
  readonly kind: "create" | "update" | "delete";
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** A construct with all that happens below it. */
export interface ConstructSummary {
  readonly path: string;
  readonly counts: Counts;
  readonly risk: RiskLevel;
}

/** Numbers of objects by what happens to them; kinds without any are left out. */
export type Counts = { readonly [kind in ChangeKind]?: number };

/** Objects that look like one that moved: the same type and nearly the same body under another address. */
export interface Churn {
  readonly from: string;
  readonly to: string;
  /** Share of the arguments that are the same, above 0 and at most 1. */
  readonly likeness: number;
  /** Line to paste into the program so that nothing is destroyed. */
  readonly remedy: string;
}

/** What one stack is about to become. Everything in it is masked; renderers need nothing else. */
export interface Review {
  readonly stack: string;
  /** `plan`: of real state. `rehearsal`: planned on the rehearsed state of a base. `configuration`: no plan at all. */
  readonly basis: "plan" | "rehearsal" | "configuration";
  readonly terraformVersion: string | undefined;
  readonly commit: string | undefined;
  readonly runUrl: string | undefined;
  readonly risk: RiskLevel;
  readonly counts: Counts;
  readonly changes: readonly ReviewedChange[];
  readonly outputs: readonly OutputChange[];
  readonly drift: readonly ReviewedChange[];
  readonly checks: readonly PlannedCheck[];
  readonly invocations: readonly { readonly address: string; readonly trigger: string }[];
  readonly deferred: readonly { readonly address: string; readonly reason: string }[];
  /** Findings about the plan as a whole, such as its volume; their address is the stack's name. */
  readonly findings: readonly Finding[];
  readonly churn: readonly Churn[];
  readonly constructs: readonly ConstructSummary[];
  /** References between addresses, for the picture: `from` needs `to`. */
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  /** Construct paths of the addresses in `edges` and `dependents` that do not change, by address without index. */
  readonly constructPaths?: { readonly [address: string]: string };
  readonly errored: boolean;
  readonly complete: boolean;
  readonly applyable: boolean;
  /** Canonical hash of what the plan does, without secrets: `sha256:...`. */
  readonly fingerprint: string;
  /** The same of each object and output that changes, by address, to say what differs from another plan. */
  readonly objectFingerprints: { readonly [address: string]: string };
  /** How many values were masked. */
  readonly maskedValues: number;
}
