import { expectRehearsal } from "../../../../lib/rehearsal/harness/assertions";
import type { Change } from "../../../../lib/rehearsal/harness/rehearsal";
import { finding } from "../../../../lib/rehearsal/harness/steps";
import { codeOf, rehearsalOf, stateObject, step } from "../../../support/rehearsals";

function change(address: string, startedAt: number, endedAt: number, parts: Partial<Change> = {}): Change {
  return {
    address,
    type: address.split(".")[0] ?? "",
    action: "create",
    startedAt,
    endedAt,
    ok: true,
    ...parts,
  };
}

const GOOD = rehearsalOf([
  step("apply", {
    seconds: 5,
    changes: [change("aws_vpc.Main", 0, 1), change("aws_subnet.A", 1, 2), change("aws_subnet.B", 0.5, 3)],
  }),
  step("second plan"),
  step("destroy", {
    changes: [
      change("aws_subnet.A", 0, 1, { action: "delete" }),
      change("aws_vpc.Main", 1, 2, { action: "delete" }),
    ],
  }),
  step("empty world"),
]);

function failing(name: "validate" | "second plan" | "empty world", message = "it is so") {
  return rehearsalOf([
    step("init"),
    step(name, { ok: false, diagnostics: [finding("Bad", message, "aws_vpc.Main")] }),
  ]);
}

describe("assertions about a rehearsal", () => {
  it("hold for a stack that came and went", () => {
    expect(() =>
      expectRehearsal(GOOD)
        .toSucceed()
        .toHaveCreated("aws_vpc.Main")
        .toHaveCreated("aws_subnet", 2)
        .toBeIdempotent()
        .toCreateInOrder("aws_vpc", "aws_subnet.A")
        .toDestroyInOrder("aws_subnet", "aws_vpc")
        .toBeDestroyedClean(),
    ).not.toThrow();
  });

  it("follow the order from a refused apply to the one after it", () => {
    const rehearsal = rehearsalOf([
      step("apply", {
        seconds: 10,
        changes: [change("aws_vpc.Main", 0, 9), change("aws_subnet.A", 9, 9.5, { ok: false })],
      }),
      step("apply again", { changes: [change("aws_subnet.A", 0, 1)] }),
    ]);
    expect(() => expectRehearsal(rehearsal).toCreateInOrder("aws_vpc", "aws_subnet")).not.toThrow();
  });

  it("fail when an order came by chance, without one depending on the other", async () => {
    const { steps } = GOOD;
    const free = rehearsalOf(steps, { state: [stateObject("aws_vpc.Main"), stateObject("aws_subnet.A")] });
    expect(await codeOf(async () => expectRehearsal(free).toCreateInOrder("aws_vpc", "aws_subnet.A"))).toBe(
      "staging order-by-luck",
    );
    expect(await codeOf(async () => expectRehearsal(free).toDestroyInOrder("aws_subnet", "aws_vpc"))).toBe(
      "staging order-by-luck",
    );
    const tied = rehearsalOf(steps, {
      state: [stateObject("aws_vpc.Main"), stateObject("aws_subnet.A", { dependencies: ["aws_vpc.Main"] })],
    });
    expect(() =>
      expectRehearsal(tied)
        .toCreateInOrder("aws_vpc", "aws_subnet.A")
        .toDestroyInOrder("aws_subnet", "aws_vpc"),
    ).not.toThrow();
  });

  it("hold for a failure that was expected", () => {
    expect(() =>
      expectRehearsal(failing("validate"))
        .toFailIn("validate")
        .toFailIn("validate", "aws_vpc.Main")
        .toFailIn("validate", /SO$/i),
    ).not.toThrow();
  });

  it.each<[string, (rehearsal: ReturnType<typeof expectRehearsal>) => unknown]>([
    ["not-created", (rehearsal) => rehearsal.toHaveCreated("aws_eip")],
    ["not-created", (rehearsal) => rehearsal.toHaveCreated("aws_subnet", 3)],
    ["wrong-create-order", (rehearsal) => rehearsal.toCreateInOrder("aws_vpc", "aws_subnet")],
    ["wrong-destroy-order", (rehearsal) => rehearsal.toDestroyInOrder("aws_vpc", "aws_subnet")],
    ["nothing-to-compare", (rehearsal) => rehearsal.toCreateInOrder("aws_eip", "aws_subnet")],
    ["nothing-to-compare", (rehearsal) => rehearsal.toDestroyInOrder("aws_subnet", "aws_eip")],
    ["not-failed", (rehearsal) => rehearsal.toFailIn("apply")],
    ["not-failed", (rehearsal) => rehearsal.toFailIn("validate")],
  ])("fails with %s", async (code, assert) => {
    expect(await codeOf(async () => assert(expectRehearsal(GOOD)))).toBe(`staging ${code}`);
  });

  it("fails with the step, the address and the words of what went wrong", () => {
    expect(() => expectRehearsal(failing("validate")).toSucceed()).toThrow(
      /validate failed: aws_vpc\.Main: Bad: it is so/,
    );
    expect(() => expectRehearsal(failing("second plan")).toBeIdempotent()).toThrow(
      /second plan is not empty.*it is so/,
    );
    expect(() => expectRehearsal(failing("empty world")).toBeDestroyedClean()).toThrow(/it is so/);
    expect(() => expectRehearsal(failing("validate")).toFailIn("validate", "other")).toThrow(
      /failed-otherwise/,
    );
  });

  it("fails, telling the step that kept it from being reached, where a step was not taken", async () => {
    expect(() => expectRehearsal(failing("validate")).toBeIdempotent()).toThrow(
      /not reached: validate failed/,
    );
    expect(await codeOf(async () => expectRehearsal(rehearsalOf([step("plan")])).toBeDestroyedClean())).toBe(
      "staging not-destroyed-clean",
    );
  });
});
