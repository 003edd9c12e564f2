#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { type CommandIo, describeError, EXIT, type RehearseFlags, rehearseCommand } from "./cli/rehearse";

/**
 * Runs `slipway` with the given arguments and returns its exit code: 0 fine, 1 the stack is wrong, 2 the command could
 * not run.
 */
export async function main(args: readonly string[], io: CommandIo): Promise<number> {
  let code: number = EXIT.fine;
  const program = new Command("slipway")
    .description("Works on stacks that cdktf synthesized")
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text.trimEnd()), writeErr: (text) => io.err.write(text) });
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
    .option("--parallelism <n>", "objects terraform works on at once")
    .option("--json", "print the summary as JSON, and no progress")
    .action(async (stacks: string[], flags: RehearseFlags) => {
      code = await rehearseCommand(stacks, flags, io);
    });
  try {
    await program.parseAsync([...args], { from: "user" });
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
