import * as fc from "fast-check";
import type { ManagedSecretProps } from "../../../../constructs/secrets";
import { resolveManagedSecret } from "../../../../constructs/secrets/aws/managed-secret-config";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const lambdaArn = "arn:aws:lambda:eu-central-1:111122223333:function:rotate";

function codesOf(props: Partial<ManagedSecretProps>) {
  const problems = new Problems();
  resolveManagedSecret({ name: "prod/users", rotation: { lambdaArn }, ...props }, problems);
  return codes(problems.all);
}

describe("resolveManagedSecret", () => {
  it("replaces every 90 days and keeps what was deleted for 30", () => {
    const problems = new Problems();
    expect(resolveManagedSecret({ name: "prod/users", rotation: { lambdaArn } }, problems)).toMatchObject({
      recoveryWindowDays: 30,
      rotation: { everyDays: 90, rotateImmediately: true, allowInvoke: true },
      readers: [],
    });
    expect(problems.all).toEqual([]);
  });

  it("takes 1 to 90 days and nothing else", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), (everyDays) => {
        const expected =
          everyDays > 90
            ? ["rotation.everyDays rotation-too-slow"]
            : everyDays < 1
              ? ["rotation.everyDays out-of-range"]
              : [];
        expect(codesOf({ rotation: { lambdaArn, everyDays } })).toEqual(expected);
      }),
    );
    expect(codesOf({ rotation: { lambdaArn, everyDays: 1.5 } })).toEqual(["rotation.everyDays out-of-range"]);
    expect(codesOf({ rotation: { lambdaArn, everyDays: 90.5 } })).toEqual([
      "rotation.everyDays out-of-range",
    ]);
  });

  it("reports every problem at its prop", () => {
    expect(
      codesOf({
        name: "prod users",
        keyArn: "alias/x",
        recoveryWindowDays: 0,
        rotation: { lambdaArn: "rotate" },
      }),
    ).toEqual([
      "name invalid-secret-name",
      "keyArn invalid-key-arn",
      "recoveryWindowDays out-of-range",
      "rotation.lambdaArn invalid-arn",
    ]);
    expect(codesOf({ name: "prod:users" })).toEqual(["name invalid-secret-name"]);
    expect(codesOf({ name: "prod/users-secret" })).toEqual(["name ambiguous-secret-name"]);
    expect(codesOf({ name: "AKIAIOSFODNN7EXAMPLE" })).toEqual(["name literal-secret"]);
    expect(codesOf({ rotation: "elsewhere" })).toEqual([]);
  });
});
