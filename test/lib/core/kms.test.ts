import { Lazy } from "cdktf";
import { Problems } from "../../../lib/core/errors";
import { checkKeyArn, delegateToAccount, encryptLogGroup } from "../../../lib/core/kms";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1111-2222";

describe("key policy statements", () => {
  it("leave the key to its own account and to no other principal", () => {
    expect(delegateToAccount("aws-cn", "111122223333").principals).toEqual({
      AWS: ["arn:aws-cn:iam::111122223333:root"],
    });
  });

  it("let CloudWatch Logs use the key for one log group of one region only", () => {
    const statement = encryptLogGroup({
      partition: "aws",
      dnsSuffix: "amazonaws.com",
      region: "eu-central-1",
      accountId: "111122223333",
      logGroupName: "/aws/eks/shop/cluster",
    });
    expect(statement.principals).toEqual({ Service: ["logs.eu-central-1.amazonaws.com"] });
    expect(statement.conditions).toEqual({
      ArnEquals: {
        "kms:EncryptionContext:aws:logs:arn": [
          "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/eks/shop/cluster",
        ],
      },
    });
    expect(statement.actions.filter((action) => action.includes("*"))).toEqual([]);
  });
});

describe("checkKeyArn", () => {
  function found(arn: string | undefined, region?: string): string[] {
    const problems = new Problems();
    checkKeyArn(problems, "keyArn", arn, region);
    return problems.all.map(({ prop, code }) => `${prop} ${code}`);
  }

  it("accepts the ARN of a key, nothing, and what is not known yet", () => {
    const later = Lazy.stringValue({ produce: () => "later" });
    expect(
      [found(KEY), found(KEY, "eu-central-1"), found(KEY, later), found(undefined), found(later)].flat(),
    ).toEqual([]);
  });

  it.each(["1111-2222", "alias/shop", "arn:aws:kms:eu-central-1:111122223333:alias/shop", `${KEY} `])(
    "fails on %j",
    (arn) => {
      expect(found(arn)).toEqual(["keyArn invalid-key-arn"]);
    },
  );

  it("fails on a key of another region where one is asked for", () => {
    expect(found(KEY, "us-east-1")).toEqual(["keyArn invalid-key-arn"]);
  });
});
