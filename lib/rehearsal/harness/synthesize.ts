import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { type App, Manifest, TerraformStack } from "cdktf";
import { ConfigError } from "../../core/errors";
import { STACK_FILE, stackNames } from "./stack-folder";

/** What can be rehearsed: an app, a stack, a folder of one synthesized stack, or a folder of several (`cdktf.out`). */
export type RehearsalTarget = App | TerraformStack | string;

/** A folder with synthesized stacks. */
export type Synthesized = {
  /** Folder of the stack to rehearse. */
  readonly directory: string;
  /** Removes what was synthesized for this occasion; a folder that was there before stays. */
  remove(): void;
};

/**
 * Finds or makes the folder of the stack to rehearse. Apps and stacks are synthesized with all validations, to a
 * temporary folder.
 *
 * @param wanted name of the stack, needed where there are several
 * @throws ConfigError `stack-unknown`, `stack-ambiguous` or `stack-folder-missing`; and whatever validations throw
 */
export function synthesize(target: RehearsalTarget, wanted?: string): Synthesized {
  if (typeof target === "string") {
    return { directory: findStack(target, wanted), remove: () => undefined };
  }
  const stacks = TerraformStack.isStack(target)
    ? [target]
    : target.node.findAll().filter(TerraformStack.isStack);
  const stack = pick(stacks, (one) => one.node.id, TerraformStack.isStack(target) ? target.node.id : wanted);
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-synth-"));
  const remove = (): void => fs.rmSync(outdir, { recursive: true, force: true });
  try {
    const manifest = new Manifest("rehearsal", outdir, false);
    // As App.synth does it, which can only write to the folder the app was made with.
    for (const one of stack.node.root.node.findAll().filter(TerraformStack.isStack)) {
      one.prepareStack();
    }
    for (const one of withDependencies(stack)) {
      one.synthesizer.synthesize({ outdir, manifest });
    }
    return { directory: path.join(outdir, manifest.forStack(stack).workingDirectory), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A stack and those whose outputs it reads, directly or not. */
function withDependencies(stack: TerraformStack): ReadonlySet<TerraformStack> {
  const found = new Set<TerraformStack>([stack]);
  // A set grows while it is gone through.
  for (const one of found) {
    for (const dependency of one.dependencies) {
      found.add(dependency);
    }
  }
  return found;
}

function findStack(directory: string, wanted: string | undefined): string {
  if (fs.existsSync(path.join(directory, STACK_FILE))) {
    return directory;
  }
  const names = stackNames(directory);
  if (names.length === 0) {
    throw new ConfigError("rehearsal", "RehearseOptions", [
      {
        prop: "target",
        code: "stack-folder-missing",
        rule: "holds no synthesized stack",
        value: directory,
        fix: "run the synthesis first (npx cdktf synth), or name the folder it wrote",
      },
    ]);
  }
  return path.join(
    directory,
    "stacks",
    pick(names, (name) => name, wanted),
  );
}

/**
 * The one stack, or the one that is wanted.
 *
 * @throws ConfigError `stack-unknown` or `stack-ambiguous`, listing the stacks there are
 */
function pick<T>(stacks: readonly T[], nameOf: (stack: T) => string, wanted: string | undefined): T {
  const found = wanted === undefined ? stacks : stacks.filter((stack) => nameOf(stack) === wanted);
  const [only, ...more] = found;
  if (only !== undefined && more.length === 0) {
    return only;
  }
  const known = stacks.map(nameOf).join(", ") || "none";
  throw new ConfigError("rehearsal", "RehearseOptions", [
    wanted === undefined
      ? {
          prop: "stack",
          code: "stack-ambiguous",
          rule: "a rehearsal is of one stack",
          value: stacks.map(nameOf),
          fix: `name one of the stacks: ${known}`,
        }
      : {
          prop: "stack",
          code: "stack-unknown",
          rule: "stack is not known",
          value: wanted,
          fix: `use one of ${known}`,
        },
  ]);
}
