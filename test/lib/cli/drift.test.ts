import * as fs from "node:fs";
import * as path from "node:path";
import { removeTemporaryFolders, temporaryFolder } from "../../support/rehearsals";
import { slipway } from "../../support/slipway";

afterEach(removeTemporaryFolders);

function planFile(name: string, plan: object): string {
  const file = path.join(temporaryFolder(), name);
  fs.writeFileSync(file, JSON.stringify({ format_version: "1.2", resource_changes: [], ...plan }));
  return file;
}

const resized = {
  address: "aws_instance.a",
  type: "aws_instance",
  change: { actions: ["update"], before: { type: "m" }, after: { type: "l" } },
};

describe("slipway drift", () => {
  it("ends with 1 and prints an issue where something drifted", async () => {
    const refresh = planFile("refresh.json", { resource_drift: [resized] });
    const plan = planFile("plan.json", { resource_changes: [resized] });
    const issue = path.join(temporaryFolder(), "issue.md");
    const { code, out } = await slipway("drift", `staging=${refresh}`, "--plan", plan, "--markdown", issue);
    expect(code).toBe(1);
    expect(out).toMatch(/^Drift in staging\n/);
    expect(fs.readFileSync(issue, "utf8")).toContain("The next apply puts it back.");
  });

  it("ends with 0 where nothing did, whatever exit code the refresh had", async () => {
    const moved = { ...resized, previous_address: "aws_instance.b", change: { actions: ["no-op"] } };
    const refresh = planFile("refresh.json", { resource_drift: [moved] });
    const { code, out } = await slipway("drift", refresh, "--stack", "staging");
    expect(code).toBe(0);
    expect(out).toContain("Nothing drifted");
  });

  it("leaves out what is ignored, until its day", async () => {
    const refresh = planFile("refresh.json", { resource_drift: [resized] });
    const ignore = (expires: string) => {
      const file = path.join(temporaryFolder(), "ignore.yaml");
      fs.writeFileSync(file, `ignore: [{ address: aws_instance.a, reason: by hand, expires: "${expires}" }]`);
      return file;
    };
    const until = (expires: string) => slipway("drift", `staging=${refresh}`, "--ignore", ignore(expires));
    expect((await until("2026-11-21")).code).toBe(0);
    const ended = await until("2026-11-20");
    expect(ended.code).toBe(1);
    expect(ended.out).toContain("No longer ignored");
  });

  it("fails with 2 where the refresh ended in an error, instead of saying that nothing drifted", async () => {
    const refresh = planFile("refresh.json", { errored: true });
    const { code, out, err } = await slipway("drift", `staging=${refresh}`);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/refresh-only-plan \[refresh-failed\]/);
  });

  it("fails with 2 without a plan to read", async () => {
    const { code, err } = await slipway("drift", "staging=no/such");
    expect([code, err]).toEqual([2, expect.stringMatching(/plan-missing/)]);
  });
});
