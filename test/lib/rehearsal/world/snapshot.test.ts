import { ConfigError } from "../../../../lib/core/errors";
import { readSnapshot } from "../../../../lib/rehearsal/world/snapshot";
import { World } from "../../../../lib/rehearsal/world/world";

const codeOf = (json: unknown) => {
  try {
    readSnapshot(json);
  } catch (error) {
    return error instanceof ConfigError ? error.problems.map(({ code }) => code) : error;
  }
  return undefined;
};

describe("readSnapshot", () => {
  it("takes what a world wrote, also after a trip through a file", () => {
    const snapshot = new World().toJSON();
    expect(readSnapshot(JSON.parse(JSON.stringify(snapshot)))).toEqual(snapshot);
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", "slipway-world-1"],
    ["another format", { ...new World().toJSON(), format: "slipway-world-0" }],
    ["a snapshot that lost a part", { ...new World().toJSON(), events: undefined }],
    ["a snapshot with a broken count", { ...new World().toJSON(), made: null }],
  ])("fails on %s with a code", (_, json) => {
    expect(codeOf(json)).toEqual(["not-a-world"]);
  });
});
