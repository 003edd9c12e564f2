import {
  type GithubRunnerScalerProps,
  githubRunner,
} from "../../../../constructs/keda/scalers/github-runner";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const ref = (key: string) => SecretFrom.secret("github", key);
const PROPS: GithubRunnerScalerProps = {
  scope: { organization: "acme" },
  personalAccessToken: ref("token"),
};
const problemsOf = (props: object) => codes(bindProblems(githubRunner({ ...PROPS, ...props })));

describe("githubRunner", () => {
  it("watches an organization by a token", () => {
    expect(bind(githubRunner(PROPS))).toEqual({
      trigger: { type: "github-runner", metadata: { runnerScope: "org", owner: "acme" } },
      authentication: { secrets: { personalAccessToken: ref("token") }, identity: undefined },
      statements: [],
      manifests: [],
    });
  });

  it("watches an enterprise, or repositories", () => {
    const metadataOf = (scope: GithubRunnerScalerProps["scope"]) =>
      bind(githubRunner({ ...PROPS, scope })).trigger.metadata;
    expect(metadataOf({ enterprise: "acme", repositories: ["shop"] })).toEqual({
      runnerScope: "ent",
      owner: "acme",
      repos: "shop",
    });
    expect(metadataOf({ owner: "acme", repositories: ["shop", "web"] })).toEqual({
      runnerScope: "repo",
      owner: "acme",
      repos: "shop,web",
    });
  });

  it("renders every setting as text, and keeps the key of an app apart", () => {
    const bound = bind(
      githubRunner({
        scope: { organization: "acme", repositories: ["shop"] },
        app: { applicationId: 12345, installationId: 67890, key: ref("key") },
        labels: ["gpu", "large"],
        noDefaultLabels: true,
        matchUnlabeledJobsWithUnlabeledRunners: true,
        targetWorkflowQueueLength: 2,
        enableEtags: true,
        apiUrl: "https://github.example.com/api/v3",
      }),
    );
    expect(bound.trigger.metadata).toEqual({
      runnerScope: "org",
      owner: "acme",
      repos: "shop",
      applicationID: "12345",
      installationID: "67890",
      labels: "gpu,large",
      noDefaultLabels: "true",
      matchUnlabeledJobsWithUnlabeledRunners: "true",
      targetWorkflowQueueLength: "2",
      enableEtags: "true",
      githubApiURL: "https://github.example.com/api/v3",
    });
    expect(bound.authentication).toEqual({ secrets: { appKey: ref("key") }, identity: undefined });
  });

  it("takes what is no credential from the environment of the runners", () => {
    const { trigger } = bind(
      githubRunner({
        scope: { owner: SecretFrom.env("OWNER"), repositories: SecretFrom.env("REPOS") },
        personalAccessToken: ref("token"),
        labels: SecretFrom.env("LABELS"),
        apiUrl: SecretFrom.env("API"),
      }),
    );
    expect(trigger.metadata).toEqual({
      runnerScope: "repo",
      ownerFromEnv: "OWNER",
      reposFromEnv: "REPOS",
      labelsFromEnv: "LABELS",
      githubApiURLFromEnv: "API",
    });
  });

  it("fails on two levels, and on none", () => {
    expect(problemsOf({ scope: { organization: "acme", enterprise: "acme" } })).toEqual([
      "scope.enterprise exclusive",
    ]);
    expect(problemsOf({ scope: { repositories: ["shop"] } })).toEqual(["scope.owner missing-required"]);
  });

  it("fails on runners of repositories without repositories", () => {
    expect(problemsOf({ scope: { owner: "acme" } })).toEqual(["scope.repositories missing-dependent"]);
    expect(problemsOf({ scope: { owner: "acme", repositories: [] } })).toEqual([
      "scope.repositories wrong-type",
    ]);
  });

  it("fails on two logins, on none and on half an app", () => {
    const app = { applicationId: 1, installationId: 2, key: ref("key") };
    expect(problemsOf({ app })).toEqual(["app exclusive"]);
    expect(problemsOf({ personalAccessToken: undefined })).toEqual(["personalAccessToken missing-either"]);
    expect(problemsOf({ personalAccessToken: undefined, app: { ...app, key: undefined } })).toContain(
      "app.key incomplete",
    );
  });

  it("fails on credentials in plain text", () => {
    expect(problemsOf({ personalAccessToken: "ghp_hunter2" })).toEqual([
      "personalAccessToken literal-secret",
    ]);
    const app = { applicationId: 1, installationId: 2, key: "-----BEGIN" };
    expect(problemsOf({ personalAccessToken: undefined, app })).toEqual(["app.key literal-secret"]);
  });

  it("fails on a reference KEDA does not follow", () => {
    expect(problemsOf({ scope: { organization: ref("owner") } })).toEqual([
      "scope.organization no-reference-here",
    ]);
  });
});
