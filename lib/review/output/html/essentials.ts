import type { Churn, Finding, Review, ReviewedChange } from "../../review";
import { byDanger, findingsOf, letsGo, number, plural, riskRank } from "../words";
import { kindBadge, riskBadge } from "./badges";
import { code, html, type Markup, NOTHING, words } from "./markup";

/** Rows with all they have to say; behind them stand the bare addresses, so that nothing destroyed is ever left out. */
const MAX_ROWS = 300;
const MAX_FINDINGS = 200;
/** Findings of less than high risk that are shown unfolded below urgent ones. */
const MAX_UNFOLDED = 3;
const MAX_CHURN = 100;

/** A part of the page with a heading; nothing where there is nothing to tell. */
export function section(id: string, heading: string, count: number, body: readonly Markup[]): Markup {
  return count === 0
    ? NOTHING
    : html`<section class="${id}"><h3>${heading} <span class="count">${number(count)}</span></h3>${body}</section>`;
}

/** Everything that is destroyed, replaced or let go. */
export function gone(review: Review): Markup {
  const changes = byDanger(review.changes).filter(letsGo);
  const rows = changes.slice(0, MAX_ROWS).map(goneRow);
  const rest = changes.slice(MAX_ROWS).map((change) => `${change.kind} ${change.address}`);
  return section("gone", "Destroyed or let go", changes.length, [
    html`<div class="scroll"><table><thead><tr><th scope="col">Object</th><th scope="col">How</th><th scope="col">Risk</th><th scope="col">Why</th></tr></thead><tbody>${rows}</tbody></table></div>`,
    rest.length === 0
      ? NOTHING
      : html`<h4>And ${number(rest.length)} more, less risky</h4><pre class="rest">${rest.map((line) => html`${line}\n`)}</pre>`,
  ]);
}

function goneRow(change: ReviewedChange): Markup {
  const forcing = change.attributes
    .filter(({ path, forcesReplacement }) => forcesReplacement && !change.reason?.includes(path))
    .slice(0, 5);
  const why = [
    ...(change.reason === undefined ? [] : [html`${words(change.reason)}`]),
    ...(forcing.length === 0 ? [] : [html`forced by${forcing.map(({ path }) => html` ${code(path, 120)}`)}`]),
  ];
  return html`<tr><td><a class="jump" data-address="${change.address}">${code(change.address, 1_000)}</a>${
    change.constructPath !== undefined && html`<span class="path">${words(change.constructPath)}</span>`
  }</td><td>${kindBadge(change)}</td><td>${riskBadge(change.risk)}${change.findings.some(({ waiver }) => waiver !== undefined) && html` <span class="rule">waived</span>`}</td><td>${why.map((part, index) => html`${index > 0 ? "; " : ""}${part}`)}</td></tr>`;
}

export function findings(review: Review): Markup {
  const open = findingsOf(review, "open");
  const urgent = open.filter(({ level }) => riskRank(level) >= riskRank("high"));
  const other = open.slice(urgent.length);
  const folded = urgent.length > 0 && other.length > MAX_UNFOLDED;
  const others = html`<ul class="cards">${other.slice(0, MAX_FINDINGS).map(finding)}</ul>${more(other.length - MAX_FINDINGS, "finding")}`;
  return section("findings", "Findings", open.length, [
    urgent.length > 0
      ? html`<ul class="cards">${urgent.slice(0, MAX_FINDINGS).map(finding)}</ul>${more(urgent.length - MAX_FINDINGS, "finding")}`
      : NOTHING,
    folded
      ? html`<details class="fold"><summary>${plural(other.length, "finding")} of medium risk or less</summary>${others}</details>`
      : others,
  ]);
}

/** Findings somebody has accepted for a while, with the reason. */
export function waived(review: Review): Markup {
  const covered = findingsOf(review, "waived");
  return section("waived", "Accepted by a waiver", covered.length, [
    html`<ul class="cards">${covered.slice(0, MAX_FINDINGS).map(finding)}</ul>`,
    more(covered.length - MAX_FINDINGS, "waived finding"),
  ]);
}

function finding({ rule, level, address, title, evidence, fix, waiver }: Finding): Markup {
  return html`<li class="card risk-${level}"><p class="card-head">${riskBadge(level)} <strong>${words(title)}</strong> <span class="rule">${rule}</span></p><p class="card-where"><a class="jump" data-address="${address}">${code(address, 1_000)}</a></p><dl><dt>Evidence</dt><dd>${words(evidence)}</dd><dt>Way out</dt><dd>${words(fix)}</dd>${
    waiver !== undefined &&
    html`<dt>Accepted</dt><dd>${words(waiver.reason)} <span class="until">until ${words(waiver.expires)}</span></dd>`
  }</dl></li>`;
}

/** Objects that are about to be made anew although they only moved, with the line that saves them. */
export function churn(review: Review): Markup {
  const rows = review.churn.slice(0, MAX_CHURN).map(churnCard);
  return section("churn", "Moved by accident?", review.churn.length, [
    html`<p class="lead">The same type and nearly the same arguments under another address: terraform would destroy the one and make the other. A line in the program keeps it.</p><ul class="cards">${rows}</ul>`,
    more(review.churn.length - MAX_CHURN, "pair"),
  ]);
}

function churnCard({ from, to, likeness, remedy }: Churn): Markup {
  return html`<li class="card"><p class="card-head">${code(from, 1_000)} → ${code(to, 1_000)} <span class="rule">${Math.floor(likeness * 100)}% alike</span></p><div class="paste"><pre><code>${words(remedy)}</code></pre><button type="button" class="copy" hidden>Copy</button></div></li>`;
}

export function more(count: number, noun: string): Markup {
  return count > 0 ? html`<p class="more">And ${plural(count, `more ${noun}`)}.</p>` : NOTHING;
}
