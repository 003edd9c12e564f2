import type { PreviewApplicationSetProps } from "../../../../constructs/delivery/gitops/preview-application-set";
import {
  previewApplicationSet,
  resolvePreviewApplicationSet,
} from "../../../../constructs/delivery/gitops/preview-application-set-config";
import { PullRequests } from "../../../../constructs/delivery/gitops/pull-requests";
import { Problems } from "../../../../lib/core/errors";
import { checked } from "../../../support/fake-keda";
import { codes } from "../../../support/synth";

const token = { secretName: "git", key: "token" };
const BITBUCKET = PullRequests.bitbucket({ owner: "acme", repo: "users", token });
const PROPS = {
  name: "users",
  project: "previews",
  pullRequests: PullRequests.gitHub({ owner: "acme", repo: "users", appSecretName: "github-app" }),
  repository: "https://github.com/acme/users.git",
  path: "deploy/preview",
  rendering: { type: "kustomize", images: ["registry.example.com/users:{{.head_sha}}"] },
} as unknown as PreviewApplicationSetProps;

function resolve(options: object = {}) {
  const problems = new Problems();
  const config = resolvePreviewApplicationSet({ ...PROPS, ...options }, problems);
  return { config, codes: codes(problems.all) };
}

const make = (options: object = {}) => checked(previewApplicationSet(resolve(options).config, "argocd"));

describe("previewApplicationSet", () => {
  it("reads as an operator expects it", () => {
    expect(resolve().codes).toEqual([]);
    expect(make()).toEqual({
      apiVersion: "argoproj.io/v1alpha1",
      kind: "ApplicationSet",
      metadata: { name: "users", namespace: "argocd" },
      spec: {
        goTemplate: true,
        goTemplateOptions: ["missingkey=error"],
        generators: [
          {
            pullRequest: {
              github: { owner: "acme", repo: "users", appSecretName: "github-app", labels: ["preview"] },
              requeueAfterSeconds: 300,
            },
          },
        ],
        template: {
          metadata: { name: "users-{{.number}}", finalizers: ["resources-finalizer.argocd.argoproj.io"] },
          spec: {
            project: "previews",
            source: {
              repoURL: "https://github.com/acme/users.git",
              path: "deploy/preview",
              targetRevision: "{{.head_sha}}",
              kustomize: { images: ["registry.example.com/users:{{.head_sha}}"] },
            },
            destination: { server: "https://kubernetes.default.svc", namespace: "preview-{{.number}}" },
            syncPolicy: {
              automated: { prune: true, selfHeal: true },
              retry: { limit: 5, backoff: { duration: "5s", factor: 2, maxDuration: "3m" } },
              syncOptions: ["CreateNamespace=true", "ServerSideApply=true"],
              managedNamespaceMetadata: {
                labels: {
                  "pod-security.kubernetes.io/enforce": "restricted",
                  "slipway.dev/pull-request": "{{.number}}",
                },
              },
            },
          },
        },
      },
    });
  });

  it("passes what a pull request built to a chart, as text", () => {
    const parameters = { "image.tag": "{{.head_short_sha_7}}", host: "pr-{{ .number }}.example.com" };
    expect(resolve({ rendering: { type: "helm", parameters } }).codes).toEqual([]);
    expect(make({ rendering: { type: "helm", parameters } })).toHaveProperty(
      "spec.template.spec.source.helm",
      {
        parameters: [
          { name: "image.tag", value: "{{.head_short_sha_7}}", forceString: true },
          { name: "host", value: "pr-{{ .number }}.example.com", forceString: true },
        ],
      },
    );
  });

  it("can take every pull request, those of some branches, or a fixed revision", () => {
    expect(make({ labels: "every" })).not.toHaveProperty("spec.generators.0.pullRequest.github.labels");
    expect(make({ branches: "^feature/" })).toHaveProperty("spec.generators.0.pullRequest.filters", [
      { branchMatch: "^feature/" },
    ]);
    expect(make({ revision: { branch: "main" } })).toHaveProperty(
      "spec.template.spec.source.targetRevision",
      "main",
    );
    expect(make({ namespacePrefix: "pr-", namespaceLabels: {} })).toMatchObject({
      spec: { template: { spec: { destination: { namespace: "pr-{{.number}}" } } } },
    });
  });

  it("picks by branch where there are no labels", () => {
    const options = { pullRequests: BITBUCKET, branches: ".*-preview" };
    expect(resolve(options).codes).toEqual([]);
    expect(make(options)).toHaveProperty("spec.generators.0.pullRequest.bitbucket", {
      owner: "acme",
      repo: "users",
      bearerToken: { tokenRef: token },
    });
  });

  it.each<[string, object, string[]]>([
    ["a name that leaves no room for a number", { name: "a".repeat(53) }, ["name invalid-name"]],
    ["the default project", { project: "default" }, ["project default-project"]],
    ["a prefix that is none", { namespacePrefix: "Preview" }, ["namespacePrefix invalid-name"]],
    ["an address without TLS", { repository: "http://x/y" }, ["repository invalid-url"]],
    ["a path outside", { path: "../x" }, ["path invalid-path"]],
    ["HEAD", { revision: { branch: "HEAD" } }, ["revision.branch moving-revision"]],
    ["asking without a pause", { requeueAfterSeconds: 1 }, ["requeueAfterSeconds out-of-range"]],
    ["no labels", { labels: [] }, ["labels no-filter"]],
    ["no filter where there are no labels", { pullRequests: BITBUCKET }, ["branches no-filter"]],
    [
      "labels where there are none",
      { pullRequests: BITBUCKET, branches: "x", labels: ["a"] },
      ["labels not-supported"],
    ],
    ["a pattern that is none", { branches: "(" }, ["branches invalid-regex"]],
    [
      "previews that are all the same",
      { rendering: { type: "kustomize", images: [] } },
      ["rendering.images same-for-all"],
    ],
    [
      "what an author writes freely",
      { rendering: { type: "kustomize", images: ["u:{{.title}}"] } },
      ["rendering.images[0] unknown-parameter"],
    ],
    [
      "a template that is more than a name",
      {
        rendering: { type: "helm", parameters: { tag: '{{ printf "%s" .head_sha }}' } },
      },
      ["rendering.parameters.tag unknown-parameter"],
    ],
    [
      "problems of the source below it",
      { pullRequests: PullRequests.gitHub({ owner: "a", repo: "b" }) },
      ["pullRequests.token token-or-app"],
    ],
  ])("refuses %s", (_, options, expected) => {
    expect(resolve(options).codes).toEqual(expected);
  });
});
