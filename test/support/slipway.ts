import { main } from "../../lib/cli";

/** What the program printed and ended with. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `slipway` in this process, on a day that stays. */
export async function slipway(...args: readonly string[]): Promise<Outcome> {
  let out = "";
  let err = "";
  const code = await main(args, {
    out: (line) => {
      out += `${line}\n`;
    },
    err: {
      write: (text) => {
        err += text;
      },
    },
    now: () => new Date("2026-11-21T12:00:00Z"),
  });
  return { code, out, err };
}
