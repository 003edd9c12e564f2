import * as fs from "node:fs";
import * as path from "node:path";
import { ConfigError } from "../core/errors";
import { planChange } from "../rehearsal/harness/plan-change";
import { findTerraform } from "../rehearsal/harness/program";
import { describeStep } from "../rehearsal/harness/report";
import { World } from "../rehearsal/world/world";
import { compareFingerprints } from "../review/fingerprint/fingerprint";
import { configurationPlan } from "../review/fork/configuration-plan";
import { maskPlan } from "../review/mask/mask-plan";
import { parseReviewFile } from "../review/output/json";
import { shown } from "../review/output/visible";
import type { Plan } from "../review/plan";
import { parsePlan } from "../review/read/parse-plan";
import {
  readSynthesized,
  readSynthesizedApp,
  type Synthesized,
  withFormer,
} from "../review/read/synthesized";
import type { Review } from "../review/review";
import { reviewPlan } from "../review/review-plan";
import { readWaivers } from "../review/risk/waivers";
import { EXIT } from "./exit";
import { loadPlan, planSources } from "./plan-source";
import { type CommandIo, chooseStacks } from "./rehearse";
import { checkOutputs, type OutputFlags, writeOutputs } from "./review-outputs";

/** Options of every review, as they were typed. */
export type ReviewFlags = OutputFlags & {
  /** Folder `cdktf synth` wrote, for construct paths and the order of stacks. */
  readonly appOut: string;
  /** Folder `cdktf synth` wrote of the program as it is; left out, nothing is there yet, or its constructs are not known. */
  readonly base?: string;
  readonly stack?: string;
  readonly commit?: string;
  readonly runUrl?: string;
  readonly waivers?: string;
  readonly protect?: readonly string[];
};

/** Reviews plans that terraform made, and returns the exit code. */
export async function reviewCommand(
  plans: readonly string[],
  flags: ReviewFlags,
  io: CommandIo,
): Promise<number> {
  checkOutputs(flags);
  const sources = planSources(plans, flags.stack);
  const order = readSynthesizedApp(flags.appOut).stacks;
  const rank = (stack: string) => (order.includes(stack) ? order.indexOf(stack) : order.length);
  const reviews: Review[] = [];
  for (const source of [...sources].sort((one, other) => rank(one.stack) - rank(other.stack))) {
    const plan = await loadPlan(source, readInput);
    reviews.push(reviewOne(plan, constructsOf(source.stack, flags), source.stack, "plan", flags, io.now));
  }
  return writeOutputs(reviews, flags, io);
}

/** Options of a review without credentials. */
export type ChangeFlags = ReviewFlags & {
  /** Compare configurations, also where terraform could plan. */
  readonly configuration?: boolean;
  /** Kubernetes clusters that are there before, by their API endpoints. */
  readonly cluster?: readonly string[];
  /** Charts that are there before, in clusters the stack does not make. */
  readonly chart?: readonly string[];
};

/**
 * Reviews a change without credentials: the base is rehearsed, then the head is planned on what it made. Without terraform
 * the configurations are compared, which the review says.
 */
export async function changeCommand(
  stacks: readonly string[],
  flags: ChangeFlags,
  io: CommandIo,
): Promise<number> {
  checkOutputs(flags);
  const known = readSynthesizedApp(flags.appOut).stacks;
  const chosen = chooseStacks(flags.appOut, stacks);
  const ordered = [
    ...known.filter((stack) => chosen.includes(stack)),
    ...chosen.filter((stack) => !known.includes(stack)),
  ];
  const rehearsed = flags.configuration !== true && (await hasTerraform(io));
  const reviews: Review[] = [];
  for (const stack of ordered) {
    const plan = rehearsed ? await rehearsedPlan(stack, flags, io) : comparedPlan(stack, flags);
    if (plan === undefined) {
      return EXIT.wrong;
    }
    const basis = rehearsed ? "rehearsal" : "configuration";
    reviews.push(reviewOne(plan, constructsOf(stack, flags), stack, basis, flags, io.now));
  }
  tellOrphans(known, flags, io);
  return writeOutputs(reviews, flags, io);
}

/** Paths of what is there come from the head, of what goes from the base. */
function constructsOf(stack: string, { appOut, base }: ReviewFlags): Synthesized | undefined {
  const head = readSynthesized(appOut, stack);
  const former = base === undefined ? undefined : readSynthesized(base, stack);
  return former === undefined ? head : withFormer(head, former);
}

/** A stack that left the program is destroyed by nobody: its objects stay, and nothing watches them. */
function tellOrphans(known: readonly string[], { base }: ChangeFlags, io: CommandIo): void {
  const before = base === undefined ? [] : readSynthesizedApp(base).stacks;
  for (const stack of before.filter((name) => !known.includes(name))) {
    io.err.write(
      `Stack ${stack} is no longer in the program: what it made stays until somebody destroys it first.\n`,
    );
  }
}

/** Options of a comparison with what was reviewed. */
export type VerifyFlags = {
  /** File `slipway review --json` wrote. */
  readonly reviewed: string;
  readonly stack?: string;
};

/** Compares fresh plans with the reviewed ones, prints what differs and returns the exit code. */
export async function verifyCommand(
  plans: readonly string[],
  flags: VerifyFlags,
  io: CommandIo,
): Promise<number> {
  const reviewed = parseReviewFile(readFile(flags.reviewed), flags.reviewed);
  let code: number = EXIT.fine;
  for (const source of planSources(plans, flags.stack)) {
    const before = reviewed.find(({ stack }) => stack === source.stack);
    if (before === undefined) {
      throw new ConfigError("slipway review-verify", "Arguments", [
        {
          prop: "plan",
          code: "stack-not-reviewed",
          rule: "the file holds no review of this stack",
          value: source.stack,
          fix: `review it first, or name one of ${reviewed.map(({ stack }) => stack).join(", ")}`,
        },
      ]);
    }
    const plan = await loadPlan(source, readInput);
    const fresh = reviewOne(plan, undefined, source.stack, "plan", {}, io.now);
    const difference = compareFingerprints(fingerprintOf(before), fingerprintOf(fresh));
    if (difference === undefined && !plan.errored) {
      io.out(`${source.stack}: does what was reviewed (${fresh.fingerprint})`);
      continue;
    }
    code = EXIT.wrong;
    io.out(`${source.stack}: does not do what was reviewed`);
    for (const [sign, addresses] of [
      ["+", difference?.added],
      ["-", difference?.removed],
      ["~", difference?.changed],
    ] as const) {
      for (const address of addresses ?? []) {
        io.out(`  ${sign} ${shown(address, 300)}`);
      }
    }
    if (plan.errored) {
      io.out("  the plan ended in an error and holds only a part");
    }
  }
  return code;
}

function fingerprintOf({ fingerprint, objectFingerprints }: Review) {
  return { hash: fingerprint, objects: objectFingerprints };
}

function reviewOne(
  plan: Plan,
  synthesized: Synthesized | undefined,
  stack: string,
  basis: Review["basis"],
  flags: Pick<ReviewFlags, "commit" | "runUrl" | "waivers" | "protect">,
  now: CommandIo["now"],
): Review {
  return reviewPlan(maskPlan(plan), synthesized, {
    stack,
    basis,
    commit: flags.commit,
    runUrl: flags.runUrl,
    protectedPaths: flags.protect,
    waivers: flags.waivers === undefined ? [] : readWaivers(flags.waivers),
    now: now?.() ?? new Date(),
  });
}

async function rehearsedPlan(stack: string, flags: ChangeFlags, io: CommandIo): Promise<Plan | undefined> {
  const base = flags.base === undefined ? undefined : stackFolder(flags.base, stack);
  io.err.write(
    `Planning ${stack} ${base === undefined ? "from nothing" : "on what the base made"}, offline ...\n`,
  );
  const { plan, steps } = await planChange(
    base !== undefined && fs.existsSync(base) ? base : undefined,
    stackFolder(flags.appOut, stack),
    { signal: io.signal, world: new World({ clusters: flags.cluster, charts: flags.chart }) },
  );
  if (plan === undefined) {
    for (const step of steps) {
      io.err.write(`${describeStep(step)}\n`);
    }
    return undefined;
  }
  return parsePlan(plan, stack);
}

function comparedPlan(stack: string, flags: ChangeFlags): Plan {
  return configurationPlan(
    flags.base === undefined ? undefined : configurationOf(flags.base, stack),
    configurationOf(flags.appOut, stack),
  );
}

function configurationOf(appOut: string, stack: string): unknown {
  const file = path.join(stackFolder(appOut, stack), "cdk.tf.json");
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : undefined;
}

function stackFolder(appOut: string, stack: string): string {
  return path.join(appOut, "stacks", stack);
}

async function hasTerraform(io: CommandIo): Promise<boolean> {
  try {
    await findTerraform();
    return true;
  } catch (error) {
    if (!(error instanceof ConfigError)) {
      throw error;
    }
    io.err.write("There is no terraform: configurations are compared, nothing is planned.\n");
    return false;
  }
}

function readInput(): string {
  return fs.readFileSync(0, "utf8");
}

function readFile(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigError("slipway review-verify", "Arguments", [
      {
        prop: "--reviewed",
        code: "review-missing",
        rule: "the file cannot be read",
        value: error instanceof Error ? error.message : error,
        fix: "name the file slipway review --json wrote",
      },
    ]);
  }
}
