import { Fn } from "cdktf";
import type { Problems } from "./errors";
import { isToken } from "./tokens";

/** The parts of an ARN. Of an ARN that is known only after apply, each part is an expression that cuts it out. */
export interface ArnParts {
  /** `aws`, `aws-cn`, `aws-us-gov` */
  readonly partition: string;
  /** `sqs`, `kinesis` */
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  /** Everything behind the fifth colon: `orders`, `stream/orders`. */
  readonly resource: string;
}

/** Splits an ARN, known or not. Check a known one with `checkArn` before. */
export function arnParts(arn: string): ArnParts {
  if (isToken(arn)) {
    const parts = Fn.split(":", arn);
    const part = (index: number): string => Fn.element(parts, index);
    // Of the ARNs asked for here, none has a colon behind the fifth.
    return {
      partition: part(1),
      service: part(2),
      region: part(3),
      accountId: part(4),
      resource: part(5),
    };
  }
  const [, partition = "", service = "", region = "", accountId = "", ...resource] = arn.split(":");
  return { partition, service, region, accountId, resource: resource.join(":") };
}

/**
 * Reports text that is not the ARN of one resource of a service. Tokens pass. Code: `invalid-arn`.
 *
 * @param service as in the ARN: `sqs`
 * @param resource beginning of the last part: `stream/`; empty where the service has none
 */
export function checkArn(
  problems: Problems,
  prop: string,
  arn: string,
  service: string,
  resource: string,
): void {
  if (isToken(arn)) {
    return;
  }
  const shape = new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:${resource}[^*?]+$`);
  problems.addIf(!shape.test(arn), {
    prop,
    code: "invalid-arn",
    rule: "a resource is named by its whole ARN, without wildcards",
    value: arn,
    fix: `write it like arn:aws:${service}:eu-central-1:111122223333:${resource}orders, or pass the attribute of a resource`,
  });
}

/** Domain under which the service endpoints of a partition live. Source: AWS, "Regions and endpoints". */
export function endpointDomain(partition: string): string {
  return isToken(partition) || partition !== "aws-cn" ? "amazonaws.com" : "amazonaws.com.cn";
}
