import {
  encryptionConfiguration,
  type RepositorySettings,
  repositoryPolicyStatements,
  resolveRepositorySettings,
  tagMutability,
} from "../../../constructs/registry/repository-settings";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function resolved(settings: RepositorySettings, shared?: RepositorySettings) {
  const problems = new Problems();
  const base = shared && resolveRepositorySettings(shared, problems);
  const result = resolveRepositorySettings(settings, problems, base);
  expect(problems.all).toEqual([]);
  return result;
}

function problemsOf(settings: RepositorySettings): string[] {
  const problems = new Problems();
  resolveRepositorySettings(settings, problems);
  return codes(problems.all);
}

describe("resolveRepositorySettings", () => {
  it("starts from immutable tags, scans, an expiry of untagged images and no access for others", () => {
    const settings = resolved({});
    expect(settings).toMatchObject({
      mutableTags: [],
      scanOnPush: true,
      pullAccounts: [],
      pushRoles: [],
      forceDelete: false,
    });
    expect(settings.lifecycle.map((rule) => rule.selection.tagStatus)).toEqual(["untagged"]);
    expect(settings.tags).toBeUndefined();
  });

  it("switches each default off", () => {
    expect(
      resolved({ mutableTags: "all", scanOnPush: false, lifecycle: "none", forceDelete: true }),
    ).toMatchObject({ mutableTags: "all", scanOnPush: false, lifecycle: [], forceDelete: true });
  });

  it("takes what is not given from the shared settings", () => {
    const shared: RepositorySettings = {
      mutableTags: ["latest"],
      scanOnPush: false,
      lifecycle: { untaggedExpiryDays: 3 },
      pullAccounts: ["111122223333"],
      pushRoles: ["arn:aws:iam::111122223333:role/build"],
      forceDelete: true,
      tags: { team: "platform" },
    };
    expect(resolved({}, shared)).toEqual(resolved(shared));
  });

  it("replaces a shared setting whole, and merges tags", () => {
    const settings = resolved(
      { mutableTags: [], lifecycle: { maxImages: 9 }, pullAccounts: [], tags: { tier: "1" } },
      {
        mutableTags: ["latest"],
        lifecycle: { untaggedExpiryDays: 3 },
        pullAccounts: ["111122223333"],
        tags: { team: "a" },
      },
    );
    expect(settings.mutableTags).toEqual([]);
    expect(settings.pullAccounts).toEqual([]);
    expect(settings.tags).toEqual({ team: "a", tier: "1" });
    expect(settings.lifecycle.map((rule) => rule.limit)).toEqual([{ olderThanDays: 7 }, { count: 9 }]);
  });

  it("brings the lifecycle back where the shared settings have none", () => {
    expect(resolved({ lifecycle: {} }, { lifecycle: "none" }).lifecycle).toHaveLength(1);
  });

  it("fails on more than five mutable patterns", () => {
    expect(problemsOf({ mutableTags: ["a", "b", "c", "d", "e", "f"] })).toEqual([
      "mutableTags too-many-mutable-tags",
    ]);
  });

  it("fails on bad mutable patterns", () => {
    expect(problemsOf({ mutableTags: ["a/b", "a*b*c*", "*"] })).toEqual([
      "mutableTags[0] invalid-tag-pattern",
      "mutableTags[1] too-many-wildcards",
      "mutableTags[2] everything-mutable",
    ]);
  });

  it.each(["12345678901", "1234567890123", "*", "arn:aws:iam::111122223333:root", ""])(
    "fails on the account %j",
    (account) => {
      expect(problemsOf({ pullAccounts: [account] })).toEqual(["pullAccounts[0] invalid-account"]);
    },
  );

  it("fails on an account listed twice", () => {
    expect(problemsOf({ pullAccounts: ["111122223333", "111122223333"] })).toEqual([
      "pullAccounts[1] duplicate-account",
    ]);
  });

  it.each([
    "*",
    "arn:aws:iam::111122223333:root",
    "arn:aws:iam::111122223333:role/*",
    "arn:aws:iam::111122223333:user/me",
  ])("fails when %j should push", (role) => {
    expect(problemsOf({ pushRoles: [role] })).toEqual(["pushRoles[0] invalid-role-arn"]);
  });

  it("fails on tags AWS refuses and on a bad lifecycle, under their own paths", () => {
    expect(problemsOf({ tags: { "aws:x": "1" }, lifecycle: { maxImages: 0 } })).toEqual([
      'tags["aws:x"] invalid-tag-key',
      "lifecycle.maxImages out-of-range",
    ]);
  });

  it("does not look into tokens", () => {
    const token = "${TfToken[TOKEN.1]}";
    expect(problemsOf({ pullAccounts: [token], pushRoles: [token], mutableTags: [token] })).toEqual([]);
  });
});

describe("repositoryPolicyStatements", () => {
  it("is empty where nobody else may", () => {
    expect(repositoryPolicyStatements({ pullAccounts: [], pushRoles: [] }, "aws")).toEqual([]);
  });

  it("lets accounts pull by their exact root principal", () => {
    expect(
      repositoryPolicyStatements({ pullAccounts: ["111122223333", "444455556666"], pushRoles: [] }, "aws"),
    ).toEqual([
      {
        sid: "PullFromAccounts",
        principals: { AWS: ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root"] },
        actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      },
    ]);
  });

  it("lets roles push without any action beyond pushing and pulling", () => {
    const role = "arn:aws:iam::111122223333:role/build";
    const [statement] = repositoryPolicyStatements({ pullAccounts: [], pushRoles: [role] }, "aws");
    expect(statement?.principals).toEqual({ AWS: [role] });
    expect([...(statement?.actions ?? [])].sort()).toEqual([
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:CompleteLayerUpload",
      "ecr:GetDownloadUrlForLayer",
      "ecr:InitiateLayerUpload",
      "ecr:PutImage",
      "ecr:UploadLayerPart",
    ]);
  });
});

describe("tagMutability", () => {
  it("is immutable, immutable with exceptions, or mutable", () => {
    expect(tagMutability([])).toEqual({ imageTagMutability: "IMMUTABLE" });
    expect(tagMutability(["latest"])).toEqual({
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilter: [{ filter: "latest", filterType: "WILDCARD" }],
    });
    expect(tagMutability("all")).toEqual({ imageTagMutability: "MUTABLE" });
  });
});

describe("encryptionConfiguration", () => {
  it("uses the key, or S3's where there is none", () => {
    expect(encryptionConfiguration("arn")).toEqual([{ encryptionType: "KMS", kmsKey: "arn" }]);
    expect(encryptionConfiguration(undefined)).toEqual([{ encryptionType: "AES256" }]);
  });
});
