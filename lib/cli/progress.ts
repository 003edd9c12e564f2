import type { Progress } from "../rehearsal/harness/rehearsal";
import { describeStep } from "../rehearsal/harness/report";

/** Where progress is shown: standard error, so that standard output stays for results. */
export type ProgressStream = {
  readonly isTTY?: boolean;
  /** Width in characters. */
  readonly columns?: number;
  write(text: string): unknown;
};

const BAR_WIDTH = 24;
const DEFAULT_COLUMNS = 80;
const CLEAR_LINE = "\r\u001b[2K";

/**
 * Shows a rehearsal while it runs. On a terminal the step under way is a bar on one line that is drawn again and again;
 * elsewhere, in CI, a line is written when a step ends.
 */
export function showProgress(stream: ProgressStream): (progress: Progress) => void {
  const draw = stream.isTTY
    ? (text: string) => stream.write(`${CLEAR_LINE}${text.slice(0, (stream.columns ?? DEFAULT_COLUMNS) - 1)}`)
    : () => undefined;
  let shown: string | undefined;
  return (progress) => {
    if (progress.stack !== shown) {
      shown = progress.stack;
      stream.write(`${progress.stack}\n`);
    }
    switch (progress.kind) {
      case "step started":
        draw(`  ...    ${progress.step}`);
        break;
      case "change":
        draw(describeChange(progress));
        break;
      case "step ended":
        draw("");
        stream.write(`${describeStep(progress.step)}\n`);
        break;
    }
  };
}

/** The line of a step under way: a bar, the count, and the object terraform spoke of last. */
export function describeChange(progress: Extract<Progress, { kind: "change" }>): string {
  const { step, event, done, total } = progress;
  const address = event.kind === "diagnostic" ? event.diagnostic.summary : event.address;
  if (total === undefined) {
    return `  ...    ${step} ${address}`;
  }
  return `  ${bar(done, total)} ${step} ${done}/${total} ${address}`;
}

function bar(done: number, total: number): string {
  // Terraform may do more than it planned: a refused object is tried again.
  const filled = Math.round((Math.min(done, total) / total) * BAR_WIDTH);
  return `[${"#".repeat(filled)}${"-".repeat(BAR_WIDTH - filled)}]`;
}
