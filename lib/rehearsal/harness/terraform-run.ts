import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { createInterface } from "node:readline";
import { parseLine, type TerraformEvent } from "./terraform-output";

/** What one run of terraform needs. */
export type RunOptions = {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Called with each event as it comes. `kill` sends a signal to terraform: what a failing machine would do. */
  readonly onEvent?: (event: TerraformEvent, kill: (signal: NodeJS.Signals) => void) => void;
  /** Interrupts terraform, which then ends what it has begun, and kills it when that takes too long. */
  readonly signal?: AbortSignal;
};

/** What one run of terraform came to. */
export type RunResult = {
  /** Exit code; undefined where a signal ended terraform. */
  readonly code: number | undefined;
  readonly seconds: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly events: readonly TerraformEvent[];
  /** Most memory terraform held, in MiB; undefined where the system does not tell. */
  readonly peakMib: number | undefined;
};

/** Time an interrupted terraform has to end what it has begun. */
const GRACE_MILLISECONDS = 10_000;
const SAMPLE_MILLISECONDS = 50;

/**
 * Runs terraform and reads its output line by line. It is never waited for synchronously: the providers it talks to
 * live in this very process.
 *
 * @throws the error of the system if the program cannot be started
 */
export function runTerraform(
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<RunResult> {
  const started = performance.now();
  // In a process group of its own: Ctrl-C reaches this process only, which passes it on once; a second one would make
  // terraform drop everything.
  const child = spawn(command, args, {
    ...options,
    signal: undefined,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const kill = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  const events: TerraformEvent[] = [];
  const lines: string[] = [];
  const errors: string[] = [];
  let peakMib: number | undefined;
  const sampler = setInterval(() => {
    peakMib = peakOf(child.pid) ?? peakMib;
  }, SAMPLE_MILLISECONDS);
  let grace: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    kill("SIGINT");
    grace = setTimeout(() => kill("SIGKILL"), GRACE_MILLISECONDS);
  };
  options.signal?.addEventListener("abort", interrupt, { once: true });
  if (options.signal?.aborted) {
    interrupt();
  }
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => {
    lines.push(line);
    const event = parseLine(line);
    if (event !== undefined) {
      events.push(event);
      options.onEvent?.(event, kill);
    }
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => errors.push(chunk));
  const drained = new Promise<void>((resolve) => reader.once("close", resolve));
  return new Promise<RunResult>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", async (code) => {
      await drained;
      resolve({
        code: code ?? undefined,
        seconds: (performance.now() - started) / 1000,
        stdout: lines.join("\n"),
        stderr: errors.join(""),
        events,
        peakMib,
      });
    });
  }).finally(() => {
    clearInterval(sampler);
    clearTimeout(grace);
    options.signal?.removeEventListener("abort", interrupt);
  });
}

/** High-water mark of a process that runs, from Linux's /proc; undefined elsewhere. */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
