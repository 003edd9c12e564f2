import { checkRefusal, disagreements } from "../../../../lib/rehearsal/harness/injection";
import { finding } from "../../../../lib/rehearsal/harness/steps";
import { step } from "../../../support/rehearsals";

const REFUSED = finding("RequestLimitExceeded: refused by the rehearsal", "", "aws_vpc.Main");

describe("a refusal that was asked for", () => {
  it("leaves the step taken well when it is the only error", () => {
    const taken = checkRefusal(step("apply", { ok: false, diagnostics: [REFUSED] }));
    expect(taken).toMatchObject({
      ok: true,
      diagnostics: [{ ...REFUSED, severity: "warning" }],
    });
  });

  it("excuses nothing else", () => {
    const two = step("apply", { ok: false, diagnostics: [REFUSED, finding("Provider crashed")] });
    expect(checkRefusal(two)).toBe(two);
    const other = step("apply", { ok: false, diagnostics: [finding("DependencyViolation")] });
    expect(checkRefusal(other)).toBe(other);
  });

  it("fails the step when terraform did not notice", () => {
    expect(checkRefusal(step("apply"))).toMatchObject({
      ok: false,
      diagnostics: [{ summary: "Refusal swallowed" }],
    });
  });
});

describe("disagreement of world and state", () => {
  it("is an error for each object, and none where they agree", () => {
    expect(disagreements({ orphans: ["aws_vpc vpc-1"], ghosts: ["aws_eip.Nat"] })).toMatchObject([
      { severity: "error", detail: expect.stringContaining("aws_vpc vpc-1") },
      { severity: "error", address: "aws_eip.Nat" },
    ]);
    expect(disagreements({ orphans: [], ghosts: [] })).toEqual([]);
  });
});
