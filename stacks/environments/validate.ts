import type { core } from "zod";
import { type Problem, Problems } from "../../lib/core/errors";
import { type Environment, environmentSchema } from "./types";

/** Every problem of an environment's data: shape, names and numbers. An empty list means it can be built. */
export function checkEnvironment(environment: Environment): readonly Problem[] {
  const problems = new Problems();
  const { error } = environmentSchema.safeParse(environment);
  for (const issue of error?.issues ?? []) {
    for (const path of pathsOf(issue)) {
      const at = path.reduce<Problems>(
        (view, segment) => view.at(typeof segment === "number" ? segment : String(segment)),
        problems,
      );
      at.add({
        prop: "",
        code: codeOf(issue),
        rule: ruleOf(issue),
        value: valueAt(environment, path),
        fix: "correct it in the environment's file",
      });
    }
  }
  return problems.all;
}

/** An unknown key is reported at the key itself, not at the object that holds it. */
function pathsOf(issue: core.$ZodIssue): readonly (readonly PropertyKey[])[] {
  return issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
}

/** Rules of our own carry their code; the others have zod's. */
function codeOf(issue: core.$ZodIssue): string {
  return issue.code === "custom" && typeof issue.params?.code === "string"
    ? issue.params.code
    : issue.code.replaceAll("_", "-");
}

function ruleOf(issue: core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") {
    return "no such key";
  }
  const text = issue.message.replace(/^Invalid input: /, "");
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (current, segment) =>
      typeof current === "object" && current !== null
        ? (current as Record<PropertyKey, unknown>)[segment]
        : undefined,
    value,
  );
}
