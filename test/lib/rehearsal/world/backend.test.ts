import { Refusal } from "../../../../lib/rehearsal/world/backend";

describe("Refusal", () => {
  it("is an error whose message is the summary, so that a stack trace says what was refused", () => {
    const refusal = new Refusal("DependencyViolation: in use", "by aws_subnet a");
    expect(refusal).toBeInstanceOf(Error);
    expect([refusal.name, refusal.message, refusal.detail]).toEqual([
      "Refusal",
      "DependencyViolation: in use",
      "by aws_subnet a",
    ]);
  });
});
