import { ConfigError } from "../../lib/core/errors";
import { local } from "./local";
import { production } from "./production";
import { staging } from "./staging";
import type { Environment } from "./types";

/** Every environment there is. A new one is a file beside these and a line here. */
export const ENVIRONMENTS: readonly Environment[] = [local, staging, production];

/**
 * All environments, or the one of the given name.
 *
 * @throws ConfigError `unknown-environment` with the known names, `duplicate-environment`
 */
export function selectEnvironments(
  environments: readonly Environment[],
  name: string | undefined,
): readonly Environment[] {
  const names = environments.map((environment) => environment.name);
  const repeated = names.find((candidate, index) => names.indexOf(candidate) !== index);
  if (repeated !== undefined) {
    throw new ConfigError("stacks/environments", "ENVIRONMENTS", [
      {
        prop: "name",
        code: "duplicate-environment",
        rule: "two environments have one name, they would share one state",
        value: repeated,
        fix: "rename one of them",
      },
    ]);
  }
  if (name === undefined || name === "") {
    return environments;
  }
  const selected = environments.filter((environment) => environment.name === name);
  if (selected.length === 0) {
    throw new ConfigError("stacks/environments", "SLIPWAY_ENVIRONMENT", [
      {
        prop: "name",
        code: "unknown-environment",
        rule: "environment is not known",
        value: name,
        fix: `use one of ${names.join(", ")}, or add a file to stacks/environments`,
      },
    ]);
  }
  return selected;
}
