import { type PullRequestSource, PullRequests } from "../../../../constructs/delivery/gitops/pull-requests";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const token = { secretName: "git-token", key: "token" };
const tokenRef = token;

describe("PullRequests", () => {
  it.each<[PullRequestSource, string, boolean, object]>([
    [
      PullRequests.gitHub({
        owner: "acme",
        repo: "users",
        appSecretName: "app",
        api: "https://ghe.acme.com/",
      }),
      "github",
      true,
      { owner: "acme", repo: "users", api: "https://ghe.acme.com/", appSecretName: "app" },
    ],
    [
      PullRequests.gitHub({ owner: "acme", repo: "users", token }),
      "github",
      true,
      { owner: "acme", repo: "users", tokenRef },
    ],
    [
      PullRequests.gitLab({ project: "1234", token }),
      "gitlab",
      true,
      { project: "1234", tokenRef, pullRequestState: "opened" },
    ],
    [
      PullRequests.gitea({ owner: "acme", repo: "users", api: "https://gitea.acme.com", token }),
      "gitea",
      true,
      { owner: "acme", repo: "users", api: "https://gitea.acme.com", tokenRef },
    ],
    [
      PullRequests.azureDevOps({ organization: "acme", project: "shop", repo: "users", token }),
      "azuredevops",
      true,
      { organization: "acme", project: "shop", repo: "users", tokenRef },
    ],
    [
      PullRequests.bitbucket({ owner: "acme", repo: "users", token }),
      "bitbucket",
      false,
      { owner: "acme", repo: "users", bearerToken: { tokenRef } },
    ],
  ])("renders %#", (source, provider, labels, expected) => {
    const problems = new Problems();
    expect(source).toMatchObject({ provider, labels });
    expect(source.render(problems)).toEqual(expected);
    expect(problems.all).toEqual([]);
  });

  it.each<[string, PullRequestSource, string[]]>([
    ["GitHub without login", PullRequests.gitHub({ owner: "a", repo: "b" }), ["token token-or-app"]],
    [
      "GitHub with two",
      PullRequests.gitHub({ owner: "a", repo: "b", token, appSecretName: "app" }),
      ["token token-or-app"],
    ],
    [
      "an app that is no name",
      PullRequests.gitHub({ owner: "a", repo: "b", appSecretName: "A B" }),
      ["appSecretName invalid-name"],
    ],
    [
      "a literal token",
      PullRequests.gitLab({ project: "1", token: "glpat-x" as never }),
      ["token literal-secret"],
    ],
    [
      "an address without TLS",
      PullRequests.gitea({ owner: "a", repo: "b", api: "http://x", token }),
      ["api invalid-url"],
    ],
    [
      "empty names",
      PullRequests.bitbucket({ owner: "", repo: " ", token }),
      ["owner missing-value", "repo missing-value"],
    ],
  ])("refuses %s", (_, source, expected) => {
    const problems = new Problems();
    source.render(problems);
    expect(codes(problems.all)).toEqual(expected);
  });
});
