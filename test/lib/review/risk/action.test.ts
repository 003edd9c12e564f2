import {
  actionEvidence,
  isCreated,
  isDestroyed,
  isForgotten,
  verbOf,
} from "../../../../lib/review/risk/action";
import { planOf } from "../../../support/plans";

function object(actions: readonly string[], change: object = {}, rest: object = {}) {
  const [found] = planOf([{ address: "a.b", before: {}, after: {}, actions, change, rest }]).objects;
  if (found === undefined) {
    throw new Error("no object");
  }
  return found;
}

describe("actions", () => {
  it.each([
    [["delete"], true, false, false, "is deleted"],
    [["create", "delete"], true, false, false, "is replaced"],
    [["delete", "create"], true, false, false, "is replaced"],
    [["forget"], false, true, false, "is forgotten"],
    [["create", "forget"], false, true, false, "is replaced, and the old one forgotten"],
    [["create"], false, false, true, "is created"],
    [["update"], false, false, false, "is changed in place"],
  ])("reads %j", (actions, destroyed, forgotten, created, verb) => {
    const found = object(actions);
    expect([isDestroyed(found), isForgotten(found), isCreated(found), verbOf(found)]).toEqual([
      destroyed,
      forgotten,
      created,
      verb,
    ]);
  });

  it("names what forces a replacement, and what was left behind", () => {
    expect(actionEvidence(object(["delete", "create"], { replace_paths: [["a", 0, "b"]] }))).toBe(
      "actions delete, create; a.0.b forces the replacement",
    );
    expect(actionEvidence(object(["delete"], {}, { deposed: "1a2b" }))).toBe(
      "actions delete; deposed object 1a2b",
    );
  });
});
