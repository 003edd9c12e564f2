import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

/** One run of `slipway rehearse`. */
export type CommandCost = {
  /** Exit code of the command. */
  readonly code: number | null;
  /** From start to end of the whole process. */
  readonly seconds: number;
  /** Most memory that the command and all its children held at one moment; undefined where there is no /proc. */
  readonly treeMib: number | undefined;
  /** Most memory of the command itself. */
  readonly nodeMib: number;
  readonly report: RehearsalReport;
};

/** The parts of the command's `--json` that are of interest here. */
export type RehearsalReport = {
  readonly ok?: boolean;
  readonly error?: string;
  readonly seconds: number;
  readonly terraformPeakMib?: number;
  readonly objects: number;
  readonly steps: readonly {
    readonly name: string;
    readonly ok: boolean;
    readonly seconds: number;
    readonly diagnostics: readonly {
      readonly severity: string;
      readonly address?: string;
      readonly summary: string;
      readonly detail: string;
    }[];
  }[];
};

const SAMPLE_MILLISECONDS = 25;

/**
 * Runs the compiled `slipway rehearse` on one stack and measures it from outside.
 *
 * @param appOut folder that holds `stacks/<stack>`
 * @throws Error with the command's own words if it prints no report
 */
export function rehearseOnce(
  appOut: string,
  stack: string,
  { args = [], env = {} }: { args?: readonly string[]; env?: Readonly<Record<string, string>> } = {},
): Promise<CommandCost> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      "--require",
      path.join(__dirname, "usage.js"),
      path.join(__dirname, "..", "lib", "cli.js"),
      ...["rehearse", stack, "--app-out", appOut, "--json", ...args],
    ],
    { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe", "pipe"] },
  );
  const [out, err, usage] = [1, 2, 3].map((descriptor) => {
    const chunks: string[] = [];
    const pipe = child.stdio[descriptor as 1 | 2 | 3];
    if (pipe !== undefined && pipe !== null && "setEncoding" in pipe) {
      pipe.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
    }
    return () => chunks.join("");
  });
  let peakKib = 0;
  const sampler = setInterval(() => {
    peakKib = Math.max(peakKib, residentKib(child.pid ?? 0));
  }, SAMPLE_MILLISECONDS);
  return new Promise<CommandCost>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      try {
        const [report] = JSON.parse(out?.() ?? "");
        resolve({
          code,
          seconds: (performance.now() - started) / 1000,
          treeMib: peakKib === 0 ? undefined : peakKib / 1024,
          nodeMib: JSON.parse(usage?.() ?? "").megabytes,
          report,
        });
      } catch {
        reject(new Error(`rehearse ${stack} ended with code ${code} and no report: ${err?.()}`));
      }
    });
  }).finally(() => clearInterval(sampler));
}

/** Memory of a process and its children, in KiB; pages that several share are counted for each. */
function residentKib(pid: number): number {
  try {
    const own = /^VmRSS:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    const children = fs
      .readdirSync(`/proc/${pid}/task`)
      .flatMap((task) => fs.readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" "))
      .filter((child) => child.trim() !== "");
    return children.reduce((sum, child) => sum + residentKib(Number(child)), Number(own ?? 0));
  } catch {
    // Not Linux, or the process ended while it was looked at.
    return 0;
  }
}
