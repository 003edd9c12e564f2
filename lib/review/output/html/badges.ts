import type { ReviewedChange, RiskLevel } from "../../review";
import { capital, happensTo } from "../words";
import { html, type Markup } from "./markup";
import { SIGNS } from "./signs";

const RISK_WORDS: Readonly<Record<RiskLevel, string>> = {
  critical: "critical",
  high: "high",
  medium: "medium",
  review: "look at it",
  low: "low",
  none: "no finding",
};

export function riskWord(level: RiskLevel): string {
  return RISK_WORDS[level];
}

export function riskBadge(level: RiskLevel): Markup {
  return html`<span class="badge risk-${level}">${riskWord(level)}</span>`;
}

export function kindBadge(change: ReviewedChange): Markup {
  return html`<span class="kind kind-${change.kind}"><span class="sign" aria-hidden="true">${SIGNS[change.kind]}</span> ${capital(happensTo(change, String))}</span>`;
}
