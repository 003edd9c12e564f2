import * as semver from "semver";
import type { Json } from "../../core/render";
import { isObject, textOf } from "./values";

/** How far a version goes. */
export interface VersionStep {
  /** `other`: what is no semantic version, or differs in its pre-release or build only. */
  readonly size: "major" | "minor" | "patch" | "other";
  readonly downgrade: boolean;
  /** A major step, or a minor one of 0.x, where everything may change. */
  readonly breaking: boolean;
}

/** How a Helm release changes in what it installs, from where, to where and how. */
export interface ChartJump {
  readonly version?: { readonly before: string; readonly after: string; readonly step: VersionStep };
  readonly chart?: Pair;
  readonly repository?: Pair;
  readonly namespace?: Pair;
  readonly name?: Pair;
  /** Safeguards that end. */
  readonly turnedOff: readonly Safeguard[];
  /** `chart kube-prometheus-stack 86.1.0 -> 88.5.3 (major)`. */
  readonly notes: readonly string[];
}

export interface Pair {
  readonly before: string;
  readonly after: string;
}

const SAFEGUARDS = ["atomic", "wait", "wait_for_jobs", "cleanup_on_fail", "verify", "lint"] as const;
type Safeguard = (typeof SAFEGUARDS)[number];

/** How far it is from one version to another; undefined where they are the same. */
export function versionStep(before: string, after: string): VersionStep | undefined {
  if (before === after) {
    return undefined;
  }
  const [from, to] = [semver.parse(before, { loose: true }), semver.parse(after, { loose: true })];
  if (from === null || to === null) {
    return { size: "other", downgrade: false, breaking: false };
  }
  const size =
    from.major !== to.major
      ? "major"
      : from.minor !== to.minor
        ? "minor"
        : from.patch !== to.patch
          ? "patch"
          : "other";
  return {
    size,
    downgrade: semver.lt(to, from),
    breaking: size === "major" || (size === "minor" && from.major === 0),
  };
}

/** How the bodies of a Helm release differ; undefined where none of it does, or there is only one. */
export function chartJump(before: Json | undefined, after: Json | undefined): ChartJump | undefined {
  if (!isObject(before) || !isObject(after)) {
    return undefined;
  }
  const pair = (name: string): Pair | undefined => {
    const [old, new_] = [textOf(before[name]) ?? "", textOf(after[name]) ?? ""];
    return old === new_ ? undefined : { before: old, after: new_ };
  };
  const pairs = {
    chart: pair("chart"),
    repository: pair("repository"),
    namespace: pair("namespace"),
    name: pair("name"),
  };
  const version = pair("version");
  const step = version && versionStep(version.before, version.after);
  const turnedOff = SAFEGUARDS.filter((name) => before[name] === true && isOff(after[name]));
  const notes = [
    ...(version && step ? [`chart ${textOf(after.chart) ?? ""} ${arrow(version)} (${stepText(step)})`] : []),
    ...Object.entries(pairs).flatMap(([name, change]) => (change ? [`${name} ${arrow(change)}`] : [])),
    ...turnedOff.map((name) => `${name} turned off`),
  ];
  return notes.length === 0
    ? undefined
    : { ...(version && step && { version: { ...version, step } }), ...defined(pairs), turnedOff, notes };
}

function isOff(value: Json | undefined): boolean {
  return value === false || value === null || value === undefined;
}

function stepText({ size, downgrade }: VersionStep): string {
  const name = size === "other" ? "not comparable as a release" : size;
  return downgrade ? `${name}, downgrade` : name;
}

function arrow({ before, after }: Pair): string {
  return `${before === "" ? "none" : before} -> ${after === "" ? "none" : after}`;
}

function defined<T extends object>(pairs: T): Partial<T> {
  return Object.fromEntries(Object.entries(pairs).filter(([, value]) => value !== undefined)) as Partial<T>;
}
