import { AwsAccount } from "../../../constructs/account";
import { CreationTemplateRole } from "../../../constructs/registry/creation-template-role";
import { synth } from "../../support/synth";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/0000";

function build(keyArn?: string) {
  return synth((stack) => {
    new CreationTemplateRole(stack, "Role", {
      prefixes: ["k8s", "quay"],
      keyArn,
      account: AwsAccount.of(stack),
    });
  });
}

describe("CreationTemplateRole", () => {
  it("can be assumed by ECR only", () => {
    expect(JSON.parse(build().one("aws_iam_role").assume_role_policy).Statement).toEqual([
      { Effect: "Allow", Principal: { Service: "ecr.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
  });

  it("makes repositories below its prefixes and nowhere else", () => {
    const { policy } = build().one("aws_iam_role_policy");
    expect(policy).toContain(":repository/k8s/*");
    expect(policy).toContain(":repository/quay/*");
    expect(policy).not.toContain('"Resource":"*"');
    expect(policy).not.toContain("kms:");
  });

  it("hands the registry's key to ECR where there is one", () => {
    const { policy } = build(KEY).one("aws_iam_role_policy");
    expect(policy).toContain(`["kms:CreateGrant","kms:DescribeKey","kms:RetireGrant"],"Resource":"${KEY}"`);
  });
});
