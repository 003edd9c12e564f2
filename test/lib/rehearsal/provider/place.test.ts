import { errorAt, Place } from "../../../../lib/rehearsal/provider/place";

describe("Place", () => {
  it("says where it is to people and to terraform", () => {
    const place = Place.TOP.attribute("rule").index(1).attribute("labels").key("a b");
    expect(place.text).toBe('rule[1].labels["a b"]');
    expect(place.path).toEqual({
      steps: [
        { attributeName: "rule" },
        { elementKeyInt: 1 },
        { attributeName: "labels" },
        { elementKeyString: "a b" },
      ],
    });
  });

  it("ends at a set for terraform, whose paths cannot go on there", () => {
    const place = Place.TOP.attribute("member").element().attribute("rule").index(0);
    expect(place.text).toBe("member[*].rule[0]");
    expect(place.path).toEqual({ steps: [{ attributeName: "member" }] });
  });
});

describe("errorAt", () => {
  it("points at the place where there is one", () => {
    expect(errorAt("s", "d", Place.TOP.attribute("name"))).toEqual({
      severity: "ERROR",
      summary: "s",
      detail: "d",
      attribute: { steps: [{ attributeName: "name" }] },
    });
    expect(errorAt("s", "d")).not.toHaveProperty("attribute");
  });
});
