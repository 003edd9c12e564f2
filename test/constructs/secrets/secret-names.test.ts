import { Lazy } from "cdktf";
import * as fc from "fast-check";
import { checkSecretName, isReadable, nameInArn } from "../../../constructs/secrets/secret-names";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const token = Lazy.stringValue({ produce: () => "later" });
const name = fc.stringMatching(/^[a-z0-9/_.-]{1,30}$/);

function problemsWith(text: string) {
  const problems = new Problems();
  checkSecretName(problems, "key", text);
  return problems.all;
}

describe("checkSecretName", () => {
  it.each([
    "prod/users",
    "/prod/users",
    "projects/1/secrets/x",
    "arn:aws:secretsmanager:eu-central-1:111122223333:secret:a-AbCdEf",
    token,
  ])("takes %s", (text) => expect(problemsWith(text)).toEqual([]));

  it.each(["", "a b", "a\nb", "x".repeat(2049)])("refuses %j", (text) => {
    expect(codes(problemsWith(text))).toEqual(["key invalid-secret-name"]);
  });

  it.each([
    "ghp_0123456789abcdefghijABCDEFGHIJ012345",
    "AKIAIOSFODNN7EXAMPLE",
    "postgres://app:hunter2@db/users",
    "-----BEGIN PRIVATE KEY-----",
  ])("takes %s for a secret in the wrong place and does not repeat it", (text) => {
    const problems = problemsWith(text);
    expect(codes(problems)).toEqual(["key literal-secret"]);
    expect(JSON.stringify(problems)).not.toContain(text);
  });
});

describe("isReadable", () => {
  it("finds every name by itself, by its beginning, and by its ARN", () => {
    fc.assert(
      fc.property(name, name, (folder, rest) => {
        const whole = `${folder}${rest}`;
        const arn = `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${whole}-AbCdEf`;
        expect(isReadable(whole, [whole])).toBe(true);
        expect(isReadable(whole, ["nothing-like-it", `${folder}*`])).toBe(true);
        expect(isReadable(whole, [arn])).toBe(true);
        expect(isReadable(arn, [whole])).toBe(true);
      }),
    );
  });

  it("takes everything but the star literally", () => {
    expect(isReadable("prodXusers", ["prod.users"])).toBe(false);
    expect(isReadable("staging/prod/users", ["prod/*"])).toBe(false);
    expect(isReadable("prod/users2", ["prod/users"])).toBe(false);
    expect(isReadable("prod/a/db", ["prod/*/db"])).toBe(true);
  });

  it("lets pass what is known only after apply", () => {
    expect(isReadable(token, ["prod/*"])).toBe(true);
    expect(isReadable("anything", [token])).toBe(true);
  });
});

describe("nameInArn", () => {
  it.each([
    ["arn:aws:ssm:eu-central-1:111122223333:parameter/prod/users", "prod/users"],
    ["/prod/users", "prod/users"],
    ["arn:aws-cn:secretsmanager:cn-north-1:111122223333:secret:prod/users-??????", "prod/users"],
    ["arn:aws:s3:::bucket", "arn:aws:s3:::bucket"],
  ])("reads %s as %s", (arn, expected) => expect(nameInArn(arn)).toBe(expected));
});
