import { diffObject } from "./diff/diff-object";
import { type ParseBudget, parseBudget } from "./diff/parsing";
import { settled } from "./diff/settled";
import { shownValue } from "./diff/shown-value";
import { fingerprintOf } from "./fingerprint/fingerprint";
import type { MaskedPlan } from "./mask/mask-plan";
import type { ChangeKind, PlannedObject, PlannedOutput } from "./plan";
import { withoutIndices } from "./read/references";
import type { Synthesized } from "./read/synthesized";
import {
  type Finding,
  type OutputChange,
  type Review,
  type ReviewedChange,
  RISK_LEVELS,
  type RiskLevel,
} from "./review";
import { BlastRadius } from "./risk/blast-radius";
import { findChurn } from "./risk/churn";
import { configuredBy } from "./risk/configured";
import { countKinds, summarizeConstructs } from "./risk/construct-summaries";
import { edgesOf } from "./risk/edges";
import { byDanger, findingsOf, riskOf, type Surroundings, subjectOf, toFindings } from "./risk/findings";
import { highest } from "./risk/levels";
import { PLAN_STATE, planStateHits } from "./risk/plan-state";
import { reasonOf } from "./risk/reasons";
import type { Rule } from "./risk/rule";
import { DRIFT_RULES, OBJECT_RULES } from "./risk/rules";
import { clusterVersions } from "./risk/versions";
import { type Thresholds, VOLUME, volumeHits } from "./risk/volume";
import { type Waiver, WaiverBook } from "./risk/waivers";

export interface ReviewPlanOptions extends Thresholds {
  readonly stack: string;
  readonly basis: Review["basis"];
  /** Commit the plan was made of. @default none is shown */
  readonly commit?: string;
  /** Page of the run that made the plan. @default none is shown */
  readonly runUrl?: string;
  /** Findings that are accepted for a while. @default none */
  readonly waivers?: readonly Waiver[];
  /** Time by which waivers expire. */
  readonly now: Date;
  /**
   * Addresses or construct paths, with everything below them, nothing may be destroyed at; `*` and `**` match.
   *
   * @default none
   */
  readonly protectedPaths?: readonly string[];
  /**
   * Characters of YAML that may be parsed, which costs most of the time. What is left over is compared as text, and R12 says so.
   *
   * @default three and a half million, about two seconds
   */
  readonly yamlCharacters?: number;
}

/**
 * Says what a plan is about to do: what changes and how, what is dangerous about it, and what it touches. The same plan
 * gives the same review, in whatever order terraform wrote it down.
 */
export function reviewPlan(
  plan: MaskedPlan,
  synthesized: Synthesized | undefined,
  options: ReviewPlanOptions,
): Review {
  const { stack } = options;
  const book = new WaiverBook(options.waivers ?? [], stack, options.now);
  const pathOf = (address: string) => synthesized?.constructPath(address);
  const surroundings = {
    versions: clusterVersions(plan),
    protectedPaths: options.protectedPaths ?? [],
    configured: configuredBy(plan, synthesized),
  };
  const setting = {
    plan,
    book,
    surroundings,
    radius: new BlastRadius(plan),
    budget: parseBudget(options.yamlCharacters),
  };
  const reviewed = (object: PlannedObject, rules: readonly Rule[], reason = reasonOf(object)) =>
    reviewObject(object, rules, { ...setting, reason, path: pathOf(object.address) });

  // What budget there is for reading falls to the same objects whatever the order of the plan.
  const changes = plan.objects
    .filter(isChange)
    .sort(byAddress)
    .map((object) => reviewed(object, object.mode === "data" ? [] : OBJECT_RULES))
    .sort(byRisk);
  const relevant = new Set(plan.relevant.map(({ address }) => address));
  const drift = plan.drift
    .filter(isChange)
    .sort(byAddress)
    .map((object) => reviewed(object, DRIFT_RULES, driftReason(object, relevant)))
    .sort(byRisk);
  const ofPlan = [
    ...toFindings(VOLUME, stack, volumeHits(plan.objects, options)),
    ...toFindings(PLAN_STATE, stack, planStateHits(plan)),
  ].map((finding) => book.apply(finding, stack));
  const findings = [...ofPlan, ...book.expired()].sort(byDanger);
  const fingerprint = fingerprintOf(plan);
  const edges = edgesOf(plan, new Set(changes.map(({ address }) => address)));
  return {
    stack,
    basis: options.basis,
    terraformVersion: plan.terraformVersion,
    commit: options.commit,
    runUrl: options.runUrl,
    risk: highest([riskOf(findings), ...changes.map(({ risk }) => risk)]),
    counts: countKinds(plan.objects.map(({ kind }) => kind)),
    changes,
    outputs: plan.outputs.flatMap(reviewOutput).sort((one, other) => (one.name < other.name ? -1 : 1)),
    drift,
    checks: plan.checks,
    invocations: plan.invocations.map(({ address, trigger }) => ({ address, trigger })),
    deferred: plan.deferred.map(({ object, reason }) => ({ address: object.address, reason })),
    findings,
    churn: findChurn(plan.objects, pathOf),
    constructs: summarizeConstructs(stack, changes),
    edges,
    constructPaths: pathsOf(edges, pathOf),
    errored: plan.errored,
    complete: plan.complete ?? !plan.errored,
    applyable: plan.applyable ?? !plan.errored,
    fingerprint: fingerprint.hash,
    objectFingerprints: fingerprint.objects,
    maskedValues: plan.maskedValues,
  };
}

/** Whether there is something to show of an object; no action at all is one this does not know. */
function isChange({ kind, actions }: PlannedObject): boolean {
  return kind !== "no-op" || actions.length === 0;
}

interface Setting {
  readonly plan: MaskedPlan;
  readonly book: WaiverBook;
  readonly surroundings: Surroundings;
  readonly radius: BlastRadius;
  readonly budget: ParseBudget;
  readonly reason: string | undefined;
  readonly path: string | undefined;
}

function reviewObject(object: PlannedObject, rules: readonly Rule[], setting: Setting): ReviewedChange {
  const { plan, book, path, reason, surroundings, budget } = setting;
  const diff = diffObject(object, plan, budget);
  const { attributes, documents, hidden } = diff;
  const findings: readonly Finding[] =
    rules.length === 0
      ? []
      : findingsOf(subjectOf(object, diff, path, surroundings), rules).map((finding) =>
          book.apply(finding, path),
        );
  const { address, type, kind, previousAddress, replacement, deposed, importId } = object;
  return {
    address,
    ...(previousAddress !== undefined && { previousAddress }),
    type,
    kind,
    ...(replacement !== undefined && { replacement }),
    ...(deposed !== undefined && { deposed }),
    ...(importId !== undefined && { importId }),
    constructPath: path,
    reason,
    risk: highest([riskOf(findings), LEAST_RISKS[kind]]),
    findings,
    attributes,
    documents,
    hidden,
    dependents: kind === "create" || kind === "read" ? [] : setting.radius.of(address),
  };
}

/** What a kind of change asks for where nothing was found, or everything is waived. */
const LEAST_RISKS: Readonly<Record<ChangeKind, RiskLevel>> = {
  create: "low",
  update: "low",
  replace: "low",
  delete: "low",
  forget: "low",
  "replace-and-forget": "low",
  read: "none",
  move: "none",
  import: "low",
  "no-op": "none",
};

/** Paths of what the edges name, so that a picture can show what depends on a change as a construct as well. */
function pathsOf(
  edges: Review["edges"],
  pathOf: (address: string) => string | undefined,
): { readonly [address: string]: string } {
  const addresses = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].sort();
  return Object.fromEntries(
    addresses.flatMap((address) => {
      const path = pathOf(address);
      return path === undefined ? [] : [[withoutIndices(address), path]];
    }),
  );
}

function driftReason(object: PlannedObject, relevant: ReadonlySet<string>): string {
  const what = object.kind === "delete" ? "deleted" : "changed";
  const built = relevant.has(object.address) ? "; something in this plan is made of it" : "";
  return `${what} outside of terraform${built}`;
}

/** From dangerous to harmless, destruction first, then by address. */
function byRisk(one: ReviewedChange, other: ReviewedChange): number {
  return (
    RISK_LEVELS.indexOf(other.risk) - RISK_LEVELS.indexOf(one.risk) ||
    KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) ||
    byAddress(one, other)
  );
}

type Addressed = Pick<PlannedObject, "address" | "deposed">;

function byAddress(one: Addressed, other: Addressed): number {
  return compareTexts(one.address, other.address) || compareTexts(one.deposed ?? "", other.deposed ?? "");
}

function compareTexts(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

const KINDS: readonly ChangeKind[] = [
  "delete",
  "replace",
  "replace-and-forget",
  "forget",
  "update",
  "create",
  "import",
  "move",
  "read",
  "no-op",
];

function reviewOutput(output: PlannedOutput): readonly OutputChange[] {
  const [action] = output.actions.filter((one) => one !== "no-op");
  if (action === undefined) {
    return [];
  }
  const kind = action === "create" || action === "delete" ? action : "update";
  return [
    {
      name: output.name,
      kind,
      before: kind === "create" ? undefined : shownValue(output.before),
      after: kind === "delete" ? undefined : shownValue(settled(output.after, output.afterUnknown)),
    },
  ];
}
