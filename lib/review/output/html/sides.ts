import type { PlannedCheck } from "../../plan";
import type { OutputChange, Review, ReviewedChange } from "../../review";
import { byDanger, number, plural } from "../words";
import { kindBadge } from "./badges";
import { more, section } from "./essentials";
import { code, html, type Markup, NOTHING, words } from "./markup";

const MAX_ROWS = 200;
const MAX_ATTRIBUTES = 20;

/** What happened outside of terraform. */
export function drift(review: Review): Markup {
  const changes = byDanger(review.drift);
  return section("drift", "Changed outside of terraform", changes.length, [
    html`<ul class="cards">${changes.slice(0, MAX_ROWS).map(drifted)}</ul>`,
    more(changes.length - MAX_ROWS, "object"),
  ]);
}

function drifted(change: ReviewedChange): Markup {
  return html`<li class="card"><p class="card-head">${kindBadge(change)} ${code(change.address, 1_000)}</p>${
    change.attributes.length > 0 &&
    html`<div class="scroll"><table class="attributes"><thead><tr><th scope="col">Argument</th><th scope="col">As deployed</th><th scope="col">As found</th></tr></thead><tbody>${change.attributes
      .slice(0, MAX_ATTRIBUTES)
      .map(
        ({ path, before, after }) =>
          html`<tr><th scope="row">${code(path)}</th><td class="before">${value(before)}</td><td class="after">${value(after)}</td></tr>`,
      )}</tbody></table></div>`
  }${more(change.attributes.length - MAX_ATTRIBUTES, "argument")}</li>`;
}

export function outputs(review: Review): Markup {
  const rows = review.outputs.slice(0, MAX_ROWS).map(output);
  return section("outputs", "Outputs", review.outputs.length, [
    html`<div class="scroll"><table class="attributes"><thead><tr><th scope="col">Output</th><th scope="col">Before</th><th scope="col">After</th></tr></thead><tbody>${rows}</tbody></table></div>`,
    more(review.outputs.length - MAX_ROWS, "output"),
  ]);
}

function output({ name, before, after }: OutputChange): Markup {
  return html`<tr><th scope="row">${code(name)}</th><td class="before">${value(before)}</td><td class="after">${value(after)}</td></tr>`;
}

/** Checks that did not pass; those that did are counted. */
export function checks(review: Review): Markup {
  const broken = review.checks.filter(({ status }) => status !== "pass");
  const passed = review.checks.length - broken.length;
  return section("checks", "Checks", review.checks.length, [
    html`<ul class="plain">${broken.slice(0, MAX_ROWS).map(check)}</ul>`,
    more(broken.length - MAX_ROWS, "check"),
    passed === 0 ? NOTHING : html`<p class="more">${plural(passed, "check")} passed.</p>`,
  ]);
}

function check({ address, kind, status, messages }: PlannedCheck): Markup {
  return html`<li><span class="badge check-${status}">${status}</span> ${code(address, 1_000)} <span class="rule">${kind}</span>${messages.slice(0, 20).map((message) => html`<p class="message">${words(message)}</p>`)}</li>`;
}

export function invocations(review: Review): Markup {
  const rows = review.invocations
    .slice(0, MAX_ROWS)
    .map(
      ({ address, trigger }) =>
        html`<li>${code(address, 1_000)} <span class="rule">${words(trigger)}</span></li>`,
    );
  return section("invocations", "Actions that run", review.invocations.length, [
    html`<ul class="plain">${rows}</ul>`,
    more(review.invocations.length - MAX_ROWS, "action"),
  ]);
}

export function deferred(review: Review): Markup {
  const rows = review.deferred
    .slice(0, MAX_ROWS)
    .map(
      ({ address, reason }) =>
        html`<li>${code(address, 1_000)} <span class="rule">${words(reason)}</span></li>`,
    );
  return section("deferred", "Put off to another round", review.deferred.length, [
    html`<ul class="plain">${rows}</ul>`,
    more(review.deferred.length - MAX_ROWS, "object"),
  ]);
}

/** How the review came about and what it does not show. */
export function about(review: Review): Markup {
  const hidden = new Map<string, number>();
  for (const [rule, count] of review.changes.flatMap((change) => Object.entries(change.hidden))) {
    hidden.set(rule, (hidden.get(rule) ?? 0) + count);
  }
  const noise = [...hidden]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([rule, count]) => `${rule} ${number(count)}`)
    .join(", ");
  return html`<section class="about"><h3>About this review</h3><dl>
<dt>Fingerprint</dt><dd>${code(review.fingerprint)}</dd>
<dt>Masked</dt><dd>${plural(review.maskedValues, "value")}</dd>
<dt>Differences hidden as noise</dt><dd>${noise === "" ? "none" : words(noise)}</dd>
</dl></section>`;
}

function value(text: string | undefined): Markup {
  return text === undefined ? html`<span class="absent">absent</span>` : html`<code>${words(text)}</code>`;
}
