import * as path from "node:path";
import { ConfigError } from "../../../../lib/core/errors";
import { parsePlanText, readPlan } from "../../../../lib/review/read/read-plan";

const FIXTURE = path.join(__dirname, "..", "..", "..", "fixtures", "plans", "terraform-data.json");

function refusal(read: () => unknown): ConfigError | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return error instanceof ConfigError ? error : undefined;
  }
}

describe("readPlan", () => {
  it("reads a file", () => {
    expect(readPlan(FIXTURE).objects.length).toBe(13);
  });

  it("names the file it cannot read", () => {
    const error = refusal(() => readPlan("no/such/plan.json"));
    expect(error?.constructPath).toBe("no/such/plan.json");
    expect(error?.problems).toEqual([expect.objectContaining({ prop: "", code: "plan-missing" })]);
  });
});

describe("parsePlanText", () => {
  it("says of a binary plan how to print it, without showing what it holds", () => {
    const error = refusal(() => parsePlanText("PK\u0003\u0004 hunter2", "tfplan"));
    expect(error?.problems).toEqual([expect.objectContaining({ prop: "", code: "not-a-plan" })]);
    expect(error?.message).toContain("terraform show -json");
    expect(error?.message).not.toContain("hunter2");
  });
});
