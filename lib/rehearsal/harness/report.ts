import type { Rehearsal, Step } from "./rehearsal";
import { describeDiagnostic } from "./terraform-output";

/** Width of the longest name of a step. */
const NAME_WIDTH = 13;

/** What a rehearsal came to, as data that can be printed: the world and the plan are counted, not copied. */
export function reportOf(rehearsal: Rehearsal): Readonly<Record<string, unknown>> {
  return {
    stack: rehearsal.stack,
    ok: rehearsal.ok,
    program: rehearsal.program,
    seconds: rounded(rehearsal.seconds),
    terraformPeakMib: rehearsal.peakMib === undefined ? undefined : Math.round(rehearsal.peakMib),
    objects: rehearsal.state.length,
    longestChain: rehearsal.longestChain,
    steps: rehearsal.steps.map((step) => ({
      ...step,
      seconds: rounded(step.seconds),
      peakMib: step.peakMib === undefined ? undefined : Math.round(step.peakMib),
    })),
  };
}

/** The summary a person reads: a line for each step with what went wrong in it, then the outcome. */
export function describeRehearsal(rehearsal: Rehearsal): string {
  return [...rehearsal.steps.map(describeStep), describeOutcome(rehearsal)].join("\n");
}

/** Name, time and counts of one step, and below it its errors and warnings. */
export function describeStep(step: Step): string {
  const head = `  ${step.ok ? "ok    " : "FAILED"} ${step.name.padEnd(NAME_WIDTH)} ${step.seconds.toFixed(2).padStart(7)} s  `;
  return [
    `${head}${countsOf(step)}`.trimEnd(),
    ...step.diagnostics.map(
      (diagnostic) => `         ${diagnostic.severity}: ${describeDiagnostic(diagnostic)}`,
    ),
  ].join("\n");
}

/** How it ended, what was made, and what held it up most. */
export function describeOutcome(rehearsal: Rehearsal): string {
  const { stack, ok, seconds, program, state, longestChain: chain, peakMib } = rehearsal;
  const memory = peakMib === undefined ? "" : `, terraform peak ${Math.round(peakMib)} MiB`;
  return [
    `${stack}: ${ok ? "rehearsed" : "FAILED"} in ${seconds.toFixed(2)} s (${program}${memory})`,
    ...(state.length === 0
      ? []
      : [
          `  ${state.length} objects: ${kindsOf(state)}`,
          `  longest chain, ${chain.length} objects: ${abridged(chain)}`,
        ]),
  ].join("\n");
}

function countsOf(step: Step): string {
  const changes = step.changes.length > 0 ? step.changes : step.planned;
  const counts = new Map<string, number>();
  for (const { action } of changes) {
    counts.set(action, (counts.get(action) ?? 0) + 1);
  }
  return [...counts].map(([action, count]) => `${action} ${count}`).join(", ");
}

function kindsOf(state: Rehearsal["state"]): string {
  const counts = new Map<string, number>();
  for (const { type } of state) {
    const kind = type.split("_")[0] ?? type;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts]
    .sort()
    .map(([kind, count]) => `${kind} ${count}`)
    .join(", ");
}

/** First and last of a long chain: its ends tell what it is about. */
function abridged(chain: readonly string[]): string {
  const shown = chain.length > 6 ? [...chain.slice(0, 3), "...", ...chain.slice(-2)] : chain;
  return shown.join(" > ");
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
