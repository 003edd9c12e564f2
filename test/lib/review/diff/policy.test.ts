import * as fc from "fast-check";
import { policyChange, policyWidening } from "../../../../lib/review/diff/policy";
import { policyText } from "../../../support/planned-objects";

const READ = { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::b/*" };

function widening(before: object, after: object) {
  return policyWidening(policyText(before as never), policyText(after as never));
}

describe("policyChange", () => {
  it("names what is newly allowed", () => {
    const after = { ...READ, Action: ["s3:GetObject", "iam:PassRole"], Resource: "*" };
    expect(widening(READ, after)).toEqual({
      actions: ["iam:PassRole"],
      resources: ["*"],
      principals: [],
      conditionsRemoved: [],
      deniesRemoved: [],
    });
    expect(policyChange(policyText(READ), policyText(after))?.notes).toEqual([
      "newly allows s3:GetObject, iam:PassRole on * (Read)",
    ]);
  });

  it("names who is let in by a trust policy", () => {
    const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } };
    const opened = { ...trust, Principal: { Service: "ec2.amazonaws.com", AWS: "*" } };
    expect(widening(trust, opened)).toMatchObject({ actions: [], principals: ["*"] });
    expect(policyChange(policyText(trust), policyText(opened))?.notes).toEqual([
      "newly allows sts:AssumeRole to *",
    ]);
  });

  it("names conditions that end", () => {
    const limited = { ...READ, Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } };
    expect(widening(limited, READ)?.conditionsRemoved).toEqual([
      "StringEquals aws:SourceAccount = 111122223333",
    ]);
    expect(widening(READ, limited)).toBeUndefined();
  });

  it("takes the end of a denial for a widening, and the end of a permission for none", () => {
    const deny = { Effect: "Deny", Action: "s3:*", Resource: "*" };
    const change = policyChange(policyText(READ, deny), policyText(READ));
    expect(change?.widening?.deniesRemoved).toEqual(["s3:* on *"]);
    expect(change?.notes).toEqual(["no longer denies s3:* on *"]);
    const narrowed = policyChange(policyText(READ), policyText({ ...READ, Action: "s3:GetObjectTagging" }));
    expect(narrowed?.notes).toEqual([
      "newly allows s3:GetObjectTagging on arn:aws:s3:::b/* (Read)",
      "no longer allows s3:GetObject on arn:aws:s3:::b/* (Read)",
    ]);
  });

  it("names everything but some actions", () => {
    expect(widening(READ, { Effect: "Allow", NotAction: "iam:*", Resource: "*" })).toMatchObject({
      actions: ["NotAction: iam:*"],
      resources: ["*"],
    });
  });

  it("sees through wildcards, splits and merges", () => {
    const wide = { Effect: "Allow", Action: ["s3:Get*", "s3:List*"], Resource: "*" };
    const split = [
      { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
      { Effect: "Allow", Action: "s3:ListBucket", Resource: "*" },
    ];
    expect(policyWidening(policyText(wide), policyText(...split))).toBeUndefined();
    const merged = { Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: "*" };
    expect(policyWidening(policyText(...split), policyText(merged))).toBeUndefined();
  });

  it("sees a new combination of known names", () => {
    const before = [
      { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::a" },
      { Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::b" },
    ];
    const after = {
      Effect: "Allow",
      Action: ["s3:GetObject"],
      Resource: ["arn:aws:s3:::a", "arn:aws:s3:::b"],
    };
    expect(policyWidening(policyText(...before), policyText(after, before[1] as never))).toMatchObject({
      resources: ["arn:aws:s3:::b"],
    });
  });

  it("compares from nothing and to nothing", () => {
    expect(policyWidening(undefined, policyText(READ))).toMatchObject({ actions: ["s3:GetObject"] });
    expect(policyChange(policyText(READ), null)).toMatchObject({ widening: undefined });
    expect(policyChange(undefined, null)).toBeUndefined();
    expect(policyChange("no policy", policyText(READ))).toBeUndefined();
  });

  it("knows the same policy in another spelling", () => {
    const other = { Resource: ["arn:aws:s3:::b/*"], Action: "s3:getObject", Effect: "Allow" };
    expect(policyChange(policyText(READ), policyText(other))).toEqual({
      widening: undefined,
      notes: [],
      same: true,
    });
  });

  it("says that nothing widens where actions only go, and that something does where one comes", () => {
    const actions = fc.uniqueArray(
      fc.constantFrom("s3:Get", "s3:Put", "ec2:Run", "iam:PassRole", "kms:Sign"),
      {
        minLength: 2,
      },
    );
    fc.assert(
      fc.property(actions, fc.constantFrom("*", "arn:aws:s3:::b"), (all, Resource) => {
        const many = { Effect: "Allow", Action: all, Resource };
        const few = { ...many, Action: all.slice(1) };
        expect(widening(many, few)).toBeUndefined();
        expect(widening(few, many)?.actions).toEqual([all[0]]);
        expect(widening(many, many)).toBeUndefined();
      }),
    );
  });

  it("stays quick on policies no service would accept", () => {
    const many = (prefix: string) =>
      Array.from({ length: 3000 }, (_, index) => ({
        Effect: "Allow",
        Action: `${prefix}:${index}`,
        Resource: "*",
      }));
    const start = Date.now();
    expect(policyWidening(policyText(...many("a")), policyText(...many("b")))?.actions).toHaveLength(3000);
    expect(Date.now() - start).toBeLessThan(3000);
  });
});
