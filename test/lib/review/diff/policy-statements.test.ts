import * as fc from "fast-check";
import { covers, matches, readPolicy, type Statement } from "../../../../lib/review/diff/policy-statements";
import { policyText } from "../../../support/planned-objects";

function statement(parts: object): Statement {
  const [first] = readPolicy(policyText({ Effect: "Allow", ...parts } as never)) ?? [];
  if (first === undefined) {
    throw new Error("no statement");
  }
  return first;
}

describe("readPolicy", () => {
  it("reads one spelling like the other", () => {
    const one = statement({ Action: "S3:GetObject", Resource: ["b", "a"], Principal: { AWS: "*" } });
    const other = statement({ Action: ["s3:getobject"], Resource: ["a", "b"], Principal: "*" });
    expect(one.key).toBe(other.key);
    const root = statement({ Action: "a:b", Principal: { AWS: "arn:aws:iam::111122223333:root" } });
    expect(root.key).toBe(statement({ Action: "a:b", Principal: { AWS: "111122223333" } }).key);
  });

  it.each([["{}"], ["[]"], ["{"], ["text"], [null], [{ rules: [] }], [{ Statement: [{ Effect: "Maybe" }] }]])(
    "takes %j for no policy",
    (value) => {
      expect(readPolicy(value as never)).toBeUndefined();
    },
  );

  it("survives any JSON in a statement", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (Action, Principal, Condition) => {
        readPolicy({ Statement: { Effect: "Allow", Action, Principal, Condition } } as never);
      }),
    );
  });
});

describe("matches", () => {
  it.each([
    ["s3:*", "s3:GetObject", true],
    ["s3:Get*", "s3:*", false],
    ["s3:Get*", "s3:GetObject*", true],
    ["s3:Get?bject", "s3:GetObject", true],
    ["s3:Ge?", "s3:Ge*", false],
    ["*", "", true],
    ["a*b*c", "aXbYc", true],
    ["a*b*c", "aXbY", false],
    ["s3:GetObject", "s3:GetObjectAcl", false],
  ])("%s takes in %s: %s", (pattern, name, expected) => {
    expect(matches(pattern, name)).toBe(expected);
  });

  it("agrees with a regular expression", () => {
    const part = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 8 });
    const name = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
    fc.assert(
      fc.property(part, name, (pattern, text) => {
        const expression = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
        expect(matches(pattern, text)).toBe(expression.test(text));
      }),
    );
  });

  it("is not slow on many stars", () => {
    const start = Date.now();
    expect(matches("*a".repeat(500), "a".repeat(5000).concat("b"))).toBe(false);
    expect(Date.now() - start).toBeLessThan(2000);
  });
});

describe("covers", () => {
  const read = { Action: "s3:Get*", Resource: "arn:aws:s3:::b/*" };
  it.each([
    ["fewer actions", { Action: "s3:GetObject" }, true],
    ["more actions", { Action: "s3:*" }, false],
    ["fewer objects", { Resource: "arn:aws:s3:::b/x" }, true],
    ["more objects", { Resource: "*" }, false],
    ["another condition", { Condition: { StringEquals: { "aws:SourceAccount": "1" } } }, true],
    ["everything but an action", { Action: undefined, NotAction: "s3:Put*" }, false],
  ])("%s", (_, parts, expected) => {
    expect(covers(statement(read), statement({ ...read, ...parts }))).toBe(expected);
  });

  it("compares conditions by what they let through", () => {
    const when = (operator: string, ...values: string[]) =>
      statement({ ...read, Condition: { [operator]: { "aws:SourceAccount": values } } });
    expect(covers(when("StringEquals", "1", "2"), when("StringEquals", "1"))).toBe(true);
    expect(covers(when("StringEquals", "1"), when("StringEquals", "1", "2"))).toBe(false);
    expect(covers(when("StringNotEquals", "1"), when("StringNotEquals", "1", "2"))).toBe(true);
    expect(covers(when("StringNotEquals", "1", "2"), when("StringNotEquals", "1"))).toBe(false);
    expect(covers(when("StringLike", "a*"), when("StringLike", "ab*"))).toBe(true);
    expect(covers(when("StringEquals", "1"), statement(read))).toBe(false);
  });

  it("compares what is excluded", () => {
    const but = (...actions: string[]) => statement({ NotAction: actions, Resource: "*" });
    expect(covers(but("iam:*"), but("iam:*", "s3:*"))).toBe(true);
    expect(covers(but("iam:*", "s3:*"), but("iam:*"))).toBe(false);
    expect(covers(but("iam:*"), statement({ Action: "s3:GetObject", Resource: "*" }))).toBe(true);
    expect(covers(but("iam:*"), statement({ Action: "iam:PassRole", Resource: "*" }))).toBe(false);
    expect(covers(but("iam:*"), statement({ Action: "i*", Resource: "*" }))).toBe(false);
    expect(covers(statement({ Action: "*", Resource: "*" }), but("iam:*"))).toBe(true);
  });
});
