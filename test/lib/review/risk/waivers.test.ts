import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as fc from "fast-check";
import { ConfigError } from "../../../../lib/core/errors";
import type { Finding } from "../../../../lib/review/review";
import { parseWaivers, readWaivers, type Waiver, WaiverBook } from "../../../../lib/review/risk/waivers";
import { TODAY } from "../../../support/plans";

const WAIVER: Waiver = {
  rule: "R1",
  address: "aws_sqs_queue.old",
  reason: "empty since May",
  expires: "2026-12-31",
};

function refusals(content: string): readonly { prop: string; code: string }[] {
  try {
    parseWaivers(content, "slipway-waivers.yaml");
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems.map(({ prop, code }) => ({ prop, code })) : [];
  }
}

const one = (rest: object) => JSON.stringify({ waivers: [{ ...WAIVER, ...rest }] });

describe("parseWaivers", () => {
  it("reads YAML and JSON", () => {
    const yaml = [
      "waivers:",
      "  - rule: R1",
      "    address: aws_sqs_queue.old",
      "    reason: empty since May",
      "    expires: 2026-12-31",
    ].join("\n");
    expect(parseWaivers(yaml, "a")).toEqual([WAIVER]);
    expect(parseWaivers(JSON.stringify({ waivers: [WAIVER] }), "a")).toEqual([WAIVER]);
  });

  it("takes an empty file for no waivers", () => {
    expect(parseWaivers("", "a")).toEqual([]);
    expect(parseWaivers("# none yet\n", "a")).toEqual([]);
    expect(parseWaivers("waivers: []", "a")).toEqual([]);
  });

  it.each([
    ["a list alone", "- rule: R1", "waivers", "waivers-unreadable"],
    ["broken YAML", "waivers: [", "waivers", "waivers-unreadable"],
    ["no rule of that name", one({ rule: "R99" }), "waivers[0].rule", "waiver-rule-not-known"],
    ["no rule", one({ rule: undefined }), "waivers[0].rule", "waiver-rule-not-known"],
    ["the rule about waivers", one({ rule: "R18" }), "waivers[0].rule", "waiver-rule-not-known"],
    ["no target", one({ address: undefined }), "waivers[0]", "waiver-target-missing"],
    ["every address", one({ address: "**" }), "waivers[0].address", "waiver-too-broad"],
    ["every path", one({ construct: "*/**" }), "waivers[0].construct", "waiver-too-broad"],
    ["no reason", one({ reason: " " }), "waivers[0].reason", "waiver-reason-missing"],
    ["no end", one({ expires: undefined }), "waivers[0].expires", "waiver-expires-invalid"],
    ["an end that is no day", one({ expires: "2026-02-30" }), "waivers[0].expires", "waiver-expires-invalid"],
    ["an end in words", one({ expires: "never" }), "waivers[0].expires", "waiver-expires-invalid"],
    ["a member it does not know", one({ adress: "x" }), "waivers[0].adress", "waiver-member-not-known"],
  ])("refuses %s", (_, content, prop, code) => {
    expect(refusals(content)).toEqual([{ prop, code }]);
  });

  it("reports all problems at once", () => {
    expect(refusals(JSON.stringify({ waivers: [{}, WAIVER, 3] })).map(({ prop }) => prop)).toEqual([
      "waivers[0].rule",
      "waivers[0]",
      "waivers[0].reason",
      "waivers[0].expires",
      "waivers[2].rule",
      "waivers[2]",
      "waivers[2].reason",
      "waivers[2].expires",
    ]);
  });

  it("refuses or reads any text, and never breaks", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (content) => {
        try {
          expect(Array.isArray(parseWaivers(content, "a"))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigError);
        }
      }),
    );
  });
});

describe("readWaivers", () => {
  it("reads a file, and refuses one that is not there", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "waivers-"));
    const file = path.join(folder, "slipway-waivers.yaml");
    fs.writeFileSync(file, JSON.stringify({ waivers: [WAIVER] }));
    expect(readWaivers(file)).toEqual([WAIVER]);
    fs.rmSync(folder, { recursive: true });
    expect(() => readWaivers(file)).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ prop: "", code: "waivers-missing" })] }),
    );
  });
});

describe("WaiverBook", () => {
  const finding: Finding = {
    rule: "R1",
    level: "critical",
    address: "aws_sqs_queue.old",
    title: "queue is deleted",
    evidence: "actions delete",
    fix: "keep it",
  };
  const book = (...waivers: Partial<Waiver>[]) =>
    new WaiverBook(
      waivers.map((waiver) => ({ ...WAIVER, ...waiver })),
      "shop",
      TODAY,
    );

  it("covers what a waiver is about, with its reason", () => {
    expect(book({}).apply(finding, undefined).waiver).toEqual({
      reason: "empty since May",
      expires: "2026-12-31",
    });
    expect(book({ address: "aws_sqs_queue.*" }).apply(finding, undefined).waiver).toBeDefined();
    expect(
      book({ address: undefined, construct: "shop/**" }).apply(finding, "shop/Queue").waiver,
    ).toBeDefined();
  });

  it.each([
    ["another rule", { rule: "R2" }, "shop/Queue"],
    ["another address", { address: "aws_sqs_queue.new" }, "shop/Queue"],
    ["another path", { construct: "shop/Other" }, "shop/Queue"],
    ["a path of nothing", { address: undefined, construct: "shop/**" }, undefined],
    ["another stack", { stack: "staging" }, "shop/Queue"],
    ["yesterday", { expires: "2026-11-20" }, "shop/Queue"],
  ])("does not cover %s", (_, waiver, constructPath) => {
    expect(book(waiver).apply(finding, constructPath).waiver).toBeUndefined();
  });

  it("holds through its last day", () => {
    expect(book({ expires: "2026-11-21" }).apply(finding, undefined).waiver).toBeDefined();
  });

  it("says that a waiver has expired, louder where it is missed", () => {
    const ended = book({ expires: "2026-11-20" });
    expect(ended.expired()).toEqual([
      expect.objectContaining({ rule: "R18", level: "low", address: "shop", title: "a waiver has expired" }),
    ]);
    ended.apply(finding, undefined);
    expect(ended.expired()[0]).toMatchObject({
      level: "medium",
      evidence: "R1 for aws_sqs_queue.old until 2026-11-20: empty since May",
    });
    expect(book({}).expired()).toEqual([]);
    expect(book({ expires: "2026-11-20", stack: "staging" }).expired()).toEqual([]);
  });
});
