import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { ROOT } from "./project";

/** Tags, commits and inputs of the actions that may be used. Nothing here is guessed: each was read from its repository. */
export const ACTIONS: Readonly<
  Record<string, { readonly tag: string; readonly sha: string; readonly inputs: readonly string[] }>
> = JSON.parse(fs.readFileSync(path.join(ROOT, "test", "fixtures", "actions.json"), "utf8"));

export type WorkflowFile = { readonly file: string; readonly text: string };

type Map = Readonly<Record<string, unknown>>;

/** Every YAML file below a folder, by its path in the project. */
export function yamlFiles(folder: string): readonly WorkflowFile[] {
  const root = path.join(ROOT, folder);
  return (fs.readdirSync(root, { recursive: true }) as string[])
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((file) => ({
      file: path.posix.join(folder, file.split(path.sep).join("/")),
      text: fs.readFileSync(path.join(root, file), "utf8"),
    }));
}

/** What a workflow does that workflows of this house may not, each as `place: rule`. */
export function workflowProblems(text: string): readonly string[] {
  const workflow = parse(text) as Map;
  const jobs = Object.entries(map(workflow.jobs)).map(([id, job]) => [id, map(job)] as const);
  const called = events(workflow).every((event) => event === "workflow_call");
  return [
    ...usesProblems(text),
    ...eventProblems(workflow),
    ...(isEmpty(workflow.permissions) ? [] : ["permissions: must be {} at the top"]),
    ...(called ? [] : concurrencyProblems("concurrency", workflow.concurrency, deploys(workflow))),
    ...jobs.flatMap(([id, job]) => jobProblems(`jobs.${id}`, job, called)),
  ];
}

/** What a composite action does that it may not. */
export function actionProblems(text: string): readonly string[] {
  const steps = list(map(map(parse(text)).runs).steps);
  return [
    ...usesProblems(text),
    ...steps.flatMap((step, index) => stepProblems(`runs.steps[${index}]`, map(step))),
  ];
}

function jobProblems(at: string, job: Map, called: boolean): readonly string[] {
  const problems: string[] = [];
  if (typeof job.permissions !== "object") {
    problems.push(`${at}.permissions: must be named one by one`);
  }
  if (job.uses !== undefined) {
    return job.secrets === "inherit" ? [...problems, `${at}.secrets: must be named one by one`] : problems;
  }
  if (typeof job["timeout-minutes"] !== "number") {
    problems.push(`${at}.timeout-minutes: must be set`);
  }
  if (called) {
    problems.push(
      ...concurrencyProblems(`${at}.concurrency`, job.concurrency, job.environment !== undefined),
    );
  }
  if (secretsIn(job.env)) {
    problems.push(`${at}.env: a secret belongs to the step that needs it`);
  }
  return [
    ...problems,
    ...list(job.steps).flatMap((step, index) => stepProblems(`${at}.steps[${index}]`, map(step))),
  ];
}

function stepProblems(at: string, step: Map): readonly string[] {
  const problems: string[] = [];
  const run = typeof step.run === "string" ? step.run : "";
  const given = map(step.with);
  const action = typeof step.uses === "string" ? (step.uses.split("@")[0] ?? "") : "";
  if (run.includes("${{")) {
    problems.push(`${at}.run: values come by env, never as an expression`);
  }
  if (run.trim().split("\n").length > 5) {
    problems.push(`${at}.run: longer than five lines, belongs into scripts/ci`);
  }
  if (/\b(npm (i|install|exec)|npx|pip install)\b/.test(run)) {
    problems.push(`${at}.run: installs what no lock file names`);
  }
  const known = ACTIONS[action]?.inputs;
  for (const input of Object.keys(given)) {
    if (known !== undefined && !known.includes(input)) {
      problems.push(`${at}.with.${input}: ${action} has no such input`);
    }
  }
  if (action === "actions/checkout" && given["persist-credentials"] !== false) {
    problems.push(`${at}.with.persist-credentials: must be false`);
  }
  if (action === "hashicorp/setup-terraform" && given.terraform_wrapper !== false) {
    problems.push(`${at}.with.terraform_wrapper: must be false`);
  }
  if (action === "actions/upload-artifact" && !String(given.path).trim().split("\n").every(isSafeToUpload)) {
    problems.push(`${at}.with.path: may hold a plan, which has secrets in the clear`);
  }
  return problems;
}

/** Folders in which terraform runs hold plans; a job that uploads them may only synthesize. */
const UPLOADS: readonly RegExp[] = [
  /^review\/$/,
  /^cdktf\.out\/review\/[\w.-]+\.html$/,
  /^cdktf\.out\/manifest\.json$/,
  /^cdktf\.out\/stacks\/\*\/(cdk\.tf\.json|assets\/)$/,
];

function isSafeToUpload(line: string): boolean {
  return UPLOADS.some((allowed) => allowed.test(line.trim()));
}

function usesProblems(text: string): readonly string[] {
  return text.split("\n").flatMap((line, index) => {
    const [, target] = /^\s*(?:- )?uses:\s*(\S+)/.exec(line) ?? [];
    if (target === undefined || target.startsWith("./")) {
      return [];
    }
    const [name = "", sha] = target.split("@");
    // An action in a folder of a repository is pinned as the repository.
    const pinned = ACTIONS[name] ?? ACTIONS[name.split("/").slice(0, 2).join("/")];
    const expected = `${name}@${pinned?.sha} # ${pinned?.tag}`;
    return pinned !== undefined && sha === pinned.sha && line.trimEnd().endsWith(expected)
      ? []
      : [
          `line ${index + 1}: uses ${target}, ${pinned ? `must be ${expected}` : "which is not in the table"}`,
        ];
  });
}

function eventProblems(workflow: Map): readonly string[] {
  return events(workflow)
    .filter((event) => event === "pull_request_target" || event === "workflow_run")
    .map((event) => `on.${event}: runs with rights on what others wrote`);
}

function concurrencyProblems(at: string, concurrency: unknown, deploys: boolean): readonly string[] {
  const { group, "cancel-in-progress": cancel, queue } = map(concurrency);
  if (typeof group !== "string") {
    return [`${at}.group: must be set`];
  }
  if (deploys && (cancel !== false || queue !== "max")) {
    return [`${at}: a deployment is neither cancelled nor dropped from the queue`];
  }
  return [];
}

/** Whether it calls the workflow that applies. */
function deploys(workflow: Map): boolean {
  return Object.values(map(workflow.jobs)).some((job) => String(map(job).uses ?? "").includes("/deploy-"));
}

function events(workflow: Map): readonly string[] {
  const { on } = workflow;
  return typeof on === "string" ? [on] : Array.isArray(on) ? on.map(String) : Object.keys(map(on));
}

function secretsIn(value: unknown): boolean {
  return JSON.stringify(value ?? "").includes("secrets.");
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function map(value: unknown): Map {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Map) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
