import type { Problems } from "../../../lib/core/errors";
import { checkKeyArn } from "../../../lib/core/kms";
import { checkWholeNumber } from "../../../lib/core/quantities";
import { ifKnown } from "../../../lib/core/tokens";
import { checkSecretName } from "../secret-names";
import type { ManagedSecretProps } from "./managed-secret";

/** Days between two values: what Security Hub (SecretsManager.4) and checkov (CKV_AWS_304) ask for at most. */
const MAX_ROTATION_DAYS = 90;

/** Fills defaults and reports every problem. */
export function resolveManagedSecret(props: ManagedSecretProps, problems: Problems) {
  const { name, rotation } = props;
  const config = {
    name,
    description: props.description,
    keyArn: props.keyArn,
    recoveryWindowDays: props.recoveryWindowDays ?? 30,
    rotation:
      typeof rotation === "string"
        ? undefined
        : {
            lambdaArn: rotation.lambdaArn,
            everyDays: rotation.everyDays ?? MAX_ROTATION_DAYS,
            rotateImmediately: rotation.rotateImmediately ?? true,
            allowInvoke: rotation.allowInvoke ?? true,
          },
    readers: props.readers ?? [],
    tags: props.tags,
  };
  if (checkSecretName(problems, "name", name)) {
    checkAwsName(name, problems);
  }
  checkKeyArn(problems, "keyArn", config.keyArn);
  checkWholeNumber(problems, "recoveryWindowDays", config.recoveryWindowDays, 7, 30);
  checkRotation(config.rotation, problems.at("rotation"));
  return config;
}

/** The props once every default is filled in. */
export type ResolvedManagedSecret = ReturnType<typeof resolveManagedSecret>;

/** Source: CreateSecret, AWS Secrets Manager API reference. */
function checkAwsName(name: string, problems: Problems): void {
  ifKnown(name, (known) => {
    problems.addIf(!/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(known), {
      prop: "name",
      code: "invalid-secret-name",
      rule: "a name has 1 to 512 letters, digits and /_+=.@-",
      value: known,
      fix: "write it like prod/users",
    });
    problems.addIf(/-[A-Za-z0-9]{6}$/.test(known), {
      prop: "name",
      code: "ambiguous-secret-name",
      rule: "a name that ends in a dash and six characters looks like the end of an ARN, and AWS finds the wrong secret by it",
      value: known,
      fix: "choose another ending",
    });
  });
}

function checkRotation(rotation: ResolvedManagedSecret["rotation"], problems: Problems): void {
  if (rotation === undefined) {
    return;
  }
  ifKnown(rotation.everyDays, (days) => {
    problems.addIf(Number.isInteger(days) && days > MAX_ROTATION_DAYS, {
      prop: "everyDays",
      code: "rotation-too-slow",
      rule: `a secret is replaced every ${MAX_ROTATION_DAYS} days or more often`,
      value: days,
      fix: `choose at most ${MAX_ROTATION_DAYS}`,
    });
    checkWholeNumber(problems, "everyDays", Number.isInteger(days) ? Math.min(days, 90) : days, 1, 90);
  });
  ifKnown(rotation.lambdaArn, (arn) => {
    problems.addIf(!/^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/.test(arn), {
      prop: "lambdaArn",
      code: "invalid-arn",
      rule: "the function that rotates is named by its ARN",
      value: arn,
      fix: "write it like arn:aws:lambda:eu-central-1:111122223333:function:rotate-users",
    });
  });
}
