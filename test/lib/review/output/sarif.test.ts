import * as fc from "fast-check";
import { renderSarif } from "../../../../lib/review/output/sarif";
import type { Review } from "../../../../lib/review/review";
import { RULES } from "../../../../lib/review/risk/rules";
import { someReviews } from "../../../support/reviews";
import { DANGEROUS_REVIEW } from "../../../support/sample-reviews";

/** Members SARIF 2.1.0 knows of each object we write; its schema refuses others. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  log: ["$schema", "version", "runs"],
  run: ["tool", "columnKind", "results"],
  driver: ["name", "version", "rules"],
  rule: ["id", "name", "shortDescription", "helpUri", "defaultConfiguration", "properties"],
  result: [
    "ruleId",
    "ruleIndex",
    "level",
    "message",
    "locations",
    "partialFingerprints",
    "suppressions",
    "properties",
  ],
  location: ["physicalLocation", "logicalLocations"],
  logicalLocation: ["name", "fullyQualifiedName", "kind"],
  suppression: ["kind", "status", "justification"],
};

// biome-ignore lint/suspicious/noExplicitAny: JSON of a foreign shape, which is what is checked
type Loose = any;

const parse = (reviews: readonly Review[], options = {}): Loose => JSON.parse(renderSarif(reviews, options));

function problemsOfLog(log: Loose): string[] {
  const problems: string[] = [];
  const check = (holds: boolean, what: string) => (holds ? undefined : problems.push(what));
  const known = (kind: string, value: object) =>
    Object.keys(value).map((key) => check((MEMBERS[kind] ?? []).includes(key), `${kind}.${key}`));
  known("log", log);
  check(log.version === "2.1.0" && log.runs.length === 1, "version and runs");
  const [run] = log.runs;
  known("run", run);
  known("driver", run.tool.driver);
  const { rules } = run.tool.driver;
  check(new Set(rules.map(({ id }: Loose) => id)).size === rules.length, "unique rules");
  for (const rule of rules) {
    known("rule", rule);
    check(rule.shortDescription.text.length > 0, "a description");
  }
  for (const result of run.results) {
    known("result", result);
    check(rules[result.ruleIndex]?.id === result.ruleId, "the index of its rule");
    check(["none", "note", "warning", "error"].includes(result.level), "a level");
    check(typeof result.message.text === "string" && !result.message.text.includes("]("), "no link");
    for (const location of result.locations) {
      known("location", location);
      const { uri } = location.physicalLocation.artifactLocation;
      check(/^[\w.~%!'()*/-]+$/.test(uri), `uri ${uri}`);
      for (const logical of location.logicalLocations) {
        known("logicalLocation", logical);
      }
    }
    for (const suppression of result.suppressions ?? []) {
      known("suppression", suppression);
      check(suppression.kind === "external" && suppression.status === "accepted", "suppression");
    }
  }
  return problems;
}

describe("renderSarif", () => {
  it("has a result for every finding, at its construct, with its level", () => {
    const [run] = parse([DANGEROUS_REVIEW]).runs;
    expect(
      run.results.map((result: Loose) => [
        result.ruleId,
        result.level,
        result.locations[0].logicalLocations[0].fullyQualifiedName,
        result.suppressions?.[0]?.justification,
      ]),
    ).toEqual([
      ["R1", "error", "production-eu/data/orders", undefined],
      ["R4", "error", "production-eu/data/ssh", undefined],
      ["R3", "error", "production-eu/shop/orders", undefined],
      [
        "R1",
        "error",
        "production-eu/data/logs",
        "logs were copied to the archive account (until 2026-12-31)",
      ],
    ]);
  });

  it("describes rules by the table where it is given, else by what was found", () => {
    const [rule] = parse([DANGEROUS_REVIEW]).runs[0].tool.driver.rules;
    expect(rule.shortDescription.text).toBe("database is replaced");
    const helpUri = (id: string) => `https://docs.example/${id}`;
    const [told] = parse([DANGEROUS_REVIEW], { rules: RULES, helpUri }).runs[0].tool.driver.rules;
    const first = RULES.find(({ id }) => id === "R1");
    expect([told.name, told.shortDescription.text, told.helpUri]).toEqual([
      first?.name,
      first?.summary,
      "https://docs.example/R1",
    ]);
  });

  it("keeps a finding one alert over runs, whatever its evidence says", () => {
    const again = {
      ...DANGEROUS_REVIEW,
      changes: DANGEROUS_REVIEW.changes.map((change) => ({
        ...change,
        findings: change.findings.map((finding) => ({ ...finding, evidence: "something else" })),
      })),
    };
    const prints = (log: Loose) =>
      log.runs[0].results.map(({ partialFingerprints }: Loose) => partialFingerprints);
    expect(prints(parse([again]))).toEqual(prints(parse([DANGEROUS_REVIEW])));
    expect(prints(parse([{ ...DANGEROUS_REVIEW, stack: "other" }]))).not.toEqual(
      prints(parse([DANGEROUS_REVIEW])),
    );
  });

  it("shows findings at the file it is told", () => {
    const log = parse([DANGEROUS_REVIEW], { artifactUri: (stack: string) => `lib/${stack}.ts` });
    expect(log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
      "lib/production-eu.ts",
    );
  });

  it("is SARIF 2.1.0 whatever was found", () => {
    fc.assert(
      fc.property(someReviews(), (reviews) => {
        expect(problemsOfLog(parse(reviews))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
