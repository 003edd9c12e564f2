import {
  changesOf,
  finding,
  ownStep,
  plannedOf,
  stepOf,
  withErrors,
} from "../../../../lib/rehearsal/harness/steps";
import type { Action, TerraformEvent } from "../../../../lib/rehearsal/harness/terraform-output";
import type { RunResult } from "../../../../lib/rehearsal/harness/terraform-run";
import { step } from "../../../support/rehearsals";

function event(
  kind: "started" | "finished" | "failed",
  name: string,
  at: number,
  action: Action = "create",
): TerraformEvent {
  return { kind, address: `aws_vpc.${name}`, type: "aws_vpc", action, at };
}

function ran(parts: Partial<RunResult>): RunResult {
  return { code: 0, seconds: 1, stdout: "", stderr: "", events: [], peakMib: undefined, ...parts };
}

describe("step", () => {
  it("holds changes in the order they began, in seconds from the first", () => {
    const events = [
      event("started", "A", 1000),
      event("started", "B", 1100),
      event("failed", "B", 1200),
      event("finished", "A", 1500),
      event("started", "C", 1600),
    ];
    expect(changesOf(events)).toMatchObject([
      { address: "aws_vpc.A", startedAt: 0, endedAt: 0.5, ok: true },
      { address: "aws_vpc.B", startedAt: 0.1, endedAt: 0.2, ok: false },
      { address: "aws_vpc.C", startedAt: 0.6, ok: false },
    ]);
  });

  it("tells the two halves of a replacement apart, and reads no change into a read", () => {
    const events = [
      event("started", "A", 0, "delete"),
      event("finished", "A", 1, "delete"),
      event("started", "A", 2, "create"),
      event("finished", "A", 3, "create"),
      event("started", "D", 4, "read"),
      event("finished", "D", 5, "read"),
    ];
    expect(changesOf(events).map(({ action, ok }) => `${action} ${ok}`)).toEqual([
      "delete true",
      "create true",
    ]);
  });

  it("plans what changes something", () => {
    const planned = (action: Action): TerraformEvent => ({
      kind: "planned",
      address: action,
      type: "t",
      action,
    });
    expect(
      plannedOf([planned("create"), planned("no-op"), planned("read"), planned("replace")]).map(
        ({ action }) => action,
      ),
    ).toEqual(["create", "replace"]);
  });

  it("says why it failed in terraform's words", () => {
    const diagnostic = finding("Refused", "", "aws_vpc.A");
    const taken = stepOf(
      "apply",
      ran({ code: 1, events: [{ kind: "diagnostic", diagnostic }], peakMib: 80 }),
    );
    expect(taken).toMatchObject({ name: "apply", ok: false, diagnostics: [diagnostic], peakMib: 80 });
  });

  it.each([
    [{ stderr: "Error: no such flag\n\nUsage: terraform" }, "no such flag"],
    [{ stdout: 'panic: oh no\n{"type":"version"}' }, "panic: oh no"],
    [{ stdout: '{"type":"version"}' }, "Terraform ended with code 1"],
    [{}, "Terraform ended with code 1"],
    [{ code: undefined }, "Terraform was killed"],
  ])("always says why it failed: %j", (parts, summary) => {
    expect(stepOf("init", ran({ code: 1, ...parts })).diagnostics).toMatchObject([
      { severity: "error", summary },
    ]);
  });

  it("fails when the rehearsal finds something itself", () => {
    expect(withErrors(step("apply"), [finding("Lost")])).toMatchObject({ ok: false });
    expect(withErrors(step("apply"), [])).toEqual(step("apply"));
    expect(ownStep("empty world", 0, [])).toMatchObject({ ok: true });
    expect(ownStep("empty world", 0, [finding("Left behind")])).toMatchObject({ ok: false });
  });
});
