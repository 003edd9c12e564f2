import { policyPairs, sortedPolicy } from "../../../../lib/review/diff/policy-attributes";
import { UNKNOWN } from "../../../../lib/review/diff/settled";
import { plannedObject, policyText } from "../../../support/planned-objects";

const A = policyText({ Effect: "Allow", Action: "a:A", Resource: "*" });
const B = policyText({ Effect: "Allow", Action: "a:B", Resource: "*" });

describe("policyPairs", () => {
  it("finds the policies that change, also inside blocks, and tells trust apart", () => {
    const role = plannedObject("aws_iam_role", {
      before: { assume_role_policy: A, description: "x", inline_policy: [{ name: "i", policy: A }] },
      after: { assume_role_policy: B, description: "y", inline_policy: [{ name: "i", policy: B }] },
    });
    expect(policyPairs(role)).toEqual([
      { path: "assume_role_policy", trust: true, before: A, after: B },
      { path: "inline_policy[0].policy", trust: false, before: A, after: B },
    ]);
  });

  it("finds a small policy in a block that is new", () => {
    const role = plannedObject("aws_iam_role", {
      before: { inline_policy: [] },
      after: { inline_policy: [{ name: "i", policy: A }] },
    });
    expect(policyPairs(role)).toMatchObject([{ path: "inline_policy[0].policy", after: A }]);
  });

  it("finds one that is known after apply, by its name", () => {
    const bucket = plannedObject("aws_s3_bucket_policy", {
      after: {},
      afterUnknown: { policy: true, id: true },
    });
    expect(policyPairs(bucket)).toEqual([
      { path: "policy", trust: false, before: undefined, after: UNKNOWN },
    ]);
    const other = plannedObject("other_thing", { after: {}, afterUnknown: { policy: true } });
    expect(policyPairs(other)).toEqual([]);
  });
});

describe("sortedPolicy", () => {
  it("sorts names and leaves statements in their order", () => {
    const Statement = [
      { Action: ["b", "a"], Condition: { StringEquals: { k: ["2", "1"] } } },
      { Action: ["c"] },
    ];
    expect(sortedPolicy({ Statement })).toEqual({
      Statement: [{ Action: ["a", "b"], Condition: { StringEquals: { k: ["1", "2"] } } }, { Action: "c" }],
    });
    expect(sortedPolicy({ Statement: { Action: "a" } })).toEqual({ Statement: [{ Action: "a" }] });
  });
});
