import * as path from "node:path";
import { ConfigError, resolveOrThrow } from "../core/errors";
import type { Drift, Rehearsal } from "../rehearsal/harness/rehearsal";
import { rehearse } from "../rehearsal/harness/rehearse";
import { describeOutcome, reportOf } from "../rehearsal/harness/report";
import { stackNames } from "../rehearsal/harness/stack-folder";
import type { Value } from "../rehearsal/world/backend";
import { World } from "../rehearsal/world/world";
import { EXIT } from "./exit";
import { type ProgressStream, showProgress } from "./progress";

/** Options of `slipway rehearse` as they were typed. */
export type RehearseFlags = {
  /** Folder `cdktf synth` wrote. */
  readonly appOut: string;
  readonly failAt?: string;
  readonly drift?: string;
  readonly keep?: string;
  readonly real?: readonly string[];
  readonly cluster?: readonly string[];
  readonly chart?: readonly string[];
  readonly parallelism?: string;
  readonly json?: boolean;
};

/** Where a command writes, and what interrupts it. */
export type CommandIo = {
  /** Writes a line of the result. */
  readonly out: (line: string) => void;
  /** Progress and errors. */
  readonly err: ProgressStream;
  readonly signal?: AbortSignal;
  /** What time it is, for what expires. @default the clock of the machine */
  readonly now?: () => Date;
};

/** Rehearses stacks one after the other, all of them if none is named, and returns the exit code. */
export async function rehearseCommand(
  stacks: readonly string[],
  flags: RehearseFlags,
  io: CommandIo,
): Promise<number> {
  const wanted = chooseStacks(flags.appOut, stacks);
  const outcomes: Outcome[] = [];
  for (const stack of wanted) {
    const outcome = await rehearseOne(stack, flags, io);
    outcomes.push(outcome);
    if (!flags.json) {
      show(outcome, io);
    }
    if (io.signal?.aborted) {
      break;
    }
  }
  if (flags.json) {
    io.out(JSON.stringify(outcomes.map(reportOutcome), undefined, 2));
  }
  return Math.max(...outcomes.map(exitCodeOf));
}

/**
 * Stacks to rehearse: those named, or all there are.
 *
 * @throws ConfigError `not-synthesized`, or `stack-unknown` with the stacks there are
 */
export function chooseStacks(appOut: string, wanted: readonly string[]): readonly string[] {
  const known = stackNames(appOut);
  return resolveOrThrow("slipway", "Arguments", (problems) => {
    if (known.length === 0) {
      problems.add({
        prop: "--app-out",
        code: "not-synthesized",
        rule: "the folder holds no synthesized stack",
        value: appOut,
        fix: "run the synthesis first (npx cdktf synth), or name the folder it wrote",
      });
      return [];
    }
    for (const stack of wanted) {
      problems.addIf(!known.includes(stack), {
        prop: "stack",
        code: "stack-unknown",
        rule: "stack is not known",
        value: stack,
        fix: `use one of ${known.join(", ")}`,
      });
    }
    return wanted.length === 0 ? known : [...new Set(wanted)];
  });
}

/**
 * Reads `--drift`: an address alone removes the object, `address.attribute=value` changes it. A value that is JSON is
 * taken as such, anything else as text.
 */
export function parseDrift(flag: string): Drift {
  const { address, attribute, value } =
    /^(?<address>[^=]+)\.(?<attribute>\w+)=(?<value>.*)$/s.exec(flag)?.groups ?? {};
  if (address === undefined || attribute === undefined || value === undefined) {
    return { address: flag };
  }
  return { address, change: { [attribute]: jsonOrText(value) } };
}

type Outcome = { readonly stack: string } & ({ readonly rehearsal: Rehearsal } | { readonly error: unknown });

async function rehearseOne(stack: string, flags: RehearseFlags, io: CommandIo): Promise<Outcome> {
  try {
    const rehearsal = await rehearse(flags.appOut, {
      stack,
      signal: io.signal,
      ...(flags.json ? {} : { onProgress: showProgress(io.err) }),
      ...(flags.failAt === undefined ? {} : { failAt: Number(flags.failAt) }),
      ...(flags.drift === undefined ? {} : { drift: parseDrift(flags.drift) }),
      ...(flags.keep === undefined ? {} : { keep: path.join(flags.keep, stack) }),
      ...(flags.real === undefined ? {} : { real: flags.real }),
      ...(flags.cluster === undefined && flags.chart === undefined
        ? {}
        : { world: new World({ clusters: flags.cluster, charts: flags.chart }) }),
      ...(flags.parallelism === undefined ? {} : { parallelism: Number(flags.parallelism) }),
    });
    return { stack, rehearsal };
  } catch (error) {
    return { stack, error };
  }
}

function show(outcome: Outcome, io: CommandIo): void {
  if ("rehearsal" in outcome) {
    io.out(describeOutcome(outcome.rehearsal));
  } else {
    io.err.write(`${describeError(outcome.error)}\n`);
  }
}

/** What a person needs to know of an error: of a mistake its message, of a defect where it came from. */
export function describeError(error: unknown): string {
  if (error instanceof ConfigError) {
    return error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function reportOutcome(outcome: Outcome): unknown {
  if ("rehearsal" in outcome) {
    return reportOf(outcome.rehearsal);
  }
  const { stack, error } = outcome;
  return {
    stack,
    error: describeError(error),
    ...(error instanceof ConfigError ? { problems: error.problems } : {}),
  };
}

function exitCodeOf(outcome: Outcome): number {
  if (!("rehearsal" in outcome)) {
    return EXIT.cannotRun;
  }
  return outcome.rehearsal.ok ? EXIT.fine : EXIT.wrong;
}

function jsonOrText(value: string): Value {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
