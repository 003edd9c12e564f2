import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { loadPlan, planSources } from "../../../lib/cli/plan-source";
import { codeOf, removeTemporaryFolders, temporaryFolder } from "../../support/rehearsals";
import { describeWithTerraform, TERRAFORM, terraformEnv } from "../../support/terraform";

const FIXTURE = path.join(__dirname, "..", "..", "fixtures", "plans", "terraform-data.json");

afterEach(removeTemporaryFolders);

function noInput(): string {
  throw new Error("asked for input");
}

describe("planSources", () => {
  it.each([
    [["staging=plan.json"], undefined, [{ stack: "staging", file: "plan.json" }]],
    [
      ["cdktf.out/stacks/staging/plan"],
      undefined,
      [{ stack: "staging", file: "cdktf.out/stacks/staging/plan" }],
    ],
    [["plan.json"], "staging", [{ stack: "staging", file: "plan.json" }]],
    [
      ["a=b=c", "d=-"],
      undefined,
      [
        { stack: "a", file: "b=c" },
        { stack: "d", file: "-" },
      ],
    ],
  ])("reads %j", (plans, stack, sources) => {
    expect(planSources(plans, stack)).toEqual(sources);
  });

  it.each([
    [["plan.json"], "plan stack-not-named"],
    [["a=x", "a=y"], "plan duplicate-stack"],
  ])("refuses %j", async (plans, code) => {
    expect(await codeOf(async () => planSources(plans, undefined))).toBe(code);
  });

  it("takes one stack for one plan only", async () => {
    expect(await codeOf(async () => planSources(["a.json", "b.json"], "shop"))).toBe("plan one-stack-only");
  });
});

describe("loadPlan", () => {
  it("reads JSON from a file or from the input", async () => {
    const text = fs.readFileSync(FIXTURE, "utf8");
    expect((await loadPlan({ stack: "s", file: FIXTURE }, noInput)).objects).toHaveLength(13);
    expect((await loadPlan({ stack: "s", file: "-" }, () => text)).objects).toHaveLength(13);
  });

  it("names what it cannot read", async () => {
    expect(await codeOf(() => loadPlan({ stack: "s", file: "no/such" }, noInput))).toBe(" plan-missing");
    expect(await codeOf(() => loadPlan({ stack: "s", file: "-" }, () => "Plan: 1 to add"))).toBe(
      " not-a-plan",
    );
  });
});

describeWithTerraform("a plan as terraform saved it", () => {
  function terraform(folder: string, ...args: readonly string[]): void {
    execFileSync(TERRAFORM ?? "", args, { cwd: folder, env: terraformEnv(), stdio: "pipe" });
  }

  it("is printed by terraform, where its providers are", async () => {
    const folder = temporaryFolder();
    const config = { resource: { terraform_data: { a: { input: 1 } } } };
    fs.writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(config));
    terraform(folder, "init", "-no-color");
    terraform(folder, "plan", "-no-color", "-out=plan");
    const plan = await loadPlan({ stack: "s", file: path.join(folder, "plan") }, noInput);
    expect(plan.objects.map(({ address, kind }) => [address, kind])).toEqual([
      ["terraform_data.a", "create"],
    ]);
  });

  it("says what is wrong where terraform cannot print it", async () => {
    const file = path.join(temporaryFolder(), "plan");
    fs.writeFileSync(file, "PK nonsense");
    expect(await codeOf(() => loadPlan({ stack: "s", file }, noInput))).toBe("plan plan-not-shown");
  });
});
