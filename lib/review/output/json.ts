import { ConfigError, type Problem } from "../../core/errors";
import type { Review } from "../review";

/** Grows with every change that a reader of an older shape would misread. */
export const REVIEW_SCHEMA_VERSION = 1;

/** What the JSON file holds. */
export interface ReviewFile {
  readonly schemaVersion: typeof REVIEW_SCHEMA_VERSION;
  readonly reviews: readonly Review[];
}

/** Characters that show nothing or reorder text; as escapes they are the same JSON. */
const UNSEEN = /[\p{Cf}\u007f-\u009f\u2028\u2029]/gu;

/** Reviews as a file for programs and for `slipway review-verify`. */
export function renderReviewFile(reviews: readonly Review[]): string {
  const file: ReviewFile = { schemaVersion: REVIEW_SCHEMA_VERSION, reviews };
  const text = JSON.stringify(file, undefined, 2).replace(UNSEEN, (char) =>
    Array.from(char.split(""), (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  );
  return `${text}\n`;
}

/**
 * Reads such a file again.
 *
 * @throws ConfigError `not-a-review-file`, `unsupported-review-version`
 */
export function parseReviewFile(text: string, name = "review"): readonly Review[] {
  const file = parsed(text, name);
  if (file.schemaVersion !== REVIEW_SCHEMA_VERSION) {
    throw refusal(name, {
      prop: "schemaVersion",
      code: "unsupported-review-version",
      rule: `only version ${REVIEW_SCHEMA_VERSION} can be read`,
      value: file.schemaVersion,
      fix: "make the file with this version of slipway",
    });
  }
  if (!Array.isArray(file.reviews) || !file.reviews.every(isReview)) {
    throw notAReviewFile(name);
  }
  return file.reviews as readonly Review[];
}

function parsed(text: string, name: string): { schemaVersion?: unknown; reviews?: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notAReviewFile(name);
  }
  if (typeof value !== "object" || value === null || !("schemaVersion" in value)) {
    throw notAReviewFile(name);
  }
  return value;
}

/** What a comparison with another plan reads; the rest is for people. */
function isReview(value: unknown): boolean {
  const review = value as Partial<Review> | null;
  return (
    typeof review === "object" &&
    typeof review?.stack === "string" &&
    typeof review.fingerprint === "string" &&
    typeof review.objectFingerprints === "object" &&
    Array.isArray(review.changes)
  );
}

function notAReviewFile(name: string): ConfigError {
  return refusal(name, {
    prop: "",
    code: "not-a-review-file",
    rule: "must be what slipway review --format json wrote",
    fix: "make it with slipway review --format json",
  });
}

function refusal(name: string, problem: Problem): ConfigError {
  return new ConfigError(name, "ReviewFile", [problem]);
}
