import type { TerraformEvent } from "../../../../lib/rehearsal/harness/terraform-output";
import { runTerraform } from "../../../../lib/rehearsal/harness/terraform-run";

/** Stands in for terraform: prints a line it is given, then does what the test wants. */
function program(script: string): readonly string[] {
  return [
    "-e",
    `const say = (type) => console.log(JSON.stringify({ type, hook: { resource: { addr: "a.b" } } }));${script}`,
  ];
}

const AT = { cwd: process.cwd(), env: process.env };

describe("run of terraform", () => {
  it("gives code, output and events, each event as it comes", async () => {
    const seen: TerraformEvent[] = [];
    const result = await runTerraform(
      process.execPath,
      program('say("apply_start"); console.log("chatter"); console.error("trouble"); process.exitCode = 3'),
      { ...AT, onEvent: (event) => seen.push(event) },
    );
    expect(result).toMatchObject({
      code: 3,
      stderr: "trouble\n",
      events: [{ kind: "started", address: "a.b" }],
    });
    expect(result.stdout.split("\n")).toHaveLength(2);
    expect(seen).toEqual(result.events);
    expect(result.seconds).toBeGreaterThan(0);
  });

  it("can be killed at any event", async () => {
    const result = await runTerraform(
      process.execPath,
      program('say("apply_start"); setTimeout(() => {}, 60000)'),
      {
        ...AT,
        onEvent: (_, kill) => kill("SIGKILL"),
      },
    );
    expect(result).toMatchObject({ code: undefined, events: [{ kind: "started" }] });
  });

  it("is interrupted, not killed, when the rehearsal is to end, and may end what it has begun", async () => {
    const interrupt = new AbortController();
    const result = await runTerraform(
      process.execPath,
      program(
        'process.once("SIGINT", () => { say("apply_complete"); process.exit(1); }); setInterval(() => {}, 1000); say("apply_start")',
      ),
      { ...AT, signal: interrupt.signal, onEvent: ({ kind }) => kind === "started" && interrupt.abort() },
    );
    expect(result).toMatchObject({ code: 1, events: [{ kind: "started" }, { kind: "finished" }] });
  });

  it("ends at once when it was to end before it began", async () => {
    const result = await runTerraform(process.execPath, program("setInterval(() => {}, 1000)"), {
      ...AT,
      signal: AbortSignal.abort(),
    });
    expect(result.code).toBeUndefined();
  });

  it("fails when there is no such program", async () => {
    await expect(runTerraform("no-such-terraform", [], AT)).rejects.toThrow(/ENOENT/);
  });
});
