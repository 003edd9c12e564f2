#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { type DriftFlags, driftCommand } from "./cli/drift";
import { EXIT } from "./cli/exit";
import { type CommandIo, describeError, type RehearseFlags, rehearseCommand } from "./cli/rehearse";
import {
  type ChangeFlags,
  changeCommand,
  type ReviewFlags,
  reviewCommand,
  type VerifyFlags,
  verifyCommand,
} from "./cli/review";
import { type CommentFlags, commentCommand } from "./cli/review-comment";

/**
 * Runs `slipway` with the given arguments and returns its exit code: 0 fine, 1 the stack is wrong, 2 the command could
 * not run.
 */
export async function main(args: readonly string[], io: CommandIo): Promise<number> {
  let code: number = EXIT.fine;
  const done = (result: number) => {
    code = result;
  };
  const program = new Command("slipway")
    .description("Works on stacks that cdktf synthesized")
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text.trimEnd()), writeErr: (text) => io.err.write(text) });
  addRehearse(program, io, done);
  addReview(program, io, done);
  addComment(program, io, done);
  addDrift(program, io, done);
  try {
    await program.parseAsync(inOneWord(args), { from: "user" });
    return code;
  } catch (error) {
    // Help and version end the program through an error, too.
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? EXIT.fine : EXIT.cannotRun;
    }
    io.err.write(`${describeError(error)}\n`);
    return EXIT.cannotRun;
  }
}

/** `review verify` is `review-verify`: a plan is never called so, it is named with its stack. */
function inOneWord([first, second, ...rest]: readonly string[]): string[] {
  const words = [first, second].filter((word) => word !== undefined);
  return first === "review" && ["change", "comment", "verify"].includes(second ?? "")
    ? [words.join("-"), ...rest]
    : [...words, ...rest];
}

type Done = (code: number) => void;

function addRehearse(program: Command, io: CommandIo, done: Done): void {
  program
    .command("rehearse")
    .description("runs the real terraform on stacks, offline, against simulated providers")
    .argument("[stack...]", "names of stacks, all of them if none is named")
    .option("--app-out <folder>", "folder cdktf synthesized to", "cdktf.out")
    .option("--fail-at <n>", "refuse the n-th create or delete; the next apply or destroy must finish")
    .option(
      "--drift <address>",
      "remove the object at this address behind terraform's back, or change it: address.attribute=value",
    )
    .option("--keep <folder>", "keep plan, state, world and summary of each stack in this folder")
    .option("--real <provider>", "leave a provider to terraform's own configuration, and only plan", collect)
    .option("--cluster <endpoint>", "a Kubernetes cluster that is there before, by its API endpoint", collect)
    .option("--chart <name>", "a chart that is there before, in clusters the stack does not make", collect)
    .option("--parallelism <n>", "objects terraform works on at once")
    .option("--json", "print the summary as JSON, and no progress")
    .action(async (stacks: string[], flags: RehearseFlags) => done(await rehearseCommand(stacks, flags, io)));
}

function addReview(program: Command, io: CommandIo, done: Done): void {
  const review = program
    .command("review")
    .description("says what a plan will do, how dangerous that is and what it touches, without its secrets")
    .argument(
      "<plan...>",
      "plans as terraform saved them or as JSON: <stack>=<file>, stacks/<stack>/<file>, or <stack>=- to read one from standard input",
    );
  withReviewOptions(review)
    .option(
      "--base <folder>",
      "folder cdktf synthesized to before the change, for the constructs of what goes",
    )
    .option("--stack <name>", "stack of the plan, where its path does not tell")
    .action(async (plans: string[], flags: ReviewFlags) => done(await reviewCommand(plans, flags, io)));
  withReviewOptions(
    program
      .command("review-change")
      .description("reviews a change without credentials: rehearses the base, then plans the head on it")
      .argument("[stack...]", "names of stacks, all of them if none is named"),
  )
    .option(
      "--base <folder>",
      "folder cdktf synthesized to before the change; left out, nothing is there yet",
    )
    .option("--configuration", "compare configurations instead of planning, as is done without terraform")
    .option("--cluster <endpoint>", "a Kubernetes cluster that is there before, by its API endpoint", collect)
    .option("--chart <name>", "a chart that is there before, in clusters the stack does not make", collect)
    .action(async (stacks: string[], flags: ChangeFlags) => done(await changeCommand(stacks, flags, io)));
  program
    .command("review-verify")
    .description("compares fresh plans with the reviewed ones: only what was approved may be applied")
    .argument("<plan...>", "fresh plans, named as for review")
    .requiredOption("--reviewed <file>", "file that slipway review --json wrote")
    .option("--stack <name>", "stack of the plan, where its path does not tell")
    .action(async (plans: string[], flags: VerifyFlags) => done(await verifyCommand(plans, flags, io)));
}

function addComment(program: Command, io: CommandIo, done: Done): void {
  program
    .command("review-comment")
    .description(
      "writes a review into its pull request: one comment that stays in place, and labels; GITHUB_TOKEN says who",
    )
    .requiredOption("--reviewed <file>", "file that slipway review --json wrote")
    .requiredOption("--repository <owner/name>", "repository of the pull request")
    .requiredOption("--pull-request <number>", "its number")
    .option("--mode <mode>", "sticky, new, or changes-only: no first comment where nothing changes", "sticky")
    .option("--author <login>", "who the comments are written as", "github-actions[bot]")
    .option("--key <name>", "tells comments of several workflows apart")
    .option("--report-url <url>", "page of the HTML report")
    .option("--no-labels", "leave the labels of the pull request alone")
    .action(async (flags: CommentFlags) => done(await commentCommand(flags, process.env, io)));
}

function withReviewOptions(command: Command): Command {
  return command
    .option("--app-out <folder>", "folder cdktf synthesized to, for construct paths and order", "cdktf.out")
    .option(
      "--format <format>",
      "what to print: terminal, summary, markdown, html, json or sarif",
      "terminal",
    )
    .option("--no-differences", "terminal: leave out what is different in each change")
    .option("--markdown <file>", "also write the comment of a pull request to this file")
    .option("--html <file>", "also write the report as one page to this file")
    .option("--json <file>", "also write the review as JSON, for review-verify and other programs")
    .option("--sarif <file>", "also write the findings for code scanning")
    .option("--outputs <file>", "append name=value lines, as $GITHUB_OUTPUT takes them")
    .option(
      "--fail-on <level>",
      "end with 1 at this risk or above, or where a plan failed: low, review, medium, high or critical; left out, nothing is too risky",
    )
    .option("--waivers <file>", "YAML file of findings that are accepted until a day")
    .option(
      "--protect <pattern>",
      "address or construct path nothing may be destroyed at; may be repeated",
      collect,
    )
    .option("--commit <sha>", "commit the plan was made of")
    .option("--run-url <url>", "page of the run that made the plan, for a link")
    .option("--report-url <url>", "page of the HTML report, for a link in the comment");
}

function addDrift(program: Command, io: CommandIo, done: Done): void {
  program
    .command("drift")
    .description("says what changed outside of terraform, as the body of an issue")
    .argument("<refresh-only-plan>", "plan made with -refresh-only, named as for review")
    .option("--stack <name>", "stack of the plan, where its path does not tell")
    .option(
      "--plan <file>",
      "ordinary plan of what was last deployed: says what an apply would do about the drift",
    )
    .option("--ignore <file>", "YAML file of drift nobody wants to hear of until a day")
    .option("--markdown <file>", "also write the body of the issue to this file")
    .option("--app-out <folder>", "folder cdktf synthesized to, for construct paths", "cdktf.out")
    .action(async (plan: string, flags: DriftFlags) => done(await driftCommand(plan, flags, io)));
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...value.split(",")];
}

async function run(): Promise<void> {
  const interrupt = new AbortController();
  // The first Ctrl-C lets terraform end what it has begun; the second one ends everything.
  process.once("SIGINT", () => interrupt.abort());
  process.exitCode = await main(process.argv.slice(2), {
    out: console.log,
    err: process.stderr,
    signal: interrupt.signal,
  });
}

if (require.main === module) {
  void run();
}
