import type { Problems } from "../../../lib/core/errors";
import type { ScalerValue, TriggerProps } from "../scaler-value";
import type { SecretReference } from "../secret-reference";
import { defineScaler } from "./define-scaler";
import { checkExclusive } from "./exclusive";
import { splitProps } from "./table-scaler";

/**
 * Level at which the runners are registered, by the name of who owns them. Without `repositories` KEDA asks for every
 * repository, which soon uses up what GitHub's API allows.
 */
export type GithubRunnerScope =
  | {
      readonly organization: string | SecretReference;
      /** Repositories to watch, without the owner. @default all of the organization */
      readonly repositories?: readonly string[] | SecretReference;
    }
  | {
      readonly enterprise: string | SecretReference;
      /** Repositories to watch, without the owner. @default all of it */
      readonly repositories?: readonly string[] | SecretReference;
    }
  | {
      /** User or organization that has the repositories. */
      readonly owner: string | SecretReference;
      /** Repositories the runners are registered in, without the owner. */
      readonly repositories: readonly string[] | SecretReference;
    };

/** A GitHub App that may read the actions of the repositories. */
export type GithubApp = {
  readonly applicationId: number | SecretReference;
  readonly installationId: number | SecretReference;
  /** Private key of the app, PEM. */
  readonly key: SecretReference;
};

/**
 * Jobs of GitHub Actions for runners of one's own. Either `personalAccessToken` or `app` is given. `scope` and whatever
 * is no credential come as values or from an environment variable of the scale target (`SecretFrom.env`).
 */
export interface GithubRunnerScalerProps extends TriggerProps {
  readonly scope: GithubRunnerScope;
  /** Token that may read the actions of the repositories. */
  readonly personalAccessToken?: SecretReference;
  readonly app?: GithubApp;
  /** Labels of the runners: a job counts when the runners have all it asks for. @default those of noDefaultLabels */
  readonly labels?: readonly string[] | SecretReference;
  /** Whether the runners lack the labels self-hosted, linux and x64. @default false */
  readonly noDefaultLabels?: boolean;
  /** Leaves jobs without labels to runners without labels. @default false: every runner takes them */
  readonly matchUnlabeledJobsWithUnlabeledRunners?: boolean;
  /** Jobs for one replica; with fewer the workload does not leave zero. @default 1 */
  readonly targetWorkflowQueueLength?: number;
  /** Spares GitHub's limit by asking for changes only. @default false */
  readonly enableEtags?: boolean;
  /** API of a GitHub Enterprise Server: `https://github.example.com/api/v3`. @default https://api.github.com */
  readonly apiUrl?: string | SecretReference;
}

/**
 * Jobs of GitHub Actions that wait for or run on self-hosted runners. Codes beside the table's: `exclusive`,
 * `missing-dependent`.
 */
export function githubRunner(props: GithubRunnerScalerProps): ScalerValue {
  return defineScaler("github-runner", ({ problems }) => {
    const { settings, rest } = splitProps(props);
    const { scope, personalAccessToken, app, apiUrl, ...others } = rest;
    checkExclusive(problems, "KEDA logs in as an app or by a token", { personalAccessToken }, { app });
    const level = readScope(scope, problems.at("scope"));
    return {
      type: "github-runner",
      settings,
      props: { ...PROPS, owner: `scope.${level.prop}` },
      parameters: {
        ...others,
        ...level.parameters,
        personalAccessToken,
        applicationID: app?.applicationId,
        installationID: app?.installationId,
        appKey: app?.key,
        githubApiURL: apiUrl,
      },
    };
  });
}

const PROPS = {
  runnerScope: "scope",
  repos: "scope.repositories",
  applicationID: "app.applicationId",
  installationID: "app.installationId",
  appKey: "app.key",
  githubApiURL: "apiUrl",
};

interface ScopeMembers {
  readonly organization?: string | SecretReference;
  readonly enterprise?: string | SecretReference;
  readonly owner?: string | SecretReference;
  readonly repositories?: readonly string[] | SecretReference;
}

function readScope(scope: ScopeMembers, problems: Problems) {
  const { organization, enterprise, owner, repositories } = scope;
  checkExclusive(
    problems,
    "runners are registered at one level",
    { organization },
    { enterprise },
    { owner },
  );
  if (organization !== undefined) {
    return {
      prop: "organization",
      parameters: { runnerScope: "org", owner: organization, repos: repositories },
    };
  }
  if (enterprise !== undefined) {
    return { prop: "enterprise", parameters: { runnerScope: "ent", owner: enterprise, repos: repositories } };
  }
  problems.addIf(repositories === undefined, {
    prop: "repositories",
    code: "missing-dependent",
    rule: "runners of repositories are registered in each of them",
    fix: "add repositories, or use organization in place of owner",
  });
  return { prop: "owner", parameters: { runnerScope: "repo", owner, repos: repositories } };
}
