import { ConfigError } from "../../../../lib/core/errors";
import { holds, parseDriftIgnores, readDriftIgnores } from "../../../../lib/review/drift/ignore";

function problems(content: string): string[] {
  try {
    parseDriftIgnores(content, "ignore.yaml");
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems.map(({ prop, code }) => `${prop} ${code}`) : ["?"];
  }
}

describe("parseDriftIgnores", () => {
  it("reads YAML", () => {
    const content = [
      "ignore:",
      "  - address: aws_instance.*",
      "    attribute: tags.LastBackup",
      "    reason: written by the backup job",
      '    expires: "2027-01-31"',
    ].join("\n");
    expect(parseDriftIgnores(content, "x")).toEqual([
      {
        address: "aws_instance.*",
        attribute: "tags.LastBackup",
        reason: "written by the backup job",
        expires: "2027-01-31",
      },
    ]);
  });

  it.each([
    ["- a", ["ignore ignore-file-unreadable"]],
    ["ignore: [", ["ignore ignore-file-unreadable"]],
    [
      "ignore: [{}]",
      [
        "ignore[0].address ignore-member-missing",
        "ignore[0].reason ignore-member-missing",
        "ignore[0].expires ignore-member-missing",
      ],
    ],
    [
      'ignore: [{ address: "**", reason: x, expires: "soon", attribut: y }]',
      [
        "ignore[0].attribut ignore-member-not-known",
        "ignore[0].address ignore-too-broad",
        "ignore[0].expires ignore-expires-invalid",
      ],
    ],
    [
      'ignore: [{ address: a.b, reason: x, expires: "2026-02-30" }]',
      ["ignore[0].expires ignore-expires-invalid"],
    ],
  ])("refuses %j with everything that is wrong", (content, expected) => {
    expect(problems(content)).toEqual(expected);
  });

  it("names the file it cannot read", () => {
    expect(() => readDriftIgnores("no/such/file")).toThrow(
      expect.objectContaining({
        constructPath: "no/such/file",
        problems: [expect.objectContaining({ prop: "", code: "ignore-file-missing" })],
      }),
    );
  });
});

describe("holds", () => {
  const ignore = { address: "a.b", reason: "x", expires: "2026-12-31" };

  it("is true to the end of the day, in UTC", () => {
    expect(holds(ignore, new Date("2026-12-31T23:59:59Z"))).toBe(true);
    expect(holds(ignore, new Date("2027-01-01T00:00:00Z"))).toBe(false);
  });
});
