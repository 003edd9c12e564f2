import { awsFactsOf } from "../../../../constructs/secrets/stores/store-release";
import { synth } from "../../../support/synth";

describe("awsFactsOf", () => {
  it("looks nothing up until it is asked", () => {
    const quiet = synth((stack) => {
      awsFactsOf(stack);
    });
    expect(quiet.json.data).toBeUndefined();
    const asked = synth((stack) => {
      const { accountId } = awsFactsOf(stack)();
      expect(typeof accountId).toBe("string");
    });
    expect(asked.data("aws_caller_identity")).toBeDefined();
  });
});
