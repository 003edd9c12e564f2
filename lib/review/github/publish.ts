import { changesNothing } from "../output/headline";
import { labelsFor, REVIEW_LABELS } from "../output/labels";
import { readMarker } from "../output/markdown/marker";
import { type MarkdownOptions, renderMarkdown } from "../output/markdown/render-markdown";
import type { Review } from "../review";
import type { PullRequest } from "./pull-request";

/** How reviews are published. */
export interface PublishOptions extends MarkdownOptions {
  /**
   * `sticky` keeps one comment up to date; `new` adds one each time; `changes-only` is sticky and does not begin with a
   * review in which nothing changes.
   * @default sticky
   */
  readonly mode?: PublishMode;
  /** Login the comments are written as: somebody else's comment with the same marker is left alone. */
  readonly author: string;
  /** @default true: labels of the review are set, and its stale ones taken off */
  readonly labels?: boolean;
}

export type PublishMode = (typeof PUBLISH_MODES)[number];
export const PUBLISH_MODES = ["sticky", "new", "changes-only"] as const;

/** What became of the comment. */
export type Published = "created" | "updated" | "unchanged" | "left out";

/** Writes reviews into a pull request, as a comment that stays in its place and as labels. */
export async function publish(
  pullRequest: PullRequest,
  reviews: readonly Review[],
  options: PublishOptions,
): Promise<Published> {
  const published = await publishComment(pullRequest, reviews, options);
  if (options.labels ?? true) {
    await publishLabels(pullRequest, reviews);
  }
  return published;
}

async function publishComment(
  pullRequest: PullRequest,
  reviews: readonly Review[],
  { mode = "sticky", author, ...markdown }: PublishOptions,
): Promise<Published> {
  const body = renderMarkdown(reviews, markdown);
  const key = readMarker(body)?.key;
  const mine =
    mode === "new"
      ? undefined
      : (await pullRequest.comments()).find(
          (comment) => comment.author === author && readMarker(comment.body)?.key === key,
        );
  if (mine === undefined) {
    if (mode === "changes-only" && changesNothing(reviews)) {
      return "left out";
    }
    await pullRequest.addComment(body);
    return "created";
  }
  // GitHub keeps a comment without the line break at its end.
  if (mine.body.trimEnd() === body.trimEnd()) {
    return "unchanged";
  }
  await pullRequest.changeComment(mine.id, body);
  return "updated";
}

async function publishLabels(pullRequest: PullRequest, reviews: readonly Review[]): Promise<void> {
  const wanted = labelsFor(reviews);
  const present = await pullRequest.labels();
  for (const stale of present.filter((label) => REVIEW_LABELS.includes(label) && !wanted.includes(label))) {
    await pullRequest.removeLabel(stale);
  }
  const missing = wanted.filter((label) => !present.includes(label));
  if (missing.length > 0) {
    await pullRequest.addLabels(missing);
  }
}
