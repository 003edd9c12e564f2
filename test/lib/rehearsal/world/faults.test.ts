import { Refusal } from "../../../../lib/rehearsal/world/backend";
import { type CallAction, Faults } from "../../../../lib/rehearsal/world/faults";

const call = (action: CallAction = "create", type = "aws_vpc", name = "main") => ({ action, type, name });
const outcome = (faults: Faults, facts = call()) =>
  faults
    .run(facts, () => "done")
    .catch((error: unknown) => (error instanceof Refusal ? error.summary : error));

describe("Faults", () => {
  it("lets calls through that no rule is for", async () => {
    const faults = new Faults();
    faults.fail({ actions: ["delete"] });
    faults.fail({ type: "aws_subnet" });
    faults.fail({ name: "other" });
    expect(await outcome(faults)).toBe("done");
  });

  it("fails the k-th matching call, counted from when the rule was added, as often as asked", async () => {
    const faults = new Faults();
    await outcome(faults);
    faults.fail({ actions: ["create"], at: 2, times: 2, summary: "no" });
    const outcomes = [];
    for (const action of ["create", "read", "create", "create", "create"] as const) {
      outcomes.push(await outcome(faults, call(action)));
    }
    expect(outcomes).toEqual(["done", "done", "no", "no", "done"]);
  });

  it("fails before the effect unless asked to lose the answer", async () => {
    const faults = new Faults();
    faults.fail({ name: "before" });
    faults.fail({ name: "after", when: "after" });
    const done: string[] = [];
    for (const name of ["before", "after"]) {
      const run = faults.run(call("create", "aws_vpc", name), () => done.push(name));
      await expect(run).rejects.toMatchObject({
        summary: "RequestLimitExceeded: injected failure",
        detail: expect.stringContaining(`create of aws_vpc ${name} was`),
      });
    }
    expect(done).toEqual(["after"]);
  });

  it("runs the crash before it answers", async () => {
    const faults = new Faults();
    const order: string[] = [];
    faults.fail({ crash: async () => void order.push("crash") });
    await outcome(faults);
    order.push("answer");
    expect(order).toEqual(["crash", "answer"]);
  });

  it("slows matching calls down, and counts them in the order they came", async () => {
    const faults = new Faults();
    faults.delay({ name: "slow", milliseconds: 30 });
    faults.delay({ name: "slow", milliseconds: 10 });
    faults.fail({ at: 1, summary: "first" });
    const began = Date.now();
    const [slow, fast] = await Promise.all([
      outcome(faults, call("create", "aws_vpc", "slow")).then((text) => [text, Date.now() - began] as const),
      outcome(faults, call("create", "aws_vpc", "fast")),
    ]);
    expect([slow[0], fast]).toEqual(["first", "done"]);
    expect(slow[1]).toBeGreaterThanOrEqual(35);
  });

  it("forgets everything when cleared", async () => {
    const faults = new Faults();
    faults.fail({});
    faults.delay({ milliseconds: 60_000 });
    faults.clear();
    expect(await outcome(faults)).toBe("done");
  });
});
