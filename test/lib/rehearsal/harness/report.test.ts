import { describeRehearsal, describeStep, reportOf } from "../../../../lib/rehearsal/harness/report";
import { finding } from "../../../../lib/rehearsal/harness/steps";
import { rehearsalOf, stateObject, step } from "../../../support/rehearsals";

const create = (address: string) =>
  ({ address, type: "aws_vpc", action: "create", startedAt: 0, endedAt: 1, ok: true }) as const;
const chain = ["a.1", "a.2", "a.3", "a.4", "a.5", "a.6", "a.7"];
const REHEARSAL = rehearsalOf(
  [
    step("init", { seconds: 0.04 }),
    step("apply", { changes: [create("aws_vpc.A"), create("aws_vpc.B")], peakMib: 80.4 }),
  ],
  {
    state: [stateObject("aws_vpc.A"), stateObject("aws_vpc.B"), stateObject("helm_release.K")],
    longestChain: chain,
    peakMib: 80.4,
  },
);

describe("report of a rehearsal", () => {
  it("has a line for each step, then the outcome", () => {
    expect(describeRehearsal(REHEARSAL).split("\n")).toEqual([
      "  ok     init             0.04 s",
      "  ok     apply            1.00 s  create 2",
      "staging: rehearsed in 2.00 s (terraform 1.11.4, terraform peak 80 MiB)",
      "  3 objects: aws 2, helm 1",
      "  longest chain, 7 objects: a.1 > a.2 > a.3 > ... > a.6 > a.7",
    ]);
  });

  it("puts errors below the step they belong to, with the address", () => {
    const failed = step("validate", { ok: false, diagnostics: [finding("Missing", "Needed.", "aws_vpc.A")] });
    expect(describeStep(failed).split("\n")).toEqual([
      "  FAILED validate         1.00 s",
      "         error: aws_vpc.A: Missing: Needed.",
    ]);
    expect(describeRehearsal(rehearsalOf([failed]))).toContain("staging: FAILED in");
  });

  it("is data, too, without the world", () => {
    expect(JSON.parse(JSON.stringify(reportOf(REHEARSAL)))).toMatchObject({
      stack: "staging",
      ok: true,
      objects: 3,
      terraformPeakMib: 80,
      longestChain: chain,
      steps: [{ name: "init", seconds: 0.04 }, { name: "apply" }],
    });
  });
});
