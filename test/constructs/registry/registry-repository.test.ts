import { AwsAccount } from "../../../constructs/account";
import { RegistryRepository } from "../../../constructs/registry/registry-repository";
import {
  type RepositorySettings,
  resolveRepositorySettings,
} from "../../../constructs/registry/repository-settings";
import { Problems } from "../../../lib/core/errors";
import { synth } from "../../support/synth";

function build(settings: RepositorySettings, keyArn?: string) {
  return synth((stack) => {
    new RegistryRepository(stack, "Repository", {
      repositoryName: "platform/api",
      settings: resolveRepositorySettings(settings, new Problems()),
      keyArn,
      account: AwsAccount.of(stack),
    });
  });
}

describe("RegistryRepository", () => {
  it("is immutable, scanned, and not deleted while it holds images", () => {
    expect(build({}).one("aws_ecr_repository")).toMatchObject({
      name: "platform/api",
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: { scan_on_push: true },
      force_delete: false,
    });
  });

  it("follows the switches", () => {
    expect(
      build({ mutableTags: "all", scanOnPush: false, forceDelete: true }).one("aws_ecr_repository"),
    ).toMatchObject({
      image_tag_mutability: "MUTABLE",
      image_scanning_configuration: { scan_on_push: false },
      force_delete: true,
    });
  });

  it("leaves single tags mutable", () => {
    expect(build({ mutableTags: ["latest", "buildcache-*"] }).one("aws_ecr_repository")).toMatchObject({
      image_tag_mutability: "IMMUTABLE_WITH_EXCLUSION",
      image_tag_mutability_exclusion_filter: [
        { filter: "latest", filter_type: "WILDCARD" },
        { filter: "buildcache-*", filter_type: "WILDCARD" },
      ],
    });
  });

  it("encrypts with the key it is given", () => {
    const key = "arn:aws:kms:eu-central-1:111122223333:key/0000";
    expect(build({}, key).one("aws_ecr_repository").encryption_configuration).toEqual([
      { encryption_type: "KMS", kms_key: key },
    ]);
    expect(build({}).one("aws_ecr_repository").encryption_configuration).toEqual([
      { encryption_type: "AES256" },
    ]);
  });

  it("has a lifecycle policy unless nothing expires", () => {
    expect(JSON.parse(build({}).one("aws_ecr_lifecycle_policy").policy).rules).toHaveLength(1);
    expect(build({ lifecycle: "none" }).all("aws_ecr_lifecycle_policy")).toEqual({});
  });

  it("has a repository policy only where others may use it, and never a public one", () => {
    expect(build({}).all("aws_ecr_repository_policy")).toEqual({});
    const { policy } = build({ pullAccounts: ["111122223333"] }).one("aws_ecr_repository_policy");
    expect(policy).toContain(":iam::111122223333:root");
    expect(policy).not.toContain('"*"');
    expect(policy).not.toContain("ecr:PutImage");
  });

  it("carries tags, and no empty tags", () => {
    expect(build({ tags: { team: "a" } }).one("aws_ecr_repository").tags).toEqual({ team: "a" });
    expect(build({}).one("aws_ecr_repository").tags).toBeUndefined();
  });
});
