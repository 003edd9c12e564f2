import { checkArn } from "../../../lib/core/arn";
import type { Problems } from "../../../lib/core/errors";
import { checkKeyArn } from "../../../lib/core/kms";
import type { PolicyStatement } from "../../../lib/core/policy";
import { ifKnown, isToken } from "../../../lib/core/tokens";
import { checkSecretName } from "../secret-names";
import type { StoreBinding, StoreContext, StoreProviderValue } from "./store-provider-value";

/** What is asked of both secret stores of AWS. */
interface AwsStoreProps {
  /** Region the values are in: `eu-central-1`. */
  readonly region: string;
  /** Keys of customers that encrypt the values. @default none: the values are under the key AWS manages */
  readonly kmsKeyArns?: readonly string[];
  /**
   * Role that reads, by its ARN; it must trust the role of the operator. So stores of several teams can be kept apart.
   * @default the operator itself reads, and is allowed what the store names
   */
  readonly roleArn?: string;
  /**
   * Tags of the session in which the role reads: `Simple` adds `esoNamespace`, `esoStoreName` and `esoStoreKind`, for
   * conditions in the policies of the role.
   * @default None
   */
  readonly sessionTagsPolicy?: "None" | "Simple";
}

export interface AwsSecretsManagerProps extends AwsStoreProps {
  /**
   * Secrets that may be read: names, names with `*` for any text (`prod/*`), or ARNs. What is known only after apply is an
   * ARN.
   * @default with `roleArn`, what the role may read; without, they must be named
   */
  readonly secrets?: readonly string[];
}

export interface AwsParameterStoreProps extends AwsStoreProps {
  /**
   * Parameters that may be read: names, names with `*` for any text (`/prod/users/*`), or ARNs. What is known only after
   * apply is an ARN.
   * @default with `roleArn`, what the role may read; without, they must be named
   */
  readonly parameters?: readonly string[];
}

/** What sets one service apart from the other. */
interface AwsService {
  readonly name: "SecretsManager" | "ParameterStore";
  readonly prefix: "secretsmanager" | "ssm";
  readonly prop: "secrets" | "parameters";
  /** Source: "AWS Secrets Manager" and "AWS Parameter Store", documentation of External Secrets; no search is offered. */
  readonly actions: readonly string[];
  /** The part of an ARN behind the account. */
  readonly resource: (name: string) => string;
}

const SECRETS_MANAGER: AwsService = {
  name: "SecretsManager",
  prefix: "secretsmanager",
  prop: "secrets",
  actions: [
    "secretsmanager:GetResourcePolicy",
    "secretsmanager:GetSecretValue",
    "secretsmanager:DescribeSecret",
    "secretsmanager:ListSecretVersionIds",
  ],
  // AWS puts a dash and six random characters behind the name.
  resource: (name) => `secret:${name}${name.endsWith("*") ? "" : "-??????"}`,
};

const PARAMETER_STORE: AwsService = {
  name: "ParameterStore",
  prefix: "ssm",
  prop: "parameters",
  actions: ["ssm:GetParameter", "ssm:GetParameters"],
  resource: (name) => `parameter/${name.replace(/^\//, "")}`,
};

export function awsSecretsManager(props: AwsSecretsManagerProps): StoreProviderValue {
  return {
    type: "aws-secrets-manager",
    bind: (context) => bindAws(SECRETS_MANAGER, props, props.secrets, context),
  };
}

export function awsParameterStore(props: AwsParameterStoreProps): StoreProviderValue {
  return {
    type: "aws-parameter-store",
    bind: (context) => bindAws(PARAMETER_STORE, props, props.parameters, context),
  };
}

function bindAws(
  service: AwsService,
  props: AwsStoreProps,
  names: readonly string[] | undefined,
  context: StoreContext,
): StoreBinding {
  const { region, roleArn, sessionTagsPolicy = "None" } = props;
  checkAws(service, props, names, context.problems);
  return {
    spec: {
      aws: {
        service: service.name,
        region,
        ...(roleArn !== undefined && { role: roleArn }),
        ...(sessionTagsPolicy !== "None" && { sessionTagsPolicy }),
      },
    },
    readable: names,
    statements:
      roleArn === undefined ? reading(service, props, names ?? [], context) : assuming(roleArn, props),
  };
}

function reading(
  service: AwsService,
  { region, kmsKeyArns = [] }: AwsStoreProps,
  names: readonly string[],
  context: StoreContext,
): readonly PolicyStatement[] {
  const resources = names.map((name) => {
    if (isToken(name) || name.startsWith("arn:")) {
      return name;
    }
    const { partition, accountId } = context.aws();
    return `arn:${partition}:${service.prefix}:${region}:${accountId}:${service.resource(name)}`;
  });
  const domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return [
    { actions: service.actions, resources },
    ...(kmsKeyArns.length > 0
      ? [
          {
            actions: ["kms:Decrypt"],
            resources: kmsKeyArns,
            conditions: { StringEquals: { "kms:ViaService": [`${service.prefix}.${region}.${domain}`] } },
          },
        ]
      : []),
  ];
}

function assuming(roleArn: string, { sessionTagsPolicy }: AwsStoreProps): readonly PolicyStatement[] {
  const tags = sessionTagsPolicy === "Simple" ? ["sts:TagSession"] : [];
  return [{ actions: ["sts:AssumeRole", ...tags], resources: [roleArn] }];
}

function checkAws(
  { prop, prefix }: AwsService,
  { region, kmsKeyArns, roleArn, sessionTagsPolicy }: AwsStoreProps,
  names: readonly string[] | undefined,
  problems: Problems,
): void {
  ifKnown(region, (known) => {
    problems.addIf(!/^[a-z]{2}(-[a-z]+)+-\d$/.test(known), {
      prop: "region",
      code: "invalid-region",
      rule: "a region is written as AWS does",
      value: known,
      fix: "write it like eu-central-1",
    });
  });
  problems.addIf(names === undefined ? roleArn === undefined : names.length === 0, {
    prop,
    code: "no-store-secrets",
    rule: `the operator is allowed what the store names, which is nothing`,
    value: names ?? [],
    fix: "name what it may read: prod/*",
  });
  names?.forEach((name, index) => {
    const at = problems.at(prop).at(index);
    if (checkSecretName(at, "", name)) {
      checkPattern(at, name, prefix);
    }
  });
  kmsKeyArns?.forEach((arn, index) => {
    checkKeyArn(problems.at("kmsKeyArns"), `[${index}]`, arn, region);
  });
  ifKnown(roleArn, (known) => {
    problems.addIf(!/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(known), {
      prop: "roleArn",
      code: "invalid-arn",
      rule: "a role is named by its ARN",
      value: known,
      fix: "write it like arn:aws:iam::111122223333:role/users-secrets",
    });
  });
  problems.addIf(sessionTagsPolicy === "Simple" && roleArn === undefined, {
    prop: "sessionTagsPolicy",
    code: "tags-without-role",
    rule: "sessions have tags where a role is assumed",
    value: sessionTagsPolicy,
    fix: "add roleArn or leave sessionTagsPolicy out",
  });
}

function checkPattern(problems: Problems, name: string, prefix: string): void {
  ifKnown(name, (known) => {
    problems.addIf(/^\/?\*+$/.test(known), {
      prop: "",
      code: "every-secret",
      rule: "a store that may read everything is not least privilege",
      value: known,
      fix: "write the beginning of the names it is about: prod/*",
    });
    if (known.startsWith("arn:")) {
      checkArn(problems, "", known, prefix, prefix === "ssm" ? "parameter/" : "secret:");
    }
  });
}
