import type { Review } from "../../review";
import { verdictWords } from "../headline";
import { capital, caveats, countWords, number, worstRisk } from "../words";
import { assets } from "./assets";
import { riskBadge } from "./badges";
import { churn, findings, gone, waived } from "./essentials";
import { drawn } from "./graph-picture";
import { html, type Markup, NOTHING, words } from "./markup";
import { picturesOf } from "./pictures";
import { reportData } from "./report-data";
import { about, checks, deferred, drift, invocations, outputs } from "./sides";
import { verdict } from "./verdict";

export interface HtmlOptions {
  /** Title of the page. @default the verdict in a sentence, with the stacks */
  readonly title?: string;
  /**
   * Bytes for the list of changes with their differences. Beyond, the least dangerous changes are shown without differences,
   * then only counted; what is destroyed is always listed.
   * @default 12,000,000
   */
  readonly maxListBytes?: number;
}

const MAX_LIST_BYTES = 12_000_000;

/** Constructs at which a picture is easiest to read. */
const COMFORTABLE_NODES = 24;

/**
 * Draws reviews as one page that needs nothing but itself: no request leaves it, and its content security policy lets no
 * script or style act but its own. The verdict, what is destroyed, the findings and the picture of the constructs stand
 * without its script; the script adds the list of changes with search and filters. The same reviews give the same bytes.
 *
 * @param reviews in the order they are shown; `Review` holds no secrets, its texts may be hostile
 */
export function renderHtml(reviews: readonly Review[], options: HtmlOptions = {}): string {
  const { style, script, styleSource, scriptSource } = assets();
  const policy = [
    "default-src 'none'",
    `style-src ${styleSource}`,
    `script-src ${scriptSource}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  const title = options.title ?? [...reviews.map(({ stack }) => stack), verdictWords(reviews)].join(" · ");
  const data = reportData(reviews, options.maxListBytes ?? MAX_LIST_BYTES);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${{ html: policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${words(title)}</title>
<style>${{ html: style }}</style>
</head>
<body>
<a class="skip" href="#changes">Skip to the changes</a>
${verdict(reviews)}
${stackIndex(reviews)}
<main id="changes" tabindex="-1">
${reviews.map((review, index) => stack(review, index, reviews))}
</main>
<footer><p>Made by <code>slipway review</code>. Secrets are masked; this file holds no request, no raw plan and no state.</p></footer>
<script type="application/json" id="data">${{ html: data }}</script>
<script>${{ html: script }}</script>
</body>
</html>
`;
  return page.html;
}

/** Where there are several stacks: what happens in each, in the order they are applied. */
function stackIndex(reviews: readonly Review[]): Markup {
  if (reviews.length < 2) {
    return NOTHING;
  }
  const items = reviews.map(
    (review, index) =>
      html`<li><a href="#stack-${index}" data-stack="${index}"><span class="stack-name">${words(review.stack)}</span> ${riskBadge(review.risk)} <span class="what">${review.errored ? "plan failed, " : ""}${countWords(review.counts)}</span></a></li>`,
  );
  return html`<nav class="stacks" aria-label="Stacks"><ul>${items}</ul></nav>`;
}

function stack(review: Review, index: number, all: readonly Review[]): Markup {
  const notes = caveats(review);
  const several = all.length > 1;
  const worst = worstRisk(all.map(({ risk }) => risk));
  const opens = all.findIndex(({ risk }) => risk === worst) === index;
  return html`<article class="stack" id="stack-${index}" data-stack="${index}"${opens && html` data-opens`} aria-label="Stack ${words(review.stack)}">
${several && html`<h2 class="stack-title">${words(review.stack)} ${riskBadge(review.risk)} <span class="what">${capital(countWords(review.counts))}</span></h2>`}
${!several && html`<h2 class="unseen">${words(review.stack)}</h2>`}
${notes.length > 0 && html`<div class="caveats" role="note">${notes.map((note) => html`<p>${note}</p>`)}</div>`}
${gone(review)}
${churn(review)}
${findings(review)}
${constructs(review)}
<section class="changes"><h3>Changes <span class="count" data-part="count"></span></h3><div data-part="list"></div><noscript><p class="lead">The list of every change with its differences needs the script of this page. What is destroyed and what is risky stands above.</p></noscript></section>
${drift(review)}
${outputs(review)}
${checks(review)}
${invocations(review)}
${deferred(review)}
${waived(review)}
${about(review)}
</article>`;
}

function constructs(review: Review): Markup {
  const pictures = picturesOf(review);
  const [coarsest] = pictures;
  if (coarsest === undefined || coarsest.nodes.length === 0) {
    return NOTHING;
  }
  const best = pictures.reduce(
    (best, picture, index) => (picture.nodes.length <= COMFORTABLE_NODES ? index : best),
    0,
  );
  const drawings = pictures.map((picture, index) =>
    drawn(
      picture,
      `Constructs of ${review.stack}, level ${index + 1} of ${pictures.length}: what changes, and what depends on it to the right`,
      index === best,
    ),
  );
  const left = pictures[best]?.left ?? 0;
  return html`<section class="constructs"><h3>Constructs</h3>
<div class="map"><div class="tree" data-part="tree"></div>
<figure data-part="graph"><div class="canvas">${drawings}</div><figcaption>What is needed stands left of what needs it; a change spreads to the right. Dashed: unchanged.${left > 0 && html` ${number(left)} less risky constructs are left out.`}</figcaption></figure></div></section>`;
}
