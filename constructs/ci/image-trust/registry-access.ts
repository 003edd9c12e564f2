import { checkArn } from "../../../lib/core/arn";
import type { Problems } from "../../../lib/core/errors";
import type { PolicyStatement } from "../../../lib/core/policy";
import { PULL_ACTIONS } from "../../registry/repository-settings";

/** What reading images, signatures and attestations from ECR repositories takes; nothing for none. */
export function pullStatements(repositoryArns: readonly string[]): readonly PolicyStatement[] {
  return repositoryArns.length === 0
    ? []
    : [
        // The one action of ECR that knows no resource.
        { actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
        { actions: PULL_ACTIONS, resources: repositoryArns },
      ];
}

/** Reports ARNs that are none of an ECR repository. Code: `invalid-arn`. */
export function checkRepositoryArns(problems: Problems, prop: string, arns: readonly string[]): void {
  arns.forEach((arn, index) => {
    checkArn(problems, `${prop}[${index}]`, arn, "ecr", "repository/");
  });
}
