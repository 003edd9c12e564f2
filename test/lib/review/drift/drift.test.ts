import { findDrift } from "../../../../lib/review/drift/drift";
import type { DriftIgnore } from "../../../../lib/review/drift/ignore";
import { type MaskedPlan, maskPlan } from "../../../../lib/review/mask/mask-plan";
import { parsePlan } from "../../../../lib/review/read/parse-plan";
import { synthesizedOf } from "../../../../lib/review/read/synthesized";

import { type Drifted, driftedPlan, plannedChanges, scaled } from "../../../support/drift";

const NOW = new Date("2026-11-21T12:00:00Z");

function drift(refresh: MaskedPlan, ignores: readonly DriftIgnore[] = [], normal = plannedChanges()) {
  return findDrift(refresh, normal, undefined, { stack: "staging", ignores, now: NOW });
}

describe("findDrift", () => {
  it("finds what changed and what is gone, the latter first", () => {
    const gone: Drifted = { address: "aws_s3_bucket.b", actions: ["delete"], before: { bucket: "b" } };
    const { groups } = drift(driftedPlan(scaled, gone));
    expect(groups.map(({ kind, type }) => [kind, type])).toEqual([
      ["deleted", "aws_s3_bucket"],
      ["changed", "aws_instance"],
    ]);
    expect(groups[1]?.attributes.map(({ path, before, after }) => [path, before, after])).toContainEqual([
      "type",
      "m",
      "l",
    ]);
  });

  it("takes moves for none: a refresh-only plan ends with 2 for them as well", () => {
    const moved = {
      address: "a.b",
      previous_address: "a.c",
      change: { actions: ["no-op"], before: {}, after: {} },
    };
    const plan = {
      format_version: "1.2",
      resource_changes: [moved],
      resource_drift: [moved],
      output_changes: { o: { actions: ["update"], before: 1, after: 2 } },
    };
    expect(drift(maskPlan(parsePlan(plan, "refresh"))).groups).toEqual([]);
  });

  it("puts the same change of many objects together", () => {
    const { groups } = drift(
      driftedPlan(scaled, { ...scaled, address: "aws_instance.c" }, { ...scaled, address: "aws_instance.b" }),
    );
    expect(groups).toHaveLength(1);
    expect(groups[0]?.objects.map(({ address }) => address)).toEqual([
      "aws_instance.a",
      "aws_instance.b",
      "aws_instance.c",
    ]);
  });

  it.each([
    [[{ ...scaled }], "reverted"],
    [[{ ...scaled, actions: ["create"] }], "made again"],
    [[], "accepted"],
  ] as const)("says what the next apply does about it", (changes, remedy) => {
    expect(drift(driftedPlan(scaled), [], plannedChanges(...changes)).groups[0]?.remedy).toBe(remedy);
  });

  it("does not know that without a plan of the configuration", () => {
    const report = findDrift(driftedPlan(scaled), undefined, undefined, { stack: "staging", now: NOW });
    expect(report.groups[0]?.remedy).toBe("unknown");
  });

  it("names constructs where the synthesized stack is there", () => {
    const synthesized = synthesizedOf(
      { resource: { aws_instance: { a: { "//": { metadata: { path: "staging/Jump/Host" } } } } } },
      "staging",
    );
    const report = findDrift(driftedPlan(scaled), undefined, synthesized, { stack: "staging", now: NOW });
    expect(report.groups[0]?.objects[0]?.constructPath).toBe("staging/Jump/Host");
  });

  it("leaves out arguments that are ignored, and objects nothing is left of", () => {
    const ignoring = (attribute?: string): DriftIgnore => ({
      address: "aws_instance.*",
      reason: "why",
      expires: "2026-12-31",
      ...(attribute && { attribute }),
    });
    const some = drift(driftedPlan(scaled), [ignoring("tags")]);
    expect(some.groups[0]?.attributes.map(({ path }) => path)).toEqual(["type"]);
    expect(some.ignored).toEqual([]);
    for (const ignores of [[ignoring()], [ignoring("tags"), ignoring("type")]]) {
      const all = drift(driftedPlan(scaled), ignores);
      expect(all.groups).toEqual([]);
      expect(all.ignored).toEqual([{ address: "aws_instance.a", reason: "why", expires: "2026-12-31" }]);
    }
  });

  it("does not take one name for the beginning of another", () => {
    const { groups } = drift(driftedPlan(scaled), [
      { address: "aws_instance.a", attribute: "typ", reason: "x", expires: "2026-12-31" },
    ]);
    expect(groups[0]?.attributes.map(({ path }) => path)).toContain("type");
  });

  it("shows drift again whose time is over, and says so", () => {
    const ended: DriftIgnore = { address: "aws_instance.a", reason: "why", expires: "2026-11-20" };
    const unused: DriftIgnore = { address: "aws_vpc.x", reason: "why", expires: "2026-11-20" };
    const report = drift(driftedPlan(scaled), [ended, unused]);
    expect(report.groups).toHaveLength(1);
    expect(report.expired).toEqual([ended]);
  });
});
