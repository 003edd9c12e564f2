import { countKinds, summarizeConstructs } from "../../../../lib/review/risk/construct-summaries";

describe("countKinds", () => {
  it("counts, and leaves out what there is none of", () => {
    expect(countKinds(["create", "no-op", "create"])).toEqual({ create: 2, "no-op": 1 });
    expect(countKinds([])).toEqual({});
  });
});

describe("summarizeConstructs", () => {
  it("rolls up to every construct above, by path", () => {
    const summaries = summarizeConstructs("shop", [
      { constructPath: "shop/Data/Orders", kind: "delete", risk: "critical" },
      { constructPath: "shop/Data/Users", kind: "update", risk: "low" },
      { constructPath: "shop/Web", kind: "create", risk: "low" },
      { constructPath: undefined, kind: "delete", risk: "medium" },
    ]);
    expect(summaries).toEqual([
      { path: "shop", counts: { delete: 2, update: 1, create: 1 }, risk: "critical" },
      { path: "shop/Data", counts: { delete: 1, update: 1 }, risk: "critical" },
      { path: "shop/Data/Orders", counts: { delete: 1 }, risk: "critical" },
      { path: "shop/Data/Users", counts: { update: 1 }, risk: "low" },
      { path: "shop/Web", counts: { create: 1 }, risk: "low" },
    ]);
  });

  it("is empty where nothing changes", () => {
    expect(summarizeConstructs("shop", [])).toEqual([]);
  });
});
