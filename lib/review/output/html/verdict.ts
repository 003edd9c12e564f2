import type { Finding, Review, ReviewedChange, RiskLevel } from "../../review";
import { RISK_LEVELS } from "../../review";
import { verdictWords } from "../headline";
import {
  byDanger,
  countWords,
  destroyedCount,
  destroys,
  findingsOf,
  number,
  plural,
  riskRank,
  TOLD_KINDS,
  totalCounts,
  worstRisk,
} from "../words";
import { riskBadge } from "./badges";
import { code, html, link, type Markup, words } from "./markup";
import { SIGNS } from "./signs";

/** Names shown in an answer; the rest is counted. */
const MAX_NAMES = 4;
const MAX_TOUCHED = 5;
const MAX_DEPTH = 4;

/** What a reader has to find in ten seconds: is anything destroyed, what is risky, what does it touch. */
export function verdict(reviews: readonly Review[]): Markup {
  const risk = worstRisk(reviews.map((review) => review.risk));
  return html`<header class="verdict risk-${risk}">
<div class="inside">
${origin(reviews)}
<h1>${verdictWords(reviews)}</h1>
${bar(reviews)}
<div class="answers">
${destroyed(reviews)}
${risky(reviews)}
${touched(reviews)}
</div>
</div>
</header>`;
}

function origin(reviews: readonly Review[]): Markup {
  const [first] = reviews;
  const stacks =
    reviews.length === 1 && first ? [code(first.stack)] : [html`${plural(reviews.length, "stack")}`];
  const basis = new Set(reviews.map((review) => review.basis));
  const parts = [
    html`<strong>Plan review</strong>`,
    ...stacks,
    ...(basis.size === 1 && first && first.basis !== "plan"
      ? [html`<span class="basis">${first.basis}</span>`]
      : []),
    ...(first?.commit === undefined ? [] : [html`commit ${code(first.commit.slice(0, 12))}`]),
    ...(first?.terraformVersion === undefined ? [] : [html`Terraform ${words(first.terraformVersion)}`]),
    ...(first?.runUrl === undefined ? [] : [link("run", first.runUrl)]),
  ];
  return html`<p class="origin">${parts.map((part) => html`<span>${part}</span>`)}</p>`;
}

function bar(reviews: readonly Review[]): Markup {
  const counts = totalCounts(reviews);
  const told = TOLD_KINDS.flatMap((kind) => (counts[kind] ? [{ kind, count: counts[kind] }] : []));
  const total = told.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) {
    return html``;
  }
  let x = 0;
  const rects = told.map(({ kind, count }) => {
    // A single destroyed object among thousands must still be seen.
    const width = Math.max(1, Math.round((count / total) * 1000));
    const rect = html`<rect class="fill-${kind}" x="${x}" y="0" width="${width}" height="8"/>`;
    x += width + 2;
    return rect;
  });
  const legend = told.map(
    ({ kind, count }) =>
      html`<li class="kind kind-${kind}"><span class="sign" aria-hidden="true">${SIGNS[kind]}</span> ${countWords({ [kind]: count })}</li>`,
  );
  return html`<div class="counts"><svg class="bar" viewBox="0 0 ${x - 2} 8" preserveAspectRatio="none" aria-hidden="true">${rects}</svg><ul class="legend" aria-label="What happens to objects">${legend}</ul></div>`;
}

function answer(
  question: string,
  level: RiskLevel | "calm",
  headline: string,
  items: readonly Markup[],
  more: number,
  where: Markup,
): Markup {
  return html`<section class="answer risk-${level}"><h2>${question}</h2><p class="headline">${headline}</p>${
    items.length > 0 && html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`
  }${more > 0 && html`<p class="more">and ${number(more)} more ${where}</p>`}</section>`;
}

function destroyed(reviews: readonly Review[]): Markup {
  const gone = byDanger(reviews.flatMap((review) => review.changes.filter(destroys)));
  const count = destroyedCount(reviews);
  const items = gone
    .slice(0, MAX_NAMES)
    .map(
      (change) => html`${code(placeOf(change), 120)} ${change.kind === "replace" ? "replaced" : "deleted"}`,
    );
  return answer(
    "Is anything destroyed?",
    count === 0 ? "calm" : worstRisk(["low", ...gone.map((change) => change.risk)]),
    count === 0 ? "No" : `Yes: ${plural(count, "object")}`,
    items,
    count - items.length,
    html`in the list below`,
  );
}

/** Where the object stands in the program, which people know by heart; its address where that is not known. */
function placeOf({ address, constructPath, type }: ReviewedChange): string {
  const inside = constructPath
    ?.split("/")
    .slice(1)
    .join("/")
    .replace(/\/Resource$/, "");
  return inside ? `${type} ${inside}` : address;
}

function risky(reviews: readonly Review[]): Markup {
  const open = reviews
    .flatMap((review) => findingsOf(review, "open"))
    .filter(({ level }) => level !== "none");
  open.sort((one, other) => riskRank(other.level) - riskRank(one.level));
  const groups = grouped(open);
  const items = groups
    .slice(0, MAX_NAMES)
    .map(
      ({ level, title, count }) =>
        html`${riskBadge(level)} ${words(title)}${count > 1 && html` <span class="times">× ${number(count)}</span>`}`,
    );
  return answer(
    "What is risky?",
    worstRisk(open.map(({ level }) => level)) === "none" ? "calm" : worstRisk(open.map(({ level }) => level)),
    levelWords(open),
    items,
    groups.length - items.length,
    html`below`,
  );
}

/** The two worst levels, and how many findings are less: `1 critical, 4 high, 12 less`. */
function levelWords(open: readonly Finding[]): string {
  const levels = [...RISK_LEVELS].reverse().flatMap((level) => {
    const count = open.filter((finding) => finding.level === level).length;
    return count === 0
      ? []
      : [{ count, text: `${number(count)} ${level === "review" ? "to look at" : level}` }];
  });
  const less = levels.slice(2).reduce((sum, { count }) => sum + count, 0);
  const told = [
    ...levels.slice(0, 2).map(({ text }) => text),
    ...(less === 0 ? [] : [`${number(less)} less`]),
  ];
  return told.length === 0 ? "Nothing found" : told.join(", ");
}

function grouped(findings: readonly Finding[]): { level: RiskLevel; title: string; count: number }[] {
  const groups = new Map<string, { level: RiskLevel; title: string; count: number }>();
  for (const { level, title } of findings) {
    const key = `${level} ${title}`;
    const group = groups.get(key) ?? { level, title, count: 0 };
    group.count++;
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Constructs, as fine as a few names can say it; types where no construct is known. */
function touched(reviews: readonly Review[]): Markup {
  const constructs = constructsOf(reviews);
  const names = (constructs.length > 0 ? constructs : typesOf(reviews)).sort(
    (one, other) => riskRank(other.risk) - riskRank(one.risk),
  );
  const items = names
    .slice(0, MAX_TOUCHED)
    .map(({ name, risk }) => html`${code(name, 120)}${riskRank(risk) > 1 && html` ${riskBadge(risk)}`}`);
  const dependents = new Set(
    reviews.flatMap((review) => review.changes.flatMap((change) => change.dependents)),
  );
  const reach = dependents.size === 0 ? "" : `, ${plural(dependents.size, "dependent")}`;
  return answer(
    "What does it touch?",
    "none",
    names.length === 0
      ? "Nothing"
      : `${plural(names.length, constructs.length > 0 ? "construct" : "type")}${reach}`,
    items,
    names.length - items.length,
    html`below`,
  );
}

/** The finest level of constructs that needs no more than a few names; the coarsest one if that is many already. */
function constructsOf(reviews: readonly Review[]): { name: string; risk: RiskLevel }[] {
  let best = new Map<string, RiskLevel>();
  for (let depth = 2; depth <= MAX_DEPTH; depth++) {
    const places = new Map<string, RiskLevel>();
    for (const review of reviews) {
      for (const { constructPath, risk, kind } of review.changes) {
        if (constructPath !== undefined && TOLD_KINDS.includes(kind)) {
          const ids = constructPath
            .replace(/\/Resource$/, "")
            .split("/")
            .slice(0, depth);
          const name = (reviews.length === 1 && ids.length > 1 ? ids.slice(1) : ids).join("/");
          places.set(name, worstRisk([places.get(name) ?? "none", risk]));
        }
      }
    }
    if (depth > 2 && places.size > MAX_TOUCHED) {
      break;
    }
    best = places;
  }
  return [...best].map(([name, risk]) => ({ name, risk }));
}

function typesOf(reviews: readonly Review[]): { name: string; risk: RiskLevel }[] {
  const types = new Map<string, RiskLevel>();
  for (const change of reviews.flatMap((review) => byDanger(review.changes))) {
    types.set(change.type, worstRisk([types.get(change.type) ?? "none", change.risk]));
  }
  return [...types].map(([name, risk]) => ({ name, risk }));
}
