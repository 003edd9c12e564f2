import { RISK_LEVELS, type RiskLevel } from "../review";

/** The most dangerous of some levels; `none` of none. */
export function highest(levels: Iterable<RiskLevel>): RiskLevel {
  let found: RiskLevel = "none";
  for (const level of levels) {
    found = isAtLeast(level, found) ? level : found;
  }
  return found;
}

/** Whether a level asks for as much care as another one, or for more. */
export function isAtLeast(level: RiskLevel, other: RiskLevel): boolean {
  return RISK_LEVELS.indexOf(level) >= RISK_LEVELS.indexOf(other);
}

/** One level less; `review` is no step of the ladder: it says that nothing is known. */
export function lowered(level: RiskLevel): RiskLevel {
  return LOWERED[level];
}

const LOWERED: Readonly<Record<RiskLevel, RiskLevel>> = {
  critical: "high",
  high: "medium",
  medium: "low",
  low: "low",
  review: "review",
  none: "none",
};
