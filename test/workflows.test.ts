import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { actionlint, HAS_ACTIONLINT } from "./support/actionlint";
import { ROOT } from "./support/project";
import { ACTIONS, actionProblems, workflowProblems, yamlFiles } from "./support/workflow-rules";

const WORKFLOWS = yamlFiles(".github/workflows");
const COMPOSITE = yamlFiles(".github/actions");
const itWithActionlint = HAS_ACTIONLINT ? it : it.skip;

const checkout = `actions/checkout@${ACTIONS["actions/checkout"]?.sha} # ${ACTIONS["actions/checkout"]?.tag}`;

/** A workflow nothing is wrong with; the tests put one thing wrong each. */
const GOOD = `
on: push
permissions: {}
concurrency: { group: ci, cancel-in-progress: true }
jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions: { contents: read }
    steps:
      - uses: ${checkout}
        with: { persist-credentials: false }
      - run: npm test
`;

describe("workflows", () => {
  it("are all there", () => {
    expect(WORKFLOWS.map(({ file }) => path.basename(file, ".yml"))).toEqual(
      expect.arrayContaining([
        "ci",
        "deploy-environment",
        "deploy-production",
        "deploy-staging",
        "drift",
        "plan",
        "rollback",
      ]),
    );
  });

  itWithActionlint("pass actionlint", () => {
    expect(actionlint(WORKFLOWS)).toEqual([]);
  });

  itWithActionlint("would not pass it with a job that is not there", () => {
    const text = GOOD.replace("    steps:", "    needs: nobody\n    steps:");
    expect(actionlint([{ file: "bad.yml", text }]).map(({ message }) => message)).toEqual([
      expect.stringContaining("nobody"),
    ]);
  });

  it.each(WORKFLOWS)("$file keeps the rules", ({ text }) => {
    expect(workflowProblems(text)).toEqual([]);
  });

  it.each(COMPOSITE)("$file keeps the rules", ({ text }) => {
    expect(actionProblems(text)).toEqual([]);
  });

  it.each([...WORKFLOWS, ...COMPOSITE])("$file runs only scripts that are there", ({ text }) => {
    const named = [...text.matchAll(/scripts\/[\w/-]+\.(?:sh|mjs)/g)].map(([script]) => script);
    expect(named.filter((script) => !fs.existsSync(path.join(ROOT, script)))).toEqual([]);
  });

  it.each(WORKFLOWS)(
    "$file calls workflows and actions that are there, with inputs they have",
    ({ text }) => {
      const { jobs } = parse(text);
      const called = Object.values<{ uses?: string; with?: object }>(jobs).filter(({ uses }) => uses);
      for (const job of called) {
        const { inputs } = parse(fs.readFileSync(path.join(ROOT, job.uses ?? ""), "utf8")).on.workflow_call;
        expect(Object.keys(job.with ?? {}).sort()).toEqual(Object.keys(inputs).sort());
      }
      for (const [, action] of text.matchAll(/uses: \.\/(?:base\/)?(\.github\/actions\/\S+)/g)) {
        expect(fs.existsSync(path.join(ROOT, action ?? "", "action.yml"))).toBe(true);
      }
    },
  );

  it("give a called workflow all the rights it asks for", () => {
    const callee = parse(text("deploy-environment")).jobs.deploy.permissions;
    for (const name of ["deploy-staging", "deploy-production", "rollback"]) {
      const jobs = Object.values<{ uses?: string; permissions: object }>(parse(text(name)).jobs);
      const callers = jobs.filter(({ uses }) => uses);
      expect(callers).not.toEqual([]);
      for (const { permissions } of callers) {
        expect(permissions).toEqual(callee);
      }
    }
  });

  it("say for each right what it is for", () => {
    const unsaid = WORKFLOWS.flatMap((workflow) =>
      workflow.text.split("\n").filter((line) => /^ {6}[\w-]+: (read|write)\b(?! # \S)/.test(line)),
    );
    expect(unsaid).toEqual([]);
  });
});

describe("plan", () => {
  const { jobs } = parse(text("plan"));

  it("runs code of the pull request in jobs that can read the repository and nothing else", () => {
    for (const job of [jobs.synth, jobs.rehearsal]) {
      expect(job.permissions).toEqual({ contents: "read" });
      expect(JSON.stringify(job)).not.toMatch(/secrets\.|github\.token|configure-aws-credentials/);
    }
  });

  it("runs the base where there are rights", () => {
    for (const job of [jobs.plan, jobs.comment]) {
      const refs = job.steps
        .filter(({ uses = "" }) => uses.startsWith("actions/checkout"))
        .map((step: { with: { ref?: string } }) => step.with.ref);
      expect(refs).toEqual(["${{ github.event.pull_request.base.sha }}"]);
    }
  });

  it("either plans or rehearses", () => {
    const negated = (jobs.synth.if as string)
      .replaceAll("&&", "\0")
      .replaceAll("!=", "\x01")
      .replaceAll("==", "!=")
      .replaceAll("\x01", "==")
      .replaceAll("\0", "||");
    expect(jobs.rehearsal.if).toBe(negated);
  });
});

describe("rules of workflows", () => {
  it("find nothing wrong with a good one", () => {
    expect(workflowProblems(GOOD)).toEqual([]);
  });

  it.each([
    ["a tag instead of a commit", checkout, "actions/checkout@v7", /uses actions\/checkout@v7/],
    ["a commit without its version", checkout, checkout.split(" ")[0], /must be actions\/checkout@/],
    ["another version than the commit's", checkout, checkout.replace("v7.0.1", "v7.0.0"), /must be/],
    ["an unknown action", checkout, `some/action@${"0".repeat(40)} # v1.0.0`, /not in the table/],
    ["credentials that stay", "persist-credentials: false", "fetch-depth: 0", /persist-credentials: must/],
    ["an input nobody knows", "persist-credentials: false", "persist-credentials: false, dept: 1", /dept/],
    ["rights for all jobs", "permissions: {}", "permissions: { contents: read }", /^permissions/],
    ["a job without rights named", "permissions: { contents: read }", "env: {}", /jobs\.test\.permissions/],
    ["all rights at once", "permissions: { contents: read }", "permissions: write-all", /permissions/],
    ["no timeout", "timeout-minutes: 5", "env: {}", /timeout-minutes/],
    ["no concurrency", "concurrency: { group: ci, cancel-in-progress: true }", "env: {}", /concurrency/],
    ["pull_request_target", "on: push", "on: [pull_request_target]", /on\.pull_request_target/],
    ["workflow_run", "on: push", "on: { workflow_run: {} }", /on\.workflow_run/],
    ["an expression in a script", "npm test", "echo ${{ github.ref }}", /run: values come by env/],
    ["a secret in a script", "npm test", "echo ${{ secrets.A }}", /run: values come by env/],
    [
      "a secret for a whole job",
      "timeout-minutes: 5",
      "timeout-minutes: 5\n    env: { A: '${{ secrets.A }}' }",
      /env/,
    ],
    ["a package no lock names", "npm test", "npm install -g left-pad", /no lock file/],
    ["a long script", "npm test", `|\n${"          true\n".repeat(6)}`, /longer than five lines/],
    [
      "a deployment that is cancelled",
      "  test:",
      "  go: { uses: ./.github/workflows/deploy-environment.yml, permissions: {} }\n  test:",
      /neither cancelled/,
    ],
    [
      "all secrets handed on",
      "  test:",
      "  go: { uses: ./.github/workflows/x.yml, permissions: {}, secrets: inherit }\n  test:",
      /secrets: must be named/,
    ],
  ])("find %s", (_, good, bad = "", expected) => {
    expect(GOOD).toContain(good);
    expect(workflowProblems(GOOD.replace(good, () => bad))).toEqual([expect.stringMatching(expected)]);
  });

  it.each([
    "cdktf.out/stacks/staging/plan",
    "cdktf.out",
    "cdktf.out/stacks/",
    "plan.json",
    ".",
    "**",
    "review/\nplan",
  ])("find that %j is uploaded", (uploaded) => {
    const action = "actions/upload-artifact";
    const upload = `      - uses: ${action}@${ACTIONS[action]?.sha} # ${ACTIONS[action]?.tag}
        with: { path: ${JSON.stringify(uploaded)} }\n`;
    expect(workflowProblems(GOOD + upload)).toEqual([expect.stringContaining("may hold a plan")]);
  });

  it("find that terraform is wrapped", () => {
    const action = "hashicorp/setup-terraform";
    const step = `runs:\n  steps:\n    - uses: ${action}@${ACTIONS[action]?.sha} # ${ACTIONS[action]?.tag}\n`;
    expect(actionProblems(step)).toEqual(["runs.steps[0].with.terraform_wrapper: must be false"]);
  });
});

function text(name: string): string {
  return fs.readFileSync(path.join(ROOT, ".github", "workflows", `${name}.yml`), "utf8");
}
