import { countSigns, SIGNS, signsOf } from "../../../../../lib/review/output/html/signs";
import { CHANGE_KINDS } from "../../../../support/reviews";

describe("countSigns", () => {
  it("goes from the most to the least dangerous, without zeros and what does not change", () => {
    expect(countSigns({ create: 1_200, "no-op": 5, delete: 2, read: 0 })).toBe("−2 +1,200");
    expect(countSigns({ "no-op": 5 })).toBe("");
  });

  it("keeps the kind of each sign", () => {
    expect(signsOf({ update: 3, "no-op": 1 })).toEqual([{ kind: "update", text: "~3" }]);
  });

  it("has a sign for every kind", () => {
    expect(Object.keys(SIGNS).sort()).toEqual([...CHANGE_KINDS].sort());
  });
});
