import { showProgress } from "../../../lib/cli/progress";
import type { Progress, StepName } from "../../../lib/rehearsal/harness/rehearsal";
import { finding } from "../../../lib/rehearsal/harness/steps";
import { step } from "../../support/rehearsals";

function change(done: number, total: number | undefined, stepName: StepName = "apply"): Progress {
  const event = {
    kind: "finished",
    address: "aws_vpc.Main",
    type: "aws_vpc",
    action: "create",
    at: 0,
  } as const;
  return { kind: "change", stack: "staging", step: stepName, event, done, total };
}

function shown(progress: readonly Progress[], stream: { isTTY?: boolean; columns?: number } = {}): string {
  let text = "";
  const show = showProgress({ ...stream, write: (chunk: string) => (text += chunk) });
  progress.forEach(show);
  return text;
}

const ENDED: Progress = { kind: "step ended", stack: "staging", step: step("apply") };

describe("progress of a rehearsal", () => {
  it("is a line for each step where there is no terminal", () => {
    expect(shown([{ kind: "step started", stack: "staging", step: "apply" }, change(1, 2), ENDED])).toBe(
      "staging\n  ok     apply            1.00 s\n",
    );
  });

  it("names each stack once", () => {
    expect(shown([ENDED, ENDED, { ...ENDED, stack: "local" }]).match(/^\w+$/gm)).toEqual([
      "staging",
      "local",
    ]);
  });

  it("is a bar on a terminal, drawn over again and gone when the step is over", () => {
    const lines = shown([change(1, 4), change(8, 4), ENDED], { isTTY: true, columns: 100 }).split(
      "\r\u001b[2K",
    );
    expect(lines).toEqual([
      "staging\n",
      `  [${"#".repeat(6)}${"-".repeat(18)}] apply 1/4 aws_vpc.Main`,
      `  [${"#".repeat(24)}] apply 8/4 aws_vpc.Main`,
      "  ok     apply            1.00 s\n",
    ]);
  });

  it("fits on one line of the terminal, or the line could not be drawn over", () => {
    const lines = shown([change(1, 4), change(0, undefined, "plan")], { isTTY: true, columns: 20 }).split(
      "\r\u001b[2K",
    );
    expect(lines.slice(1).map((line) => line.length)).toEqual([19, 19]);
  });

  it("shows what is wrong as soon as the step is over", () => {
    const failed = step("validate", { ok: false, diagnostics: [finding("Missing", "", "aws_vpc.A")] });
    expect(shown([{ kind: "step ended", stack: "staging", step: failed }])).toContain(
      "error: aws_vpc.A: Missing",
    );
  });
});
