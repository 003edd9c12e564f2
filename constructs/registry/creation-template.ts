import { EcrRepositoryCreationTemplate } from "@cdktf/provider-aws/lib/ecr-repository-creation-template";
import { Construct } from "constructs";
import { checkKnown, type Problems } from "../../lib/core/errors";
import { policyDocument } from "../../lib/core/policy";
import { ifKnown } from "../../lib/core/tokens";
import type { AwsAccount } from "../account/aws-account";
import type { CreationTemplateRole } from "./creation-template-role";
import { lifecyclePolicy } from "./lifecycle-rules";
import {
  encryptionConfiguration,
  type RepositorySettings,
  type ResolvedRepositorySettings,
  repositoryPolicyStatements,
  resolveRepositorySettings,
  tagMutability,
} from "./repository-settings";

const APPLIED_FOR = {
  "pull-through-cache": "PULL_THROUGH_CACHE",
  replication: "REPLICATION",
  "create-on-push": "CREATE_ON_PUSH",
} as const;

/** Why ECR makes a repository by itself. `create-on-push` needs an AWS provider newer than 6.25. */
export type CreationReason = keyof typeof APPLIED_FOR;

/** Settings a creation template can carry. ECR has no scanning and no forced deletion in a template. */
export interface CreationTemplateProps extends Omit<RepositorySettings, "scanOnPush" | "forceDelete"> {
  /** When the template is used, at least one of `pull-through-cache`, `replication`, `create-on-push`. */
  readonly appliedFor: readonly CreationReason[];
}

/** A template with everything filled in. */
export interface ResolvedCreationTemplate {
  /** Namespace of the repositories, or `ROOT` for every one without another template. The construct's id. */
  readonly prefix: string;
  readonly appliedFor: readonly CreationReason[];
  readonly settings: ResolvedRepositorySettings;
}

export interface CreationTemplateConstructProps {
  readonly template: ResolvedCreationTemplate;
  /** KMS key of the images. @default encrypted with a key of S3 (AES256) */
  readonly keyArn?: string;
  /** What ECR acts as; without one it uses its service-linked role, which can neither tag nor use a key. */
  readonly role?: CreationTemplateRole;
  /** Partition the principals of the repository policy are in. */
  readonly account: AwsAccount;
}

/** The settings of repositories ECR makes by itself below a prefix. Those that exist already keep theirs. */
export class CreationTemplate extends Construct {
  /** The aws_ecr_repository_creation_template, for overrides that no prop covers. */
  readonly resource: EcrRepositoryCreationTemplate;

  constructor(scope: Construct, id: string, props: CreationTemplateConstructProps) {
    super(scope, id);
    const { prefix, appliedFor, settings } = props.template;
    const statements =
      settings.pullAccounts.length > 0 || settings.pushRoles.length > 0
        ? repositoryPolicyStatements(settings, props.account.partition)
        : [];
    this.resource = new EcrRepositoryCreationTemplate(this, "Resource", {
      prefix,
      description: `Repositories of ${prefix} that ECR makes by itself`,
      appliedFor: appliedFor.map((reason) => APPLIED_FOR[reason]),
      ...tagMutability(settings.mutableTags),
      encryptionConfiguration: encryptionConfiguration(props.keyArn),
      lifecyclePolicy: settings.lifecycle.length > 0 ? lifecyclePolicy(settings.lifecycle) : undefined,
      repositoryPolicy: statements.length > 0 ? policyDocument(statements) : undefined,
      customRoleArn: props.role?.roleArn,
      resourceTags: settings.tags,
      dependsOn: props.role && [props.role.policy],
    });
  }
}

/**
 * Fills defaults from the registry's settings and reports every problem.
 *
 * Codes: `no-creation-reason`, `unknown-creation-reason`, `invalid-template-prefix`, and those of
 * `resolveRepositorySettings`.
 */
export function resolveCreationTemplates(
  templates: Readonly<Record<string, CreationTemplateProps>>,
  shared: ResolvedRepositorySettings,
  problems: Problems,
): ResolvedCreationTemplate[] {
  return Object.entries(templates).map(([prefix, template]) => {
    const at = problems.at(prefix);
    checkPrefix(prefix, at);
    at.addIf(template.appliedFor.length === 0, {
      prop: "appliedFor",
      code: "no-creation-reason",
      rule: "a template is for at least one reason",
      value: [],
      fix: `use ${Object.keys(APPLIED_FOR).join(", ")}`,
    });
    template.appliedFor.forEach((reason, index) => {
      checkKnown(
        at,
        `appliedFor[${index}]`,
        "unknown-creation-reason",
        "reason to make a repository",
        reason,
        Object.keys(APPLIED_FOR),
      );
    });
    const settings = resolveRepositorySettings(template, at, shared);
    return { prefix, appliedFor: template.appliedFor, settings };
  });
}

/** Source of shape and length: CreateRepositoryCreationTemplate, ECR API reference. */
function checkPrefix(prefix: string, problems: Problems): void {
  ifKnown(prefix, (known) => {
    problems.addIf(
      known.length < 2 ||
        known.length > 256 ||
        !/^(ROOT|([a-z0-9]+([._-][a-z0-9]+)*\/)*[a-z0-9]+([._-][a-z0-9]+)*)$/.test(known),
      {
        prop: "",
        code: "invalid-template-prefix",
        rule: "a prefix is ROOT, or 2 to 256 lowercase letters and digits with single . _ - or / between them",
        value: known,
        fix: "write it like team/service, without a slash at the end",
      },
    );
  });
}
