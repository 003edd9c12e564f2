import type { Problems } from "../../lib/core/errors";
import type { PolicyStatement } from "../../lib/core/policy";
import { isToken } from "../../lib/core/tokens";
import { stateKey } from "../delivery/preview/state-backend";

/** The bucket that states are kept in, as a role has to name it. */
export type StateAccess = {
  readonly bucketName: string;
  /** ARN of the KMS key that encrypts the states. @default the bucket uses a key of S3, which needs no permission */
  readonly keyArn?: string;
};

/**
 * What Terraform needs to read the states of some stacks, without taking their lock: plan with `-lock=false`.
 *
 * @param stacks names as in `cdktf deploy <name>`; `preview-*` stands for all that begin so
 */
export function readStateStatements(
  access: StateAccess,
  partition: string,
  stacks: readonly string[],
): PolicyStatement[] {
  return [
    listStates(access, partition),
    { sid: "ReadState", actions: ["s3:GetObject"], resources: stateArns(access, partition, stacks) },
    ...useKey(access, ["kms:Decrypt"]),
  ];
}

/**
 * What Terraform needs to change the states of some stacks: it reads and writes a state, and makes and removes the
 * lock file beside it. A state itself is never deleted.
 *
 * Source: "Permissions required", S3 backend, Terraform 1.14.
 *
 * @param stacks as in `readStateStatements`
 */
export function writeStateStatements(
  access: StateAccess,
  partition: string,
  stacks: readonly string[],
): PolicyStatement[] {
  const states = stateArns(access, partition, stacks);
  return [
    listStates(access, partition),
    { sid: "WriteState", actions: ["s3:GetObject", "s3:PutObject"], resources: states },
    {
      sid: "LockState",
      actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      resources: states.map((arn) => `${arn}.tflock`),
    },
    ...useKey(access, ["kms:Decrypt", "kms:GenerateDataKey"]),
  ];
}

/** Sids of the statements above, which share a policy with the user's own. */
export const STATE_SIDS = ["ListStates", "ReadState", "WriteState", "LockState", "UseStateKey"];

export function stateBucketArn({ bucketName }: StateAccess, partition: string): string {
  return `arn:${partition}:s3:::${bucketName}`;
}

/**
 * Reports names that no stack can have (`invalid-stack-name`, `name-not-known`), and a `*` where none may be
 * (`wildcard-stack`).
 */
export function checkStackNames(
  stacks: readonly string[],
  wildcards: "allowed" | "refused",
  problems: Problems,
): void {
  stacks.forEach((name, index) => {
    const at = problems.at(index);
    if (isToken(name)) {
      at.add({
        prop: "",
        code: "name-not-known",
        rule: "the name of a stack is known before apply",
        value: name,
        fix: "use a literal name",
      });
      return;
    }
    const invalid = at.addIf(!/^[A-Za-z0-9_*-]+$/.test(name) || /^\*|\*./.test(name), {
      prop: "",
      code: "invalid-stack-name",
      rule: "a stack is named in letters, digits, dashes and underscores, with a * at most at the end",
      value: name,
      fix: "write the name that cdktf deploy takes, such as staging",
    });
    at.addIf(!invalid && wildcards === "refused" && name.endsWith("*"), {
      prop: "",
      code: "wildcard-stack",
      rule: "only the stacks of previews are not known by name",
      value: name,
      fix: "name each stack",
    });
  });
}

/** Without a condition on the prefix: S3 answers 404 for a state that is not there yet only to those who may list. */
function listStates(access: StateAccess, partition: string): PolicyStatement {
  return {
    sid: "ListStates",
    actions: ["s3:ListBucket"],
    resources: [stateBucketArn(access, partition)],
  };
}

function stateArns(access: StateAccess, partition: string, stacks: readonly string[]): string[] {
  return stacks.map((stack) => `${stateBucketArn(access, partition)}/${stateKey(stack)}`);
}

function useKey({ keyArn }: StateAccess, actions: readonly string[]): PolicyStatement[] {
  return keyArn === undefined ? [] : [{ sid: "UseStateKey", actions, resources: [keyArn] }];
}
