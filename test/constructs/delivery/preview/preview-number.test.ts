import * as fc from "fast-check";
import { previewNumber } from "../../../../constructs/delivery/preview/preview-number";
import { ConfigError } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function problemsOf(text: string) {
  try {
    previewNumber(text);
  } catch (error) {
    return error instanceof ConfigError ? codes(error.problems) : [String(error)];
  }
  return [];
}

describe("previewNumber", () => {
  it("is nothing where nobody asks for a preview", () => {
    expect(previewNumber(undefined)).toBeUndefined();
    expect(previewNumber("")).toBeUndefined();
  });

  it("reads the number of a pull request", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), (number) => {
        expect(previewNumber(String(number))).toBe(number);
      }),
    );
  });

  it("fails on everything else", () => {
    for (const text of ["0", "-1", "1.5", "07", "7 ", "#7", "7; rm -rf /", "10000000", "seven"]) {
      expect(problemsOf(text)).toEqual(["PREVIEW invalid-preview-number"]);
    }
  });
});
