import { Token } from "cdktf";
import {
  checkStackNames,
  readStateStatements,
  STATE_SIDS,
  stateBucketArn,
  writeStateStatements,
} from "../../../constructs/ci/state-backend-access";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const ACCESS = { bucketName: "states", keyArn: "arn:aws:kms:eu-central-1:111122223333:key/abc" };

describe("access to states", () => {
  it("reads the named states and nothing beside them", () => {
    expect(readStateStatements(ACCESS, "aws", ["staging", "production"])).toEqual([
      { sid: "ListStates", actions: ["s3:ListBucket"], resources: ["arn:aws:s3:::states"] },
      {
        sid: "ReadState",
        actions: ["s3:GetObject"],
        resources: [
          "arn:aws:s3:::states/staging/terraform.tfstate",
          "arn:aws:s3:::states/production/terraform.tfstate",
        ],
      },
      { sid: "UseStateKey", actions: ["kms:Decrypt"], resources: [ACCESS.keyArn] },
    ]);
  });

  it("writes a state, makes and removes its lock, and never deletes the state", () => {
    expect(writeStateStatements(ACCESS, "aws-cn", ["preview-*"])).toEqual([
      { sid: "ListStates", actions: ["s3:ListBucket"], resources: ["arn:aws-cn:s3:::states"] },
      {
        sid: "WriteState",
        actions: ["s3:GetObject", "s3:PutObject"],
        resources: ["arn:aws-cn:s3:::states/preview-*/terraform.tfstate"],
      },
      {
        sid: "LockState",
        actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
        resources: ["arn:aws-cn:s3:::states/preview-*/terraform.tfstate.tflock"],
      },
      { sid: "UseStateKey", actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [ACCESS.keyArn] },
    ]);
  });

  it("asks for no key where S3 has its own", () => {
    const sids = readStateStatements({ bucketName: "states" }, "aws", ["a"]).map(({ sid }) => sid);
    expect(sids).toEqual(["ListStates", "ReadState"]);
    expect(stateBucketArn({ bucketName: "states" }, "aws")).toBe("arn:aws:s3:::states");
  });

  it("tells all its sids", () => {
    const all = [...readStateStatements(ACCESS, "aws", ["a"]), ...writeStateStatements(ACCESS, "aws", ["a"])];
    expect(new Set(all.map(({ sid }) => sid))).toEqual(new Set(STATE_SIDS));
  });
});

describe("checkStackNames", () => {
  function check(names: readonly string[], wildcards: "allowed" | "refused") {
    const problems = new Problems();
    checkStackNames(names, wildcards, problems.at("stacks"));
    return codes(problems.all);
  }

  it("takes names of stacks, and a beginning of names where that is allowed", () => {
    expect(check(["staging", "isa_2"], "refused")).toEqual([]);
    expect(check(["preview-*"], "allowed")).toEqual([]);
    expect(check(["preview-*"], "refused")).toEqual(["stacks[0] wildcard-stack"]);
  });

  it.each(["*", "", "a/b", "a*b", "**", "a?", "../x", "a b"])("refuses %j", (name) => {
    expect(check([name], "allowed")).toEqual(["stacks[0] invalid-stack-name"]);
  });

  it("refuses a name known later", () => {
    expect(check([Token.asString({ x: 1 })], "allowed")).toEqual(["stacks[0] name-not-known"]);
  });
});
