import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { inParallel, survivesFailureAtEveryStep } from "../../../../lib/rehearsal/harness/survival";
import { codeOf, removeTemporaryFolders } from "../../../support/rehearsals";
import { SmallStack } from "../../../support/small-stack";
import { describeWithTerraform } from "../../../support/terraform";

afterEach(removeTemporaryFolders);

describe("work in parallel", () => {
  it("takes each item once, at most as many at a time as there are workers", async () => {
    const taken: number[] = [];
    let now = 0;
    let most = 0;
    await inParallel([1, 2, 3, 4, 5], 2, async (item) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      taken.push(item);
      now--;
    });
    expect(taken.sort()).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  it("fails with the first error and begins nothing more", async () => {
    const taken: number[] = [];
    const work = inParallel([1, 2, 3, 4], 1, async (item) => {
      taken.push(item);
      if (item === 2) {
        throw new Error("two is enough");
      }
    });
    await expect(work).rejects.toThrow(/two is enough/);
    expect(taken).toEqual([1, 2]);
  });
});

describeWithTerraform("failure at every step", () => {
  it("is survived by a sound stack, refused once at each create and each delete", async () => {
    const seen: number[] = [];
    const survival = await survivesFailureAtEveryStep(new SmallStack(), {
      onCall: (call) => seen.push(call),
    });
    expect(survival).toEqual({ calls: 8, refused: [1, 2, 3, 4, 5, 6, 7, 8] });
    expect(seen.sort()).toEqual(survival.refused);
  });

  it("may be tried at some calls only", async () => {
    expect((await survivesFailureAtEveryStep(new SmallStack(), { every: 5 })).refused).toEqual([1, 6]);
  });

  it("fails when the stack fails without any refusal", async () => {
    const stack = new SmallStack();
    new Vpc(stack, "Broken", {}).addOverride("no_such_argument", true);
    expect(await codeOf(() => survivesFailureAtEveryStep(stack))).toBe("small rehearsal-failed");
  });
});
