import { SWITCHES, SWITCHES_OF } from "../../../../lib/review/diff/exposure-switches";

describe("exposure switches", () => {
  it("says of every setting what opens it", () => {
    const unknown = Object.entries(SWITCHES_OF).flatMap(([type, paths]) =>
      paths
        .filter((path) => SWITCHES[path.split(".").at(-1) ?? ""] === undefined)
        .map((path) => `${type}.${path}`),
    );
    expect(unknown).toEqual([]);
  });

  it("has no meaning that no type uses", () => {
    const used = new Set(
      Object.values(SWITCHES_OF)
        .flat()
        .map((path) => path.split(".").at(-1)),
    );
    expect(Object.keys(SWITCHES).filter((name) => !used.has(name))).toEqual([]);
  });
});
