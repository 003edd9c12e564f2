import {
  byDanger,
  capital,
  caveats,
  countWords,
  dependWords,
  destroyedCount,
  findingsOf,
  happensTo,
  letsGo,
  plural,
  totalCounts,
  worstRisk,
} from "../../../../lib/review/output/words";
import { CHANGE_KINDS, changeOf, reviewOf } from "../../../support/reviews";
import { CALM_REVIEW, DANGEROUS_REVIEW } from "../../../support/sample-reviews";

const same = (text: string) => text;

describe("words of a review", () => {
  it("tells kinds from the most dangerous on and never says zero", () => {
    expect(countWords({ create: 3, delete: 1, "no-op": 7, update: 10_000 })).toBe(
      "1 deleted, 10,000 updated, 3 created",
    );
    expect(countWords({ forget: 1, "replace-and-forget": 2 })).toBe(
      "2 replaced (old one left running), 1 forgotten (left running)",
    );
    expect(countWords({ "no-op": 7, create: 0 })).toBe("nothing changes");
  });

  it("adds counts up over stacks", () => {
    expect(totalCounts([CALM_REVIEW, DANGEROUS_REVIEW])).toEqual({
      delete: 1,
      replace: 1,
      update: 3,
      create: 2,
      move: 1,
    });
    expect(destroyedCount([CALM_REVIEW, DANGEROUS_REVIEW])).toBe(2);
    expect(destroyedCount([])).toBe(0);
  });

  it("tells the order of a replacement and what was left over by a failed one", () => {
    const change = changeOf({ address: "aws_x.y", kind: "replace", replacement: "create-first" });
    expect(happensTo(change, same)).toBe("replaced, new one created first");
    expect(happensTo({ ...change, replacement: "delete-first" }, same)).toBe(
      "replaced, old one deleted first",
    );
    const deposed = changeOf({ address: "aws_x.y", kind: "delete", deposed: "0a1b2c3d" });
    expect(happensTo(deposed, (value) => `<${value}>`)).toBe("deleted (deposed <0a1b2c3d>)");
  });

  it("has a word for every kind and lets go of what is destroyed or forgotten", () => {
    const changes = CHANGE_KINDS.map((kind) => changeOf({ address: "aws_x.y", kind }));
    expect(changes.map((change) => happensTo(change, same))).not.toContain("undefined");
    expect(changes.filter(letsGo).map(({ kind }) => kind)).toEqual([
      "replace",
      "delete",
      "forget",
      "replace-and-forget",
    ]);
  });

  it("orders changes by risk, then by kind, and leaves out what does not change", () => {
    const change = (name: string, kind: "no-op" | "delete" | "create", risk: "low" | "high") =>
      changeOf({ address: `aws_x.${name}`, kind, risk });
    const changes = [
      change("calm", "no-op", "high"),
      change("new", "create", "low"),
      change("gone", "delete", "low"),
      change("risky", "create", "high"),
    ];
    expect(byDanger(changes).map(({ address }) => address)).toEqual([
      "aws_x.risky",
      "aws_x.gone",
      "aws_x.new",
    ]);
  });

  it("knows the worst of some risks", () => {
    expect(worstRisk([])).toBe("none");
    expect(worstRisk(["low", "critical", "review"])).toBe("critical");
    expect(worstRisk(["low", "review"])).toBe("review");
  });

  it("keeps open and waived findings apart, riskiest first", () => {
    expect(findingsOf(DANGEROUS_REVIEW, "open").map(({ rule }) => rule)).toEqual(["R1", "R4", "R3"]);
    expect(findingsOf(DANGEROUS_REVIEW, "waived").map(({ address }) => address)).toEqual([
      "aws_s3_bucket.data_logs_0001",
    ]);
  });

  it("says how a review came about, and nothing of a whole plan of real state", () => {
    expect(caveats(reviewOf([]))).toEqual([]);
    expect(caveats(reviewOf([], { basis: "rehearsal" }))[0]).toContain("rehearsal");
    expect(caveats(reviewOf([], { basis: "configuration" }))[0]).toContain("not a plan");
    expect(caveats(reviewOf([], { errored: true, complete: false }))).toHaveLength(2);
  });

  it("counts dependents, of which a change names two hundred at most", () => {
    const words = (count: number) =>
      dependWords(changeOf({ address: "aws_x.y", kind: "delete", dependents: Array(count).fill("aws_x.z") }));
    expect([words(1), words(2), words(200)]).toEqual([
      "1 object depends on it",
      "2 objects depend on it",
      "at least 200 objects depend on it",
    ]);
  });

  it("counts in English", () => {
    expect([plural(0, "object"), plural(1, "object"), plural(12_345, "object")]).toEqual([
      "0 objects",
      "1 object",
      "12,345 objects",
    ]);
    expect(capital("high")).toBe("High");
  });
});
