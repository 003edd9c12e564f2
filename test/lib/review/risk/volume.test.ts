import { VOLUME, volumeHits } from "../../../../lib/review/risk/volume";
import { type ChangeSpec, hitsOf, planOf } from "../../../support/plans";

function objects(deleted: number, kept: number) {
  const some = (count: number, rest: Partial<ChangeSpec>) =>
    Array.from({ length: count }, (_, index) => ({
      address: `aws_sqs_queue.${rest.actions}${index}`,
      ...rest,
    }));
  return planOf([
    ...some(deleted, { before: {}, actions: ["delete"] }),
    ...some(kept, { before: {}, after: {}, actions: ["no-op"] }),
    ...some(5, { after: {}, actions: ["create"] }),
  ]).objects;
}

const titles = (deleted: number, kept: number, thresholds = {}) =>
  volumeHits(objects(deleted, kept), thresholds).map(({ level, title }) => `${level} ${title}`);

describe("R10, volume", () => {
  it("fires above a number and above a share, of what is there", () => {
    expect(titles(11, 989)).toEqual(["high more than 10 objects are destroyed"]);
    expect(titles(10, 990)).toEqual([]);
    expect(titles(3, 7)).toEqual(["high more than 20 % of the stack is destroyed"]);
    expect(titles(2, 1)).toEqual([]);
  });

  it("calls everything by its name", () => {
    expect(titles(3, 0)).toEqual(["critical everything is destroyed"]);
    expect(titles(2, 0)).toEqual([]);
  });

  it("takes other thresholds", () => {
    expect(titles(11, 89, { maxDestroyed: 20 })).toEqual([]);
    expect(titles(3, 97, { maxDestroyed: 2 })).toEqual(["high more than 2 objects are destroyed"]);
    expect(titles(5, 5, { maxDestroyedPercent: 50 })).toEqual([]);
  });

  it("gives the numbers as evidence", () => {
    expect(volumeHits(objects(3, 7), {})[0]?.evidence).toBe("3 of 10 objects are deleted or replaced (30 %)");
  });
});

describe("R10, protected paths", () => {
  const gone = { address: "aws_sqs_queue.orders", before: {} };
  const level = (protectedPaths: readonly string[], constructPath?: string, spec: ChangeSpec = gone) =>
    hitsOf(VOLUME, spec, { protectedPaths, constructPath })[0]?.level;

  it("fires for an address, a path, and what is below a path", () => {
    expect(level(["aws_sqs_queue.*"])).toBe("high");
    expect(level(["shop/Data"], "shop/Data")).toBe("high");
    expect(level(["shop/Data"], "shop/Data/Orders/Queue")).toBe("high");
    expect(level(["shop/*/Orders"], "shop/Data/Orders/Queue")).toBe("high");
  });

  it("is quiet elsewhere, and where nothing is destroyed", () => {
    expect(level(["shop/Data"], "shop/Database")).toBeUndefined();
    expect(level(["shop/Data"])).toBeUndefined();
    expect(level([], "shop/Data")).toBeUndefined();
    expect(level(["**"], "shop/Data", { ...gone, after: { a: 1 } })).toBeUndefined();
  });
});
