import type { Finding } from "../../../../lib/review/review";
import { byDanger, findingsOf, riskOf, toFindings } from "../../../../lib/review/risk/findings";
import { OBJECT_RULES } from "../../../../lib/review/risk/rules";
import { said, subject } from "../../../support/plans";

const hit = (title: string, evidence: string, level: "high" | "low" = "high") => ({
  level,
  title,
  evidence,
  fix: "look",
});
const finding = (rule: string, level: Finding["level"], rest: object = {}): Finding => ({
  rule,
  level,
  address: "a.b",
  title: "t",
  evidence: "e",
  fix: "f",
  ...rest,
});

describe("findings", () => {
  it("puts the most dangerous first", () => {
    const before = { deletion_protection: true, publicly_accessible: false };
    const after = { deletion_protection: false, publicly_accessible: true };
    const change = { replace_paths: [["publicly_accessible"]] };
    const spec = { address: "aws_db_instance.a", before, after, change, actions: ["delete", "create"] };
    expect(said(OBJECT_RULES, spec)).toEqual([
      "R1 critical database is replaced",
      "R2 high protection against deletion is taken off",
      "R4 high it is opened to the public",
    ]);
  });

  it("lets the rule of last resort speak only where no other judges a destruction", () => {
    const ids = (address: string) =>
      findingsOf(subject({ address, before: {} }), OBJECT_RULES).map(({ rule }) => rule);
    expect(ids("aws_db_instance.a")).toEqual(["R1"]);
    expect(ids("aws_vpc.a")).toEqual(["R5"]);
    expect(ids("helm_release.a")).toEqual(["R7"]);
    expect(ids("aws_sns_topic.a")).toEqual(["R13"]);
  });

  it("is quiet about a harmless change", () => {
    const spec = { address: "aws_sns_topic.a", before: { tags: {} }, after: { tags: { team: "shop" } } };
    expect(said(OBJECT_RULES, spec)).toEqual([]);
  });
});

describe("toFindings", () => {
  it("joins what says the same, each evidence once", () => {
    const found = toFindings({ id: "R4" }, "a.b", [hit("open", "x"), hit("open", "y"), hit("open", "x")]);
    expect(found).toEqual([expect.objectContaining({ rule: "R4", address: "a.b", evidence: "x, y" })]);
  });

  it("keeps levels and titles apart", () => {
    const hits = [hit("open", "x"), hit("open", "x", "low"), hit("shut", "x")];
    expect(toFindings({ id: "R4" }, "a.b", hits)).toHaveLength(3);
  });

  it("cuts long evidence, by items and by characters, never inside of one character", () => {
    const many = Array.from({ length: 10 }, (_, index) => hit("open", `e${index}`));
    expect(toFindings({ id: "R4" }, "a.b", many)[0]?.evidence).toMatch(/and 4 more$/);
    const [long] = toFindings({ id: "R4" }, "a.b", [hit("open", "\u{1f600}".repeat(700))]);
    expect(long?.evidence).toBe(`${"\u{1f600}".repeat(600)}...`);
  });
});

describe("riskOf and byDanger", () => {
  it("leave waived findings out of the risk", () => {
    const waiver = { reason: "r", expires: "2026-12-31" };
    expect(riskOf([finding("R1", "critical", { waiver }), finding("R2", "medium")])).toBe("medium");
    expect(riskOf([])).toBe("none");
  });

  it("sort by level, then by number, not by text", () => {
    const sorted = [finding("R10", "high"), finding("R2", "high"), finding("R1", "low")].sort(byDanger);
    expect(sorted.map(({ rule }) => rule)).toEqual(["R2", "R10", "R1"]);
  });
});
