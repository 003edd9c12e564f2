import type { IConstruct } from "constructs";
import { isToken } from "./tokens";

/** One thing that is wrong with the props of a construct, or with a stack. */
export interface Problem {
  /** Path of the prop inside the props object, in the user's own words: `nodeGroups.general.minSize`. */
  readonly prop: string;
  /** Stable, short, kebab-case code. Codes are API: tests and tooling match on them. */
  readonly code: string;
  /** The rule that was broken, in lowercase, without a full stop. */
  readonly rule: string;
  /** The value that broke it. Left out where the value may be a secret. */
  readonly value?: unknown;
  /** What to do about it. */
  readonly fix: string;
}

/**
 * Collects problems while props are resolved, so that a user sees all of them at once.
 *
 * `at` gives a view on the same list with a longer prop path: a nested `resolve` function reports
 * relative paths and the caller decides where they hang.
 */
export class Problems {
  private readonly list: Problem[];

  constructor(
    list: Problem[] = [],
    private readonly prefix = "",
  ) {
    this.list = list;
  }

  /** Every problem found so far, in the order it was found. */
  get all(): readonly Problem[] {
    return this.list;
  }

  /** Adds a problem. `problem.prop` is relative to this view; an empty string names the view itself. */
  add(problem: Problem): void {
    this.list.push({ ...problem, prop: joinPath(this.prefix, problem.prop) });
  }

  /** Adds a problem when `broken` holds, and says whether it did. */
  addIf(broken: boolean, problem: Problem): boolean {
    if (broken) {
      this.add(problem);
    }
    return broken;
  }

  /** A view on the same list, below the given prop, map key or list index. */
  at(prop: string | number): Problems {
    return new Problems(this.list, joinPath(this.prefix, pathSegment(prop)));
  }
}

/**
 * The one error Slipway throws for wrong input.
 *
 * The message lists every problem with its prop path, code, value and way out; `problems` carries the same as
 * data.
 */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(
    /** Path of the construct that was being made, or the name of the file or stack that was read. */
    readonly constructPath: string,
    /** Name of the props type the paths are relative to. */
    readonly propsName: string,
    readonly problems: readonly Problem[],
  ) {
    super(describe(constructPath, propsName, problems));
  }
}

/**
 * Runs a resolve function and throws a `ConfigError` with all problems it reported.
 *
 * @throws ConfigError if `resolve` reported any problem
 */
export function resolveOrThrow<T>(
  scope: IConstruct | string,
  propsName: string,
  resolve: (problems: Problems) => T,
): T {
  const problems = new Problems();
  const resolved = resolve(problems);
  if (problems.all.length > 0) {
    throw new ConfigError(
      typeof scope === "string" ? scope : scope.node.path || "App",
      propsName,
      problems.all,
    );
  }
  return resolved;
}

/**
 * Reports a name that is not among the known ones, with the list and the nearest guess left to the reader.
 * Returns whether the name is known; tokens count as known.
 */
export function checkKnown(
  problems: Problems,
  prop: string,
  code: string,
  noun: string,
  value: string | undefined,
  known: readonly string[],
): boolean {
  if (value === undefined || isToken(value) || known.includes(value)) {
    return true;
  }
  problems.add({
    prop,
    code,
    rule: `${noun} is not known`,
    value,
    fix: `use one of ${known.join(", ")}`,
  });
  return false;
}

function describe(constructPath: string, propsName: string, problems: readonly Problem[]): string {
  const count = `${problems.length} problem${problems.length === 1 ? "" : "s"}`;
  const lines = problems.map((problem) => {
    const got = "value" in problem && problem.value !== undefined ? `, got ${show(problem.value)}` : "";
    return `  - ${problem.prop || "(props)"} [${problem.code}]: ${problem.rule}${got}; ${problem.fix}`;
  });
  return [`${constructPath}: ${count} in ${propsName}`, ...lines].join("\n");
}

function show(value: unknown): string {
  if (isToken(value)) {
    return "a value known after apply";
  }
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 200 ? `${text.slice(0, 200)}... (${text.length} characters)` : text;
}

function joinPath(prefix: string, rest: string): string {
  if (prefix === "" || rest === "") {
    return prefix + rest;
  }
  return rest.startsWith("[") ? prefix + rest : `${prefix}.${rest}`;
}

function pathSegment(prop: string | number): string {
  if (typeof prop === "number") {
    return `[${prop}]`;
  }
  return /^[\w-]+(\.[\w-]+)*$/.test(prop) ? prop : `[${JSON.stringify(prop)}]`;
}
