import type { Change, PlannedChange, Step, StepName } from "./rehearsal";
import { type Diagnostic, diagnosticOfText, type TerraformEvent } from "./terraform-output";
import type { RunResult } from "./terraform-run";

/** Lines shown of output that was meant for people. */
const MOST_LINES = 20;

/** A failed step always says why: in terraform's words, or else with whatever it wrote. */
export function stepOf(name: StepName, run: RunResult, extra: readonly Diagnostic[] = []): Step {
  const diagnostics = [
    ...extra,
    ...run.events.flatMap((event) => (event.kind === "diagnostic" ? [event.diagnostic] : [])),
  ];
  const failed = run.code !== 0;
  const silent = failed && !diagnostics.some(({ severity }) => severity === "error");
  return {
    name,
    ok: !failed,
    seconds: run.seconds,
    diagnostics: silent ? [...diagnostics, lastWords(run)] : diagnostics,
    changes: changesOf(run.events),
    planned: plannedOf(run.events),
    ...(run.peakMib === undefined ? {} : { peakMib: run.peakMib }),
  };
}

/** A step that terraform has no part in. */
export function ownStep(name: StepName, seconds: number, diagnostics: readonly Diagnostic[]): Step {
  const ok = !diagnostics.some(({ severity }) => severity === "error");
  return { name, ok, seconds, diagnostics, changes: [], planned: [] };
}

/** The same step with errors of the rehearsal added, which make it fail. */
export function withErrors(step: Step, errors: readonly Diagnostic[]): Step {
  return errors.length === 0 ? step : { ...step, ok: false, diagnostics: [...step.diagnostics, ...errors] };
}

/** An error of the rehearsal itself. */
export function finding(summary: string, detail = "", address?: string): Diagnostic {
  return { severity: "error", summary, detail, ...(address === undefined ? {} : { address }) };
}

/** Changes made in a run, in the order they began. */
export function changesOf(events: readonly TerraformEvent[]): readonly Change[] {
  const changes: Change[] = [];
  const open = new Map<string, { change: Change; index: number }>();
  const begun = events.find((event) => event.kind === "started");
  const start = begun?.kind === "started" ? begun.at : 0;
  for (const event of events) {
    if (event.kind === "started") {
      const { address, type, action, at } = event;
      const change = { address, type, action, startedAt: secondsBetween(start, at), ok: false };
      open.set(`${action} ${address}`, { change, index: changes.push(change) - 1 });
    } else if (event.kind === "finished" || event.kind === "failed") {
      const key = `${event.action} ${event.address}`;
      const started = open.get(key);
      if (started !== undefined) {
        open.delete(key);
        const endedAt = secondsBetween(start, event.at);
        changes[started.index] = { ...started.change, endedAt, ok: event.kind === "finished" };
      }
    }
  }
  return changes.filter(({ action }) => action !== "read");
}

/** Changes a run plans. */
export function plannedOf(events: readonly TerraformEvent[]): readonly PlannedChange[] {
  return events.flatMap((event) =>
    event.kind === "planned" && event.action !== "no-op" && event.action !== "read"
      ? [{ address: event.address, type: event.type, action: event.action }]
      : [],
  );
}

/** Terraform writes microseconds; more digits come only from the arithmetic. */
function secondsBetween(start: number, end: number): number {
  return Math.round((end - start) * 1000) / 1_000_000;
}

function lastWords(run: RunResult): Diagnostic {
  if (run.code === undefined) {
    return finding("Terraform was killed", diagnosticOfText(run.stderr)?.summary);
  }
  // What is JSON was understood already.
  const chatter = run.stdout.split("\n").filter((line) => !line.startsWith("{"));
  return (
    diagnosticOfText(run.stderr) ??
    diagnosticOfText(chatter.slice(-MOST_LINES).join("\n")) ??
    finding(`Terraform ended with code ${run.code}`)
  );
}
