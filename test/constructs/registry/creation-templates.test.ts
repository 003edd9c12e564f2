import { AwsAccount } from "../../../constructs/account";
import { resolveCreationTemplates } from "../../../constructs/registry/creation-template";
import { CreationTemplates } from "../../../constructs/registry/creation-templates";
import { resolveRepositorySettings } from "../../../constructs/registry/repository-settings";
import { Problems } from "../../../lib/core/errors";
import { synth } from "../../support/synth";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/0000";

function build(keyArn?: string) {
  return synth((stack) => {
    const problems = new Problems();
    const templates = resolveCreationTemplates(
      {
        plain: { appliedFor: ["replication"] },
        tagged: { appliedFor: ["replication"], tags: { team: "a" } },
      },
      resolveRepositorySettings({}, problems),
      problems,
    );
    new CreationTemplates(stack, "CreationTemplates", {
      templates,
      keyArn,
      account: AwsAccount.of(stack),
    });
  });
}

describe("CreationTemplates", () => {
  it("gives the role to the templates that need it, and to those alone", () => {
    const result = build();
    expect(result.one("aws_ecr_repository_creation_template", "plain").custom_role_arn).toBeUndefined();
    expect(result.one("aws_ecr_repository_creation_template", "tagged").custom_role_arn).toContain(
      "aws_iam_role.",
    );
    const { policy } = result.one("aws_iam_role_policy");
    expect(policy).toContain(":repository/tagged/*");
    expect(policy).not.toContain(":repository/plain/*");
  });

  it("gives the role to all of them where there is a key", () => {
    const result = build(KEY);
    const templates = Object.values(result.all("aws_ecr_repository_creation_template"));
    expect(templates.map((template) => template.custom_role_arn)).toEqual([
      expect.stringContaining("aws_iam_role."),
      expect.stringContaining("aws_iam_role."),
    ]);
    expect(result.one("aws_iam_role_policy").policy).toContain(KEY);
  });
});
