import { AwsAccount } from "../../../constructs/account";
import {
  CreationTemplate,
  type CreationTemplateProps,
  resolveCreationTemplates,
} from "../../../constructs/registry/creation-template";
import { CreationTemplateRole } from "../../../constructs/registry/creation-template-role";
import {
  type RepositorySettings,
  resolveRepositorySettings,
} from "../../../constructs/registry/repository-settings";
import { Problems } from "../../../lib/core/errors";
import { codes, synth } from "../../support/synth";

function resolve(templates: Record<string, CreationTemplateProps>, shared: RepositorySettings = {}) {
  const problems = new Problems();
  const base = resolveRepositorySettings(shared, problems);
  return {
    templates: resolveCreationTemplates(templates, base, problems.at("creationTemplates")),
    codes: codes(problems.all),
  };
}

function build(template: CreationTemplateProps, withRole = false) {
  return synth((stack) => {
    const account = AwsAccount.of(stack);
    const role = withRole
      ? new CreationTemplateRole(stack, "Role", { prefixes: ["team"], account })
      : undefined;
    for (const resolved of resolve({ team: template }).templates) {
      new CreationTemplate(stack, resolved.prefix, { template: resolved, role, account });
    }
  });
}

describe("resolveCreationTemplates", () => {
  it("starts from the shared settings", () => {
    const { templates, codes: found } = resolve(
      { ROOT: { appliedFor: ["replication"], mutableTags: [] } },
      { mutableTags: ["latest"], pullAccounts: ["111122223333"] },
    );
    expect(found).toEqual([]);
    expect(templates[0]?.settings).toMatchObject({ mutableTags: [], pullAccounts: ["111122223333"] });
  });

  it.each(["x", "team/", "Team", "a//b"])("fails on the prefix %j", (prefix) => {
    expect(resolve({ [prefix]: { appliedFor: ["replication"] } }).codes[0]).toMatch(
      / invalid-template-prefix$/,
    );
  });

  it("fails without a reason, and on an unknown one", () => {
    expect(resolve({ team: { appliedFor: [] } }).codes).toEqual([
      "creationTemplates.team.appliedFor no-creation-reason",
    ]);
    expect(resolve({ team: { appliedFor: ["PUSH" as "replication"] } }).codes).toEqual([
      "creationTemplates.team.appliedFor[0] unknown-creation-reason",
    ]);
  });

  it("fails on bad settings under the template's path", () => {
    expect(resolve({ team: { appliedFor: ["replication"], pullAccounts: ["1"] } }).codes).toEqual([
      "creationTemplates.team.pullAccounts[0] invalid-account",
    ]);
  });
});

describe("CreationTemplate", () => {
  it("carries the same protection as a repository of the registry", () => {
    const template = build({
      appliedFor: ["pull-through-cache", "replication", "create-on-push"],
      pullAccounts: ["111122223333"],
    }).one("aws_ecr_repository_creation_template");
    expect(template).toMatchObject({
      prefix: "team",
      applied_for: ["PULL_THROUGH_CACHE", "REPLICATION", "CREATE_ON_PUSH"],
      image_tag_mutability: "IMMUTABLE",
      encryption_configuration: [{ encryption_type: "AES256" }],
    });
    expect(JSON.parse(template.lifecycle_policy).rules).toHaveLength(1);
    expect(template.repository_policy).toContain(":iam::111122223333:root");
  });

  it("leaves out policies that would be empty", () => {
    const template = build({ appliedFor: ["replication"], lifecycle: "none" }).one(
      "aws_ecr_repository_creation_template",
    );
    expect(template.lifecycle_policy).toBeUndefined();
    expect(template.repository_policy).toBeUndefined();
    expect(template.custom_role_arn).toBeUndefined();
    expect(template.depends_on).toBeUndefined();
  });

  it("waits for the permissions of its role", () => {
    const template = build({ appliedFor: ["replication"], tags: { team: "a" } }, true).one(
      "aws_ecr_repository_creation_template",
    );
    expect(template.custom_role_arn).toContain("aws_iam_role.");
    expect(template.depends_on).toEqual([expect.stringContaining("aws_iam_role_policy.")]);
    expect(template.resource_tags).toEqual({ team: "a" });
  });
});
