import { Flag } from "../../../../constructs/delivery/flags/flag";
import { Rollout, When } from "../../../../constructs/delivery/flags/targeting";

describe("Flag", () => {
  it("makes boolean flags with the variants on and off, off unless said", () => {
    expect(Flag.boolean()).toMatchObject({
      type: "boolean",
      variants: { on: true, off: false },
      default: "off",
      targeting: undefined,
    });
    expect(Flag.boolean({ default: true }).default).toBe("on");
  });

  it("tries a rollout after the rules", () => {
    const rule = { when: When.equals("plan", "pro"), serve: "on" };
    expect(Flag.boolean({ targeting: [rule], rollout: Rollout.gradual(10) }).targeting).toEqual([
      rule,
      { serve: { percent: { on: 10, off: 90 } } },
    ]);
  });

  it("keeps the variants of the other types", () => {
    expect(Flag.string({ variants: { a: "x" }, default: "a" }).type).toBe("string");
    expect(Flag.number({ variants: { a: 1 }, default: "a" }).type).toBe("number");
    expect(Flag.object({ variants: { a: { b: 1 } }, default: "a" })).toMatchObject({
      type: "object",
      variants: { a: { b: 1 } },
    });
  });
});
