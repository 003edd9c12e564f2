import { createHash } from "node:crypto";
import type { Review } from "../../review";

/** What the hidden first line of a comment says. */
export interface Marker {
  /** Tells comments of one pull request apart, such as those of two workflows. */
  readonly key: string;
  /** Of all that was reviewed: equal means the comment has not to be written again. */
  readonly fingerprint: string;
  /** Undefined where there were too many to name. */
  readonly stacks: readonly string[] | undefined;
}

/** Longest list of stacks: the line is not seen, and must not eat the room of what is. */
const MAX_STACKS_LENGTH = 2_000;
const MAX_KEY_LENGTH = 100;

/** The hidden first line, by which a later run finds its comment again. */
export function renderMarker(key: string, reviews: readonly Review[]): string {
  const stacks = reviews.map((review) => encoded(review.stack)).join(",");
  const listed = stacks.length <= MAX_STACKS_LENGTH ? ` stacks=${stacks}` : "";
  return `<!-- slipway-review key=${encoded(key.slice(0, MAX_KEY_LENGTH))} fingerprint=${fingerprintOf(reviews)}${listed} -->`;
}

/** Reads the first line of a comment; undefined where it is no comment of ours. */
export function readMarker(comment: string): Marker | undefined {
  const match = /^<!-- slipway-review key=(\S*) fingerprint=(\S+?)(?: stacks=(\S*))? -->(?:\r?\n|$)/.exec(
    comment,
  );
  if (!match) {
    return undefined;
  }
  const [, key = "", fingerprint = "", stacks] = match;
  return {
    key: decoded(key),
    fingerprint,
    stacks: stacks === undefined ? undefined : stacks.split(",").filter(Boolean).map(decoded),
  };
}

/** One stack keeps its own fingerprint; of several it is the hash of theirs. */
function fingerprintOf(reviews: readonly Review[]): string {
  const [only] = reviews;
  if (reviews.length === 1 && only && /^sha256:[0-9a-f]{64}$/.test(only.fingerprint)) {
    return only.fingerprint;
  }
  const hash = createHash("sha256");
  for (const { stack, fingerprint } of reviews) {
    hash.update(JSON.stringify([stack, fingerprint]));
  }
  return `sha256:${hash.digest("hex")}`;
}

/** Neither a space nor `--` nor `>` is left, so that the text cannot end the comment it stands in. */
function encoded(text: string): string {
  return encodeURIComponent(wellFormed(text)).replaceAll("-", "%2D");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Halves of surrogate pairs have no encoding. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}
