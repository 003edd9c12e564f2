import { diffObject } from "../diff/diff-object";
import type { MaskedPlan } from "../mask/mask-plan";
import type { PlannedObject } from "../plan";
import type { Synthesized } from "../read/synthesized";
import type { AttributeDiff, DocumentDiff } from "../review";
import { matchesPattern } from "../risk/patterns";
import { type DriftIgnore, holds } from "./ignore";

/** Objects that changed in the same way behind terraform's back. */
export interface DriftGroup {
  /** What happened: they were changed, or are gone. */
  readonly kind: "changed" | "deleted";
  readonly type: string;
  /** Sorted by address. */
  readonly objects: readonly { readonly address: string; readonly constructPath: string | undefined }[];
  /** Arguments that are not what terraform left; empty for what is gone. */
  readonly attributes: readonly AttributeDiff[];
  /** Longer texts among them: values of a release, policies. */
  readonly documents: readonly DocumentDiff[];
  /** What the next apply would do about them. */
  readonly remedy: "reverted" | "made again" | "accepted" | "unknown";
}

/** What terraform found changed, and what of it somebody should look at. */
export interface DriftReport {
  readonly stack: string;
  readonly groups: readonly DriftGroup[];
  /** Objects whose drift is ignored altogether, with the reason. */
  readonly ignored: readonly {
    readonly address: string;
    readonly reason: string;
    readonly expires: string;
  }[];
  /** Entries of the ignore list that ended, and that would still hide something. */
  readonly expired: readonly DriftIgnore[];
}

export interface DriftOptions {
  readonly stack: string;
  readonly ignores?: readonly DriftIgnore[];
  readonly now: Date;
}

/**
 * Says what drifted. It decides on what a refresh found, not on exit codes: those of a refresh-only plan tell of moves and
 * outputs as well.
 *
 * @param refresh a plan made with `-refresh-only`
 * @param normal a plan of the configuration that was last deployed, which says what an apply would do about it;
 * undefined: that is not known
 */
export function findDrift(
  refresh: MaskedPlan,
  normal: MaskedPlan | undefined,
  synthesized: Synthesized | undefined,
  { stack, ignores = [], now }: DriftOptions,
): DriftReport {
  const holding = ignores.filter((ignore) => holds(ignore, now));
  const expired = ignores.filter((ignore) => !holds(ignore, now));
  const planned = new Map(normal?.objects.map((object) => [object.address, object]));
  const groups = new Map<string, DriftGroup>();
  const ignored: DriftReport["ignored"][number][] = [];
  const missed = new Set<DriftIgnore>();
  for (const object of refresh.drift.filter(drifted)) {
    const { attributes, documents } = diffObject(object, refresh);
    const paths = [...attributes, ...documents].map(({ path }) => path);
    const covering = (candidates: readonly DriftIgnore[], path: string) =>
      candidates.find((ignore) => covers(ignore, object, path));
    for (const path of ["", ...paths]) {
      const ended = covering(holding, path) === undefined ? covering(expired, path) : undefined;
      if (ended !== undefined) {
        missed.add(ended);
      }
    }
    const seen = paths.filter((path) => covering(holding, path) === undefined);
    const whole =
      covering(holding, "") ?? (seen.length === 0 ? covering(holding, paths[0] ?? "") : undefined);
    if (whole !== undefined) {
      ignored.push({ address: object.address, reason: whole.reason, expires: whole.expires });
      continue;
    }
    const shown = {
      attributes: attributes.filter(({ path }) => seen.includes(path)),
      documents: documents.filter(({ path }) => seen.includes(path)),
    };
    addTo(groups, groupOf(object, shown, planned.get(object.address), normal, synthesized));
  }
  return {
    stack,
    groups: [...groups.values()].sort(byWeight),
    ignored: ignored.sort((one, other) => (one.address < other.address ? -1 : 1)),
    expired: [...missed],
  };
}

/** A move or a no-op is no drift. */
function drifted({ kind }: PlannedObject): boolean {
  return kind === "update" || kind === "delete";
}

function covers(ignore: DriftIgnore, { address }: PlannedObject, path: string): boolean {
  if (!matchesPattern(ignore.address, address)) {
    return false;
  }
  const { attribute } = ignore;
  return (
    attribute === undefined ||
    path === attribute ||
    path.startsWith(`${attribute}.`) ||
    path.startsWith(`${attribute}[`)
  );
}

function groupOf(
  object: PlannedObject,
  { attributes, documents }: Pick<DriftGroup, "attributes" | "documents">,
  planned: PlannedObject | undefined,
  normal: MaskedPlan | undefined,
  synthesized: Synthesized | undefined,
): DriftGroup {
  return {
    kind: object.kind === "delete" ? "deleted" : "changed",
    type: object.type,
    objects: [{ address: object.address, constructPath: synthesized?.constructPath(object.address) }],
    attributes: object.kind === "delete" ? [] : attributes,
    documents: object.kind === "delete" ? [] : documents,
    remedy: normal === undefined ? "unknown" : remedyOf(planned),
  };
}

function remedyOf(planned: PlannedObject | undefined): DriftGroup["remedy"] {
  switch (planned?.kind) {
    case "create":
      return "made again";
    case "update":
    case "replace":
      return "reverted";
    default:
      return "accepted";
  }
}

/** The same change of many objects is one thing to look at. */
function addTo(groups: Map<string, DriftGroup>, group: DriftGroup): void {
  const { objects, ...what } = group;
  const key = JSON.stringify(what);
  const known = groups.get(key);
  groups.set(key, {
    ...group,
    objects: [...(known?.objects ?? []), ...objects].sort((one, other) =>
      one.address < other.address ? -1 : 1,
    ),
  });
}

/** What is gone first, then what most objects share. */
function byWeight(one: DriftGroup, other: DriftGroup): number {
  return (
    Number(other.kind === "deleted") - Number(one.kind === "deleted") ||
    other.objects.length - one.objects.length ||
    ((one.objects[0]?.address ?? "") < (other.objects[0]?.address ?? "") ? -1 : 1)
  );
}
