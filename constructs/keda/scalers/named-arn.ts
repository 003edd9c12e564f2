import { Fn } from "cdktf";
import { arnParts, checkArn } from "../../../lib/core/arn";
import type { Problems } from "../../../lib/core/errors";
import { isToken } from "../../../lib/core/tokens";

/** What an API that takes names wants to know of a resource. */
export interface NamedResource {
  readonly name: string;
  readonly region: string;
}

/**
 * Reads region and name of a resource from its ARN, known or not. Code: `invalid-arn`.
 *
 * @param service as in the ARN: `kinesis`
 * @param kind what stands before the name: `stream`
 */
export function namedArn(
  problems: Problems,
  prop: string,
  arn: string,
  service: string,
  kind: string,
): NamedResource {
  checkArn(problems, prop, arn, service, `${kind}/`);
  const { region, resource } = arnParts(arn);
  if (isToken(arn)) {
    return { region, name: Fn.element(Fn.split("/", resource), 1) };
  }
  const [, name = "", ...below] = resource.split("/");
  problems.addIf(below.length > 0, {
    prop,
    code: "invalid-arn",
    rule: `the ARN is that of something below a ${kind}`,
    value: arn,
    fix: `pass the ARN of the ${kind} itself, which ends with ${kind}/${name}`,
  });
  // Where there is none, that is reported above: the ARN in its place keeps the table from saying so again.
  return { region: region || arn, name: name || arn };
}
