import { findDrift } from "../../../../lib/review/drift/drift";
import { driftTitle, renderDriftIssue } from "../../../../lib/review/drift/drift-issue";
import { type Drifted, driftedPlan, plannedChanges, scaled } from "../../../support/drift";

const NOW = new Date("2026-11-21T12:00:00Z");

function drift(...drifted: Drifted[]) {
  return findDrift(driftedPlan(...drifted), plannedChanges(...drifted), undefined, {
    stack: "staging",
    now: NOW,
  });
}

describe("renderDriftIssue", () => {
  it("says in a line whether anything drifted", () => {
    expect(renderDriftIssue(drift())).toMatch(
      /^<!-- slipway-drift staging -->\nNothing drifted in `staging`\.\n$/,
    );
  });

  it("keeps its title as long as the stack", () => {
    expect(driftTitle(drift(scaled))).toBe("Drift in staging");
  });

  it("shows what changed, where, and what happens next", () => {
    const body = renderDriftIssue(drift(scaled));
    expect(body).toContain("**1 object** of `staging` changed outside of terraform.");
    expect(body).toContain("- `aws_instance.a`");
    expect(body).toContain("| `type` | `m` | `l` |");
    expect(body).toContain("The next apply puts it back.");
  });

  it("shows no secret and makes nothing of hostile values", () => {
    const hostile: Drifted = {
      address: "aws_db_instance.a",
      before: { password: "hunter2-old", name: "x" },
      after: { password: "hunter2-new", name: "<img src=x onerror=1> @team #1 ```" },
    };
    const body = renderDriftIssue(drift(hostile));
    expect(body).not.toContain("hunter2");
    expect(body).toContain("(sensitive #");
    expect(body.split(/`+[^`]*`+/).join("")).not.toMatch(/<img|@team/);
  });

  it("stays within what GitHub takes, and counts what it leaves out", () => {
    const many = Array.from(
      { length: 3_000 },
      (_, index): Drifted => ({
        address: `aws_instance.i${index}`,
        before: { type: "m", note: `${index}` },
        after: { type: "l", note: `${index}`.repeat(50) },
      }),
    );
    const body = renderDriftIssue(drift(...many));
    expect(Buffer.byteLength(body)).toBeLessThan(65_536);
    expect(body).toMatch(/[\d,]+ sections had no room here\.\n$/);
  });
});
