import type { PolicyStatement } from "../../lib/core/policy";
import { PULL_ACTIONS, PUSH_ACTIONS } from "./repository-settings";

/** Logging in is about the account's registry: AWS knows no narrower resource for it. */
const LOGIN: PolicyStatement = {
  sid: "EcrLogin",
  actions: ["ecr:GetAuthorizationToken"],
  resources: ["*"],
};

/** Logs in and reads the repositories. */
export function pullStatements(repositoryArns: readonly string[]): PolicyStatement[] {
  return [LOGIN, { sid: "EcrPull", actions: PULL_ACTIONS, resources: repositoryArns }];
}

/** Logs in, reads and writes the repositories. */
export function pushStatements(repositoryArns: readonly string[]): PolicyStatement[] {
  return [LOGIN, { sid: "EcrPush", actions: [...PULL_ACTIONS, ...PUSH_ACTIONS], resources: repositoryArns }];
}

/**
 * Logs in, reads cached repositories, fetches what is not cached yet and makes repositories for it.
 *
 * Source: "IAM permissions required to sync an upstream registry with an Amazon ECR private registry".
 */
export function pullThroughStatements(repositoryArns: readonly string[]): PolicyStatement[] {
  return [
    LOGIN,
    {
      sid: "EcrPullThrough",
      actions: [...PULL_ACTIONS, "ecr:BatchImportUpstreamImage", "ecr:CreateRepository"],
      resources: repositoryArns,
    },
  ];
}
