import { resolveOrThrow } from "../../../core/errors";
import type { Review } from "../../review";
import { DETAILS, type Detail, detailedChanges } from "./detail";
import { link } from "./escape";
import { essentialPage } from "./essential";
import { renderMarker } from "./marker";
import { fittingPage } from "./page";
import { stackSection } from "./stack-section";
import { stackIndex, verdict } from "./verdict";

export interface MarkdownOptions {
  /**
   * Most bytes of the text, from 16,000 to 65,536. GitHub takes comments of up to 65,536 characters; a text of that many
   * bytes has never more characters, however they are counted.
   *
   * @default 60,000 bytes, which leaves room for what a workflow adds
   */
  readonly limitBytes?: number;
  /**
   * Address of the HTML report, linked at the end.
   *
   * @default the report is named without a link, where something was left out
   */
  readonly reportUrl?: string;
  /**
   * Tells comments of one pull request apart, such as those of two workflows.
   *
   * @default `review`
   */
  readonly key?: string;
}

const GITHUB_LIMIT = 65_536;
/** The verdict with the longest values it takes fits into this. */
const SMALLEST_LIMIT = 16_000;

/**
 * Reviews as the text of a comment, in the order given, which should be that of their dependencies.
 *
 * The first line is a hidden marker (`readMarker`), the three behind it stand alone. Where not all fits, the differences of
 * harmless changes go first, then those of all but the riskiest, then rows; each place says how many it left out. What is
 * destroyed or replaced is always listed in the open. No value of a plan becomes markup, a link or a mention.
 *
 * @throws ConfigError `limit-out-of-range`
 */
export function renderMarkdown(reviews: readonly Review[], options: MarkdownOptions = {}): string {
  const limit = resolveOrThrow("slipway review", "MarkdownOptions", (problems) => {
    const limitBytes = options.limitBytes ?? 60_000;
    problems.addIf(!(limitBytes >= SMALLEST_LIMIT && limitBytes <= GITHUB_LIMIT), {
      prop: "limitBytes",
      code: "limit-out-of-range",
      rule: `must be between ${SMALLEST_LIMIT} and ${GITHUB_LIMIT} bytes`,
      value: limitBytes,
      fix: "leave it out, or write the HTML report for a longer text",
    });
    return limitBytes;
  });
  for (const [step, detail] of DETAILS.entries()) {
    const page = fittingPage(blocks(reviews, options, detail, step > 0), limit);
    if (page !== undefined) {
      return page;
    }
  }
  return essentialPage(
    [opening(reviews, options), ...verdict(reviews)],
    reviews,
    footer(options, true),
    limit,
  );
}

function* blocks(
  reviews: readonly Review[],
  options: MarkdownOptions,
  detail: Detail,
  shortened: boolean,
): Generator<string> {
  const [first = "", ...rest] = verdict(reviews);
  // One block: the verdict is the line right behind the marker.
  yield `${opening(reviews, options)}\n${first}`;
  yield* rest;
  const several = reviews.length > 1;
  if (several) {
    yield stackIndex(reviews);
  }
  const detailed = detailedChanges(reviews, detail);
  for (const review of reviews) {
    yield* stackSection(review, detail, detailed, several);
  }
  yield* footer(options, shortened);
}

function opening(reviews: readonly Review[], options: MarkdownOptions): string {
  return renderMarker(options.key ?? "review", reviews);
}

function footer({ reportUrl }: MarkdownOptions, shortened: boolean): string[] {
  const name = "the HTML report";
  const report = reportUrl === undefined ? name : link(name, reportUrl);
  if (shortened) {
    return [`**Not all fits into a comment**: what was left out above stands in ${report}.`];
  }
  return reportUrl === undefined ? [] : [`The same to search and to draw: ${report}.`];
}
