import {
  checkLifecycleRules,
  type ImageLimit,
  lifecyclePolicy,
  type ResolvedLifecycleRule,
} from "../../../constructs/registry/lifecycle-rules";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const KEEP: ImageLimit = { count: 30 };
const AGE: ImageLimit = { olderThanDays: 14 };

/** A rule whose prop is its priority's place. */
function rule(
  priority: number,
  selection: "any" | "untagged" | readonly string[],
  limit: ImageLimit,
): ResolvedLifecycleRule {
  return {
    prop: `r${priority}`,
    priority,
    description: `rule ${priority}`,
    selection:
      typeof selection === "string" ? { tagStatus: selection } : { tagStatus: "tagged", patterns: selection },
    limit,
  };
}

function check(...rules: ResolvedLifecycleRule[]): string[] {
  const problems = new Problems();
  checkLifecycleRules(problems, rules);
  return codes(problems.all);
}

describe("checkLifecycleRules", () => {
  it("takes keep, expire, untagged and all, in this order", () => {
    expect(
      check(rule(1, ["v*"], KEEP), rule(2, ["pr-*"], AGE), rule(3, "untagged", AGE), rule(4, "any", KEEP)),
    ).toEqual([]);
  });

  it("takes a narrow pattern in front of a wide one", () => {
    expect(check(rule(1, ["v1.*"], KEEP), rule(2, ["v*"], AGE), rule(3, ["*"], AGE))).toEqual([]);
  });

  it("takes an age rule in front of a keep rule when no tag matches both", () => {
    expect(check(rule(1, ["pr-*"], AGE), rule(2, ["v*"], KEEP))).toEqual([]);
  });

  it("fails when two rules have one priority", () => {
    expect(check(rule(1, ["v*"], KEEP), { ...rule(1, ["pr-*"], AGE), prop: "other" })).toEqual([
      "other.priority duplicate-priority",
    ]);
  });

  it("fails when the rule for all images is not the last", () => {
    expect(check(rule(1, "any", KEEP), rule(2, ["v*"], KEEP))).toEqual(["r1 any-not-last"]);
    expect(check(rule(1, "any", KEEP), rule(2, "any", AGE))).toEqual(["r1 any-not-last"]);
  });

  it("fails when two rules select the same images, whatever they do with them", () => {
    expect(check(rule(1, ["v*"], KEEP), rule(2, ["v*"], AGE))).toEqual(["r2 duplicate-selection"]);
    expect(check(rule(1, "untagged", KEEP), rule(2, "untagged", AGE))).toEqual(["r2 duplicate-selection"]);
    expect(check(rule(1, ["a*", "b*"], KEEP), rule(2, ["b*", "a*"], AGE))).toEqual([
      "r2 duplicate-selection",
    ]);
  });

  it("fails when an age rule expires what a later rule keeps", () => {
    expect(check(rule(1, ["*"], AGE), rule(2, ["v*"], KEEP))).toEqual(["r1 expires-kept"]);
    expect(check(rule(1, ["release-*"], AGE), rule(2, ["*-stable"], KEEP))).toEqual(["r1 expires-kept"]);
  });

  it("fails when a rule never sees an image", () => {
    expect(check(rule(1, ["*"], KEEP), rule(2, ["v*"], KEEP))).toEqual(["r2 shadowed-rule"]);
    expect(check(rule(1, ["v*"], KEEP), rule(2, ["v1.*"], AGE))).toEqual(["r2 shadowed-rule"]);
    expect(check(rule(1, ["a*"], AGE), rule(2, ["ab*", "c*"], AGE))).toEqual(["r2 shadowed-rule"]);
  });

  it("reads several patterns as and: a rule with more of them is narrower", () => {
    expect(check(rule(1, ["a*", "b*"], KEEP), rule(2, ["a*"], KEEP))).toEqual([]);
  });

  it("does not compare tokens", () => {
    expect(check(rule(1, ["*"], KEEP), rule(2, ["${TfToken[TOKEN.1]}"], KEEP))).toEqual([]);
  });

  it("fails when the policy is longer than ECR takes", () => {
    const rules = Array.from({ length: 200 }, (_, index) => rule(index + 1, [`release-${index}-*`], KEEP));
    expect(check(...rules)).toEqual([" lifecycle-too-long"]);
  });
});

describe("lifecyclePolicy", () => {
  it("writes each kind of selection and limit the way ECR reads it", () => {
    const policy = lifecyclePolicy([rule(1, ["v*"], KEEP), rule(2, "untagged", AGE), rule(3, "any", KEEP)]);
    expect(JSON.parse(policy)).toEqual({
      rules: [
        {
          rulePriority: 1,
          description: "rule 1",
          selection: {
            tagStatus: "tagged",
            tagPatternList: ["v*"],
            countType: "imageCountMoreThan",
            countNumber: 30,
          },
          action: { type: "expire" },
        },
        {
          rulePriority: 2,
          description: "rule 2",
          selection: {
            tagStatus: "untagged",
            countType: "sinceImagePushed",
            countUnit: "days",
            countNumber: 14,
          },
          action: { type: "expire" },
        },
        {
          rulePriority: 3,
          description: "rule 3",
          selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 30 },
          action: { type: "expire" },
        },
      ],
    });
  });

  it("writes the same text for the same rules", () => {
    const rules = () => [rule(1, ["v*"], KEEP), rule(2, "any", AGE)];
    expect(lifecyclePolicy(rules())).toBe(lifecyclePolicy(rules()));
  });
});
