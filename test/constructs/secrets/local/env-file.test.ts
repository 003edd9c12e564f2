import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as fc from "fast-check";
import {
  envFileExpression,
  envFileKeys,
  envFileRevision,
} from "../../../../constructs/secrets/local/env-file";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";
import { applyOutputs, describeWithTerraform } from "../../../support/terraform";

function read(text: string) {
  const problems = new Problems();
  return { keys: envFileKeys(text, problems), problems: problems.all };
}

/** Lines with the value Terraform is to read from them. */
const LINES: readonly (readonly [string, string, string])[] = [
  ["PLAIN=hunter2", "PLAIN", "hunter2"],
  ["export EXPORTED=a", "EXPORTED", "a"],
  ["  SPACED = b c  ", "SPACED", "b c"],
  ["EMPTY=", "EMPTY", ""],
  ['QUOTED="a # b"', "QUOTED", "a # b"],
  ["SINGLE='it costs ${5} %{x}'", "SINGLE", "it costs ${5} %{x}"],
  ['EMPTY_QUOTED=""', "EMPTY_QUOTED", ""],
  ["COMMENTED=value # a comment", "COMMENTED", "value"],
  ["HASH=a#b", "HASH", "a#b"],
  ["EQUALS=a=b==", "EQUALS", "a=b=="],
  ['INNER=it\'s \\n "so"', "INNER", 'it\'s \\n "so"'],
  ["URL=amqp://u:p@h:5672/%2f?a=b&c", "URL", "amqp://u:p@h:5672/%2f?a=b&c"],
  ["WINDOWS=carriage\r", "WINDOWS", "carriage"],
  ["ONE=x", "ONE", "x"],
];

describe("envFileKeys", () => {
  it("reads names past comments and empty lines", () => {
    const { keys, problems } = read(["# secrets", "", ...LINES.map(([line]) => line), "   "].join("\n"));
    expect(problems).toEqual([]);
    expect(keys).toEqual(LINES.map(([, key]) => key));
  });

  it("reports what it does not understand by the number of the line alone", () => {
    const { problems } = read('A=1\nhunter2\nB="open\nC="x" hunter2\n1D=hunter2\nA=hunter2');
    expect(codes(problems)).toEqual([
      "file unreadable-line",
      "file unreadable-line",
      "file unreadable-line",
      "file unreadable-line",
      "file duplicate-key",
    ]);
    expect(problems.map(({ value }) => value)).toEqual(["line 2", "line 3", "line 4", "line 5", "line 6: A"]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  it("never repeats a value, whatever is in the file", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (noise) => {
        const { problems } = read(noise.map((text) => `${text}=S3CR3T-VALUE`).join("\n"));
        expect(JSON.stringify(problems)).not.toContain("S3CR3T-VALUE");
      }),
    );
  });
});

describeWithTerraform("envFileExpression, evaluated by terraform", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-env-${x}-"));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  function evaluate(text: string, keys: readonly string[]) {
    const file = path.join(folder, ".env");
    fs.writeFileSync(file, text);
    return applyOutputs({
      output: {
        values: { value: envFileExpression(file, keys) },
        revision: { value: envFileRevision(file) },
      },
    });
  }

  it("reads what is written, line by line", () => {
    const text = ["# secrets", "", ...LINES.map(([line]) => line)].join("\n");
    const { values } = evaluate(
      text,
      LINES.map(([, key]) => key),
    );
    expect(values).toEqual(Object.fromEntries(LINES.map(([, key, value]) => [key, value])));
  });

  it("takes the keys it is told to and no other", () => {
    expect(evaluate("A=1\nB=2", ["B"]).values).toEqual({ B: "2" });
  });

  it("reads any quoted value as it stands", () => {
    const [values = []] = fc.sample(fc.array(fc.stringMatching(/^[^"\r\n]{0,40}$/), { minLength: 200 }), {
      numRuns: 1,
      seed: 1,
    });
    const pairs = values.map((value, index) => [`K${index}`, value] as const);
    const text = pairs.map(([key, value]) => `${key}="${value}"`).join("\n");
    const keys = pairs.map(([key]) => key);
    expect(read(text)).toEqual({ keys, problems: [] });
    expect(evaluate(text, keys).values).toEqual(Object.fromEntries(pairs));
  });

  it("counts another revision when the file changes, and holds no more than 24 bits of it", () => {
    const one = Number(evaluate("A=1", ["A"]).revision);
    const other = Number(evaluate("A=2", ["A"]).revision);
    expect(one).not.toBe(other);
    for (const revision of [one, other]) {
      expect(revision).toBeGreaterThanOrEqual(1);
      expect(revision).toBeLessThanOrEqual(2 ** 24);
    }
  });
});
