import * as fs from "node:fs";
import { ConfigError } from "../../core/errors";
import type { Plan } from "../plan";
import { parsePlan } from "./parse-plan";

/**
 * Reads a file with a plan in JSON.
 *
 * @throws ConfigError `plan-missing`, `not-a-plan`, `plan-too-new`
 */
export function readPlan(file: string): Plan {
  return parsePlanText(readText(file), file);
}

/**
 * Reads the text of a plan in JSON.
 *
 * @param name what to call it in errors
 * @throws ConfigError `not-a-plan`, `plan-too-new`
 */
export function parsePlanText(content: string, name: string): Plan {
  let document: unknown;
  try {
    document = JSON.parse(content);
  } catch {
    throw new ConfigError(name, "Plan", [
      {
        prop: "",
        code: "not-a-plan",
        rule: "this is no JSON",
        fix: "write it with: terraform show -json <plan file>",
      },
    ]);
  }
  return parsePlan(document, name);
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigError(file, "Plan", [
      {
        prop: "",
        code: "plan-missing",
        rule: "the file cannot be read",
        value: error instanceof Error ? error.message : error,
        fix: "name a file written with: terraform show -json <plan file>",
      },
    ]);
  }
}
