import type { Problems } from "../../lib/core/errors";
import type { PolicyStatement } from "../../lib/core/policy";
import { checkTags, mergeTags, type Tags } from "../../lib/core/tags";
import { ifKnown, isToken } from "../../lib/core/tokens";
import { type LifecycleProps, resolveLifecycle } from "./lifecycle";
import type { ResolvedLifecycleRule } from "./lifecycle-rules";
import { checkTagPattern, MUTABLE_TAG_PATTERN } from "./tag-patterns";

/** What repositories have in common, and what one of them may have otherwise. */
export interface RepositorySettings {
  /**
   * Tags that may be pushed again, as tags or patterns (`latest`, `buildcache-*`): at most 5, each with at most 2
   * wildcards. `"all"` makes every tag mutable.
   * @default none: a tag, once pushed, stands for one image for ever
   */
  readonly mutableTags?: readonly string[] | "all";
  /**
   * Scans an image for known vulnerabilities when it is pushed. Where the account's registry scanning
   * configuration has rules of its own, those decide.
   * @default true
   */
  readonly scanOnPush?: boolean;
  /** Which images expire; `"none"` keeps everything. @default untagged images expire after 7 days */
  readonly lifecycle?: LifecycleProps | "none";
  /** Ids of the AWS accounts that may pull, 12 digits each. @default the own account only */
  readonly pullAccounts?: readonly string[];
  /** ARNs of IAM roles that may push and pull, in any account. @default those the own account's IAM allows */
  readonly pushRoles?: readonly string[];
  /** `true` deletes a repository even with images in it: for throw-away environments. @default false */
  readonly forceDelete?: boolean;
  /** Added to those of the provider. @default none */
  readonly tags?: Tags;
}

/** Settings with every default filled in. */
export interface ResolvedRepositorySettings {
  readonly mutableTags: readonly string[] | "all";
  readonly scanOnPush: boolean;
  /** Empty where nothing expires. */
  readonly lifecycle: readonly ResolvedLifecycleRule[];
  readonly pullAccounts: readonly string[];
  readonly pushRoles: readonly string[];
  readonly forceDelete: boolean;
  readonly tags: Record<string, string> | undefined;
}

/** ECR API reference, PutImageTagMutability. */
const MAX_MUTABLE_TAGS = 5;

/** What pulling an image takes. Source: "IAM permissions for pulling an image", ECR user guide. */
export const PULL_ACTIONS = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:GetDownloadUrlForLayer",
] as const;

/** What pushing an image takes beyond pulling. Source: "IAM permissions for pushing an image", ECR user guide. */
export const PUSH_ACTIONS = [
  "ecr:CompleteLayerUpload",
  "ecr:InitiateLayerUpload",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
] as const;

/**
 * Fills what `settings` leaves open from `shared` (or, without it, from the safe defaults) and reports every
 * problem. A given member replaces the shared one whole; tags are merged.
 *
 * Codes: `too-many-mutable-tags`, `everything-mutable`, `invalid-tag-pattern`, `too-many-wildcards`,
 * `invalid-account`, `duplicate-account`, `invalid-role-arn`, and those of `resolveLifecycle` and `checkTags`.
 */
export function resolveRepositorySettings(
  settings: RepositorySettings,
  problems: Problems,
  shared?: ResolvedRepositorySettings,
): ResolvedRepositorySettings {
  checkMutableTags(settings.mutableTags, problems.at("mutableTags"));
  checkPullAccounts(settings.pullAccounts ?? [], problems.at("pullAccounts"));
  checkPushRoles(settings.pushRoles ?? [], problems.at("pushRoles"));
  checkTags(problems, "tags", settings.tags);
  return {
    mutableTags: settings.mutableTags ?? shared?.mutableTags ?? [],
    scanOnPush: settings.scanOnPush ?? shared?.scanOnPush ?? true,
    lifecycle: lifecycleOf(settings, problems, shared),
    pullAccounts: settings.pullAccounts ?? shared?.pullAccounts ?? [],
    pushRoles: settings.pushRoles ?? shared?.pushRoles ?? [],
    forceDelete: settings.forceDelete ?? shared?.forceDelete ?? false,
    tags: mergeTags(shared?.tags, settings.tags),
  };
}

/** Who may use a repository beside the own account's IAM. Empty where nobody may. Never a public principal. */
export function repositoryPolicyStatements(
  settings: Pick<ResolvedRepositorySettings, "pullAccounts" | "pushRoles">,
  partition: string,
): PolicyStatement[] {
  const statements: PolicyStatement[] = [];
  if (settings.pullAccounts.length > 0) {
    statements.push({
      sid: "PullFromAccounts",
      principals: { AWS: settings.pullAccounts.map((id) => `arn:${partition}:iam::${id}:root`) },
      actions: PULL_ACTIONS,
    });
  }
  if (settings.pushRoles.length > 0) {
    statements.push({
      sid: "PushFromRoles",
      principals: { AWS: settings.pushRoles },
      actions: [...PULL_ACTIONS, ...PUSH_ACTIONS],
    });
  }
  return statements;
}

/** The tag mutability arguments that repositories and creation templates share. */
export function tagMutability(mutableTags: readonly string[] | "all") {
  if (mutableTags === "all") {
    return { imageTagMutability: "MUTABLE" };
  }
  return mutableTags.length === 0
    ? { imageTagMutability: "IMMUTABLE" }
    : {
        imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
        imageTagMutabilityExclusionFilter: mutableTags.map((filter) => ({ filter, filterType: "WILDCARD" })),
      };
}

/** The encryption arguments that repositories and creation templates share. */
export function encryptionConfiguration(keyArn: string | undefined) {
  return [keyArn === undefined ? { encryptionType: "AES256" } : { encryptionType: "KMS", kmsKey: keyArn }];
}

function lifecycleOf(
  settings: RepositorySettings,
  problems: Problems,
  shared: ResolvedRepositorySettings | undefined,
): readonly ResolvedLifecycleRule[] {
  if (settings.lifecycle === "none") {
    return [];
  }
  return settings.lifecycle === undefined && shared !== undefined
    ? shared.lifecycle
    : resolveLifecycle(settings.lifecycle ?? {}, problems.at("lifecycle"));
}

function checkMutableTags(mutableTags: RepositorySettings["mutableTags"], problems: Problems): void {
  if (mutableTags === undefined || mutableTags === "all") {
    return;
  }
  problems.addIf(mutableTags.length > MAX_MUTABLE_TAGS, {
    prop: "",
    code: "too-many-mutable-tags",
    rule: `ECR takes ${MAX_MUTABLE_TAGS} exceptions from immutable tags`,
    value: mutableTags.length,
    fix: "use wider patterns",
  });
  mutableTags.forEach((pattern, index) => {
    checkTagPattern(problems, `[${index}]`, pattern, MUTABLE_TAG_PATTERN);
    problems.addIf(/^\*+$/.test(pattern), {
      prop: `[${index}]`,
      code: "everything-mutable",
      rule: "this pattern makes every tag mutable",
      value: pattern,
      fix: 'write mutableTags: "all" where that is meant',
    });
  });
}

function checkPullAccounts(accounts: readonly string[], problems: Problems): void {
  accounts.forEach((account, index) => {
    problems.addIf(!isToken(account) && !/^\d{12}$/.test(account), {
      prop: `[${index}]`,
      code: "invalid-account",
      rule: "the id of an AWS account has 12 digits",
      value: account,
      fix: "write the bare account id, in quotes",
    });
    problems.addIf(accounts.indexOf(account) < index, {
      prop: `[${index}]`,
      code: "duplicate-account",
      rule: "this account is listed already",
      value: account,
      fix: "remove one of them",
    });
  });
}

function checkPushRoles(roles: readonly string[], problems: Problems): void {
  roles.forEach((role, index) => {
    ifKnown(role, (known) => {
      problems.addIf(!/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(known), {
        prop: `[${index}]`,
        code: "invalid-role-arn",
        rule: "only whole ARNs of IAM roles may push, without wildcards",
        value: known,
        fix: "write it like arn:aws:iam::111122223333:role/build",
      });
    });
  });
}
