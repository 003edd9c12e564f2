import type { Problems } from "../../../lib/core/errors";
import { checkName, DNS_SUBDOMAIN } from "../../../lib/core/names";
import type { JsonObject } from "../../../lib/core/render";
import { ifKnown } from "../../../lib/core/tokens";
import { checkSecretKey, type SecretKey } from "../../observability/secret-key";

/** Pull requests of a repository on GitHub. */
export interface GitHubPullRequests {
  readonly owner: string;
  readonly repo: string;
  /** Address of GitHub Enterprise. @default github.com */
  readonly api?: string;
  /** Access token: key of a Secret in Argo CD's namespace. One of `token` and `appSecretName`. */
  readonly token?: SecretKey;
  /** Secret in Argo CD's namespace with a GitHub App, as repository credentials. One of `token` and `appSecretName`. */
  readonly appSecretName?: string;
}

/** Merge requests of a project on GitLab. */
export interface GitLabMergeRequests {
  /** Id of the project: `12341234`. */
  readonly project: string;
  /** Address of GitLab. @default gitlab.com */
  readonly api?: string;
  /** Access token: key of a Secret in Argo CD's namespace. */
  readonly token: SecretKey;
}

/** Pull requests of a repository on Gitea. */
export interface GiteaPullRequests {
  readonly owner: string;
  readonly repo: string;
  /** Address of Gitea. */
  readonly api: string;
  /** Access token: key of a Secret in Argo CD's namespace. */
  readonly token: SecretKey;
}

/** Pull requests of a repository on Azure DevOps. */
export interface AzureDevOpsPullRequests {
  readonly organization: string;
  readonly project: string;
  readonly repo: string;
  /** @default dev.azure.com */
  readonly api?: string;
  /** Access token: key of a Secret in Argo CD's namespace. */
  readonly token: SecretKey;
}

/** Pull requests of a repository on Bitbucket Cloud. */
export interface BitbucketPullRequests {
  /** Workspace. */
  readonly owner: string;
  readonly repo: string;
  /** Token of the repository: key of a Secret in Argo CD's namespace. */
  readonly token: SecretKey;
}

/** Where pull requests come from. Made by `PullRequests`. */
export interface PullRequestSource {
  /** Name of the generator's member in an ApplicationSet. */
  readonly provider: "github" | "gitlab" | "gitea" | "azuredevops" | "bitbucket";
  /** Whether the provider can pick pull requests by label. */
  readonly labels: boolean;
  /**
   * Renders the member.
   *
   * Codes: `token-or-app`, `literal-secret`, `missing-secret`, `invalid-name`, `invalid-url`, `missing-value`.
   */
  render(problems: Problems): JsonObject;
}

/** Where pull requests come from. Credentials are keys of Secrets in Argo CD's namespace, never values. */
export const PullRequests = {
  gitHub: (props: GitHubPullRequests): PullRequestSource => ({
    provider: "github",
    labels: true,
    render: (problems) => gitHub(props, problems),
  }),
  gitLab: (props: GitLabMergeRequests) => withToken("gitlab", true, props, { pullRequestState: "opened" }),
  gitea: (props: GiteaPullRequests) => withToken("gitea", true, props),
  azureDevOps: (props: AzureDevOpsPullRequests) => withToken("azuredevops", true, props),
  bitbucket: ({ token, ...rest }: BitbucketPullRequests): PullRequestSource => ({
    provider: "bitbucket",
    labels: false,
    render: (problems) => ({
      ...present(rest, problems),
      bearerToken: { tokenRef: tokenRef(token, problems) },
    }),
  }),
};

function withToken<P extends { readonly token: SecretKey }>(
  provider: PullRequestSource["provider"],
  labels: boolean,
  { token, ...rest }: P,
  fixed: JsonObject = {},
): PullRequestSource {
  return {
    provider,
    labels,
    render: (problems) => ({
      ...present(rest as Omit<P, "token"> as Readonly<Record<string, string | undefined>>, problems),
      tokenRef: tokenRef(token, problems),
      ...fixed,
    }),
  };
}

function gitHub(
  { owner, repo, api, token, appSecretName }: GitHubPullRequests,
  problems: Problems,
): JsonObject {
  problems.addIf((token === undefined) === (appSecretName === undefined), {
    prop: "token",
    code: "token-or-app",
    rule: "GitHub is asked with a token or as an app; without, it answers sixty times an hour",
    fix: "set exactly one of token and appSecretName",
  });
  checkName(problems, "appSecretName", appSecretName, DNS_SUBDOMAIN);
  return {
    ...present({ owner, repo, api }, problems),
    ...(token !== undefined && { tokenRef: tokenRef(token, problems) }),
    ...(appSecretName !== undefined && { appSecretName }),
  };
}

/** The members that are given; reports empty ones and an address that is none. */
function present(
  members: Readonly<Record<string, string | undefined>>,
  problems: Problems,
): Readonly<Record<string, string>> {
  const given = Object.entries(members).filter((entry): entry is [string, string] => entry[1] !== undefined);
  for (const [prop, value] of given) {
    problems.addIf(value.trim() === "", {
      prop,
      code: "missing-value",
      rule: "must not be empty",
      value,
      fix: "fill it in",
    });
  }
  ifKnown(members.api, (known) => {
    problems.addIf(!/^https:\/\/[^\s/@]+/.test(known), {
      prop: "api",
      code: "invalid-url",
      rule: "tokens travel to an https:// address only",
      value: known,
      fix: "write it like https://git.example.com/",
    });
  });
  return Object.fromEntries(given);
}

function tokenRef(token: SecretKey, problems: Problems): JsonObject {
  return checkSecretKey(problems, "token", token) ? { secretName: token.secretName, key: token.key } : {};
}
