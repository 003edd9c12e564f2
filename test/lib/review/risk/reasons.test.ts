import { reasonOf } from "../../../../lib/review/risk/reasons";
import { type ChangeSpec, planOf } from "../../../support/plans";

function reason(spec: Partial<ChangeSpec>): string | undefined {
  const [object] = planOf([{ address: "a.b", before: {}, after: {}, ...spec }]).objects;
  return object && reasonOf(object);
}

describe("reasonOf", () => {
  it.each([
    ["replace_because_tainted", "it is tainted: an earlier apply left it unfinished"],
    ["delete_because_no_resource_config", "it is no longer in the program"],
    ["delete_because_each_key", "its key is no longer in for_each"],
    ["read_because_dependency_pending", "what it depends on changes first"],
    ["replace_because_cannot_update", "it cannot be changed in place"],
    ["something_a_newer_one_says", "something a newer one says"],
    ["constructor", "constructor"],
  ])("puts %s into words", (action_reason, words) => {
    expect(reason({ rest: { action_reason } })).toBe(words);
  });

  it("names what cannot be changed in place", () => {
    const change = { replace_paths: [["engine"], ["tags", "a.b", 0]] };
    expect(reason({ change })).toBe('engine, tags["a.b"][0] cannot be changed in place');
  });

  it("says where an object was, what it is imported as, and that it was left behind", () => {
    expect(reason({ rest: { previous_address: "a.old" } })).toBe("it was a.old");
    expect(reason({ change: { importing: { id: "i-1" } } })).toBe("imported as i-1");
    expect(reason({ rest: { deposed: "1a2b" } })).toBe("an earlier replacement left it behind");
    expect(reason({})).toBeUndefined();
  });
});
