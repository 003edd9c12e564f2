import type { ReviewedChange } from "../../review";
import { byDanger, dependWords, happensTo, letsGo } from "../words";
import { code, prose, table } from "./escape";
import { riskWord } from "./verdict";

/** Addresses of what is destroyed are shown whole; terraform itself takes none near this length. */
export const MAX_ADDRESS = 1_000;

const SHORT = 100;

/** Everything that is destroyed, replaced or let go, riskiest first, never folded and never cut. */
export function goneTable(changes: readonly ReviewedChange[]): string | undefined {
  const rows = byDanger(changes)
    .filter(letsGo)
    .map((change) => [
      code(change.address, MAX_ADDRESS),
      happensTo(change, code),
      riskWord(change.risk),
      why(change),
    ]);
  return rows.length === 0 ? undefined : table(["Destroyed or let go", "How", "Risk", "Why"], rows);
}

function why(change: ReviewedChange): string {
  // The reason names them in most plans already.
  const forcing = change.attributes.filter(
    ({ path, forcesReplacement }) => forcesReplacement && !change.reason?.includes(path),
  );
  const waived = change.findings.filter((finding) => finding.waiver !== undefined);
  return [
    ...(change.reason === undefined ? [] : [prose(change.reason, SHORT)]),
    ...(forcing.length === 0
      ? []
      : [
          `forced by ${forcing
            .slice(0, 3)
            .map((attribute) => code(attribute.path, SHORT))
            .join(", ")}`,
        ]),
    ...(change.dependents.length === 0 ? [] : [dependWords(change)]),
    ...(waived.length === 0
      ? []
      : [`waived: ${waived.map((finding) => code(finding.rule, SHORT)).join(", ")}`]),
  ].join("; ");
}
