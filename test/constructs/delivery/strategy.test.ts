import { Strategy } from "../../../constructs/delivery/strategy";

describe("Strategy", () => {
  it("offers every kind of release by the name of the field", () => {
    const kinds = Object.entries(Strategy).map(([name, make]) => [name, make().type]);
    expect(kinds).toEqual([
      ["blueGreen", "blue-green"],
      ["canary", "canary"],
      ["rolling", "rolling"],
    ]);
  });
});
