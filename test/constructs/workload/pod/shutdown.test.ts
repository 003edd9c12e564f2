import { resolveShutdown, type ShutdownProps } from "../../../../constructs/workload/pod/shutdown";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function resolved(props: ShutdownProps | undefined, hasPorts = true) {
  const problems = new Problems();
  return { ...resolveShutdown(props, hasPorts, problems), problems: codes(problems.all) };
}

describe("resolveShutdown", () => {
  it("sleeps where others call it, and not where nobody does", () => {
    expect(resolved(undefined)).toEqual({
      terminationGracePeriodSeconds: 30,
      lifecycle: { preStop: { sleep: { seconds: 10 } } },
      sleeps: true,
      problems: [],
    });
    expect(resolved(undefined, false)).toEqual({
      terminationGracePeriodSeconds: 30,
      lifecycle: undefined,
      sleeps: false,
      problems: [],
    });
  });

  it("has an off switch, another time, and commands", () => {
    expect(resolved({ preStop: "none" })).toMatchObject({ lifecycle: undefined, sleeps: false });
    expect(resolved({ preStop: { sleepSeconds: 45 }, terminationGracePeriodSeconds: 90 })).toMatchObject({
      terminationGracePeriodSeconds: 90,
      lifecycle: { preStop: { sleep: { seconds: 45 } } },
      problems: [],
    });
    expect(resolved({ preStop: { command: ["/app/drain"] } })).toMatchObject({
      lifecycle: { preStop: { exec: { command: ["/app/drain"] } } },
      sleeps: false,
      problems: [],
    });
  });

  it.each<ShutdownProps>([
    { preStop: { sleepSeconds: 30 } },
    { terminationGracePeriodSeconds: 10 },
    { preStop: { sleepSeconds: 60 }, terminationGracePeriodSeconds: 45 },
  ])("fails on %j, which leaves no time to end", (props) => {
    expect(resolved(props).problems).toEqual([
      "shutdown.terminationGracePeriodSeconds grace-period-too-short",
    ]);
  });

  it("fails on times out of range and empty commands", () => {
    expect(resolved({ preStop: { sleepSeconds: 0 }, terminationGracePeriodSeconds: 1.5 }).problems).toEqual([
      "shutdown.terminationGracePeriodSeconds out-of-range",
      "shutdown.preStop.sleepSeconds out-of-range",
    ]);
    expect(resolved({ preStop: { command: [] } }).problems).toEqual([
      "shutdown.preStop.command pre-stop-command",
    ]);
  });
});
