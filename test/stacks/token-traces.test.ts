import { execFileSync } from "node:child_process";
import { ROOT } from "../support/project";

/** Prints the stack of an error, and what cdktf noted of a token, in a process of its own. */
function run(wanted: string | undefined): { error: string; token: string[] } {
  const program = `
    const { skipTokenTraces } = require("./dist/stacks/token-traces.js");
    const { Lazy } = require("cdktf");
    skipTokenTraces(process.env.SLIPWAY_TOKEN_TRACES);
    const token = Lazy.anyValue({ produce: () => 1 });
    console.log(JSON.stringify({ error: new Error("wrong").stack, token: token.creationStack }));
  `;
  const env: NodeJS.ProcessEnv = { ...process.env, SLIPWAY_TOKEN_TRACES: wanted };
  return JSON.parse(
    execFileSync(process.execPath, ["--eval", program], { cwd: ROOT, env, encoding: "utf8" }),
  );
}

describe("skipTokenTraces", () => {
  it("leaves references without a trace and errors with theirs", () => {
    const { error, token } = run(undefined);
    expect(token).toEqual([]);
    expect(error).toMatch(/^Error: wrong\n {4}at .*eval/);
  });

  it("changes nothing when traces are wanted", () => {
    const { error, token } = run("1");
    expect(token.length).toBeGreaterThan(0);
    expect(error).toMatch(/^Error: wrong\n {4}at .*eval/);
  });
});
