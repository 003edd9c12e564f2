import { resolveApplication } from "../../../../constructs/delivery/gitops/application-config";
import type { ApplicationProps } from "../../../../constructs/delivery/gitops/application-props";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const ARGO = { controller: "argo-cd", namespace: "argocd", dependencies: [] };
const FLUX = { controller: "flux", namespace: "flux-system", multiTenant: true, dependencies: [] };
const COMMON = {
  name: "users",
  repository: "https://github.com/acme/shop.git",
  path: "deploy/users",
  revision: { tag: "v1.4.2" },
  namespace: "shop",
};

function resolve(options: object) {
  const problems = new Problems();
  const config = resolveApplication({ ...COMMON, ...options } as unknown as ApplicationProps, problems);
  return { config, codes: codes(problems.all) };
}

const argo = (options: object = {}) => resolve({ gitOps: ARGO, project: "shop", ...options });
const flux = (options: object = {}) => resolve({ gitOps: FLUX, serviceAccount: "deployer", ...options });

describe("resolveApplication", () => {
  it("follows the repository and undoes changes, and deletes nothing by itself", () => {
    expect(argo().codes).toEqual([]);
    expect(argo().config).toMatchObject({
      rendering: { type: "kustomize" },
      sync: "automatic",
      prune: false,
      selfHeal: true,
      onDelete: "keep",
      project: "shop",
      ignoreDifferences: [],
    });
    expect(argo({ project: { name: "team", fqn: "x" } }).config.project).toBe("team");
  });

  it("deletes what Flux installed of a chart, because Flux knows no other way", () => {
    const rendering = { type: "helm" };
    expect(flux({ rendering })).toMatchObject({ codes: [], config: { onDelete: "delete" } });
    expect(flux().config.onDelete).toBe("keep");
    expect(flux({ rendering, onDelete: "keep" }).codes).toEqual(["onDelete not-supported"]);
  });

  it.each<[string, object, string[]]>([
    ["bad names", { name: "Users", namespace: "a.b" }, ["name invalid-name", "namespace invalid-name"]],
    [
      "a literal password in the address",
      { repository: "https://a:b@github.com/x" },
      ["repository literal-secret"],
    ],
    ["a path outside", { path: "../other" }, ["path invalid-path"]],
    ["HEAD", { revision: { branch: "HEAD" } }, ["revision.branch moving-revision"]],
    ["an unknown way to sync", { sync: "magic" }, ["sync unknown-sync"]],
    ["an unknown deletion", { onDelete: "burn" }, ["onDelete unknown-deletion"]],
    ["an unknown rendering", { rendering: { type: "jsonnet" } }, ["rendering.type unknown-rendering"]],
    ["no project", { project: undefined }, ["project missing-project"]],
    ["the default project", { project: "default" }, ["project default-project"]],
    [
      "what only Flux knows",
      { serviceAccount: "x", credentialsSecret: "y" },
      ["serviceAccount not-supported", "credentialsSecret not-supported"],
    ],
    [
      "an image without tag",
      { rendering: { type: "kustomize", images: [{ name: "users" }] } },
      ["rendering.images[0].tag tag-or-digest"],
    ],
    [
      "an image with latest",
      { rendering: { type: "kustomize", images: [{ name: "users", tag: "latest" }] } },
      ["rendering.images[0].tag mutable-tag"],
    ],
    [
      "a digest that is none",
      { rendering: { type: "kustomize", images: [{ name: "u", digest: "sha256:1" }] } },
      ["rendering.images[0].digest invalid-digest"],
    ],
    [
      "a password in values",
      { rendering: { type: "helm", values: { db: { url: "mysql://a:b@c" } } } },
      ["rendering.values.db.url literal-secret"],
    ],
    [
      "files outside, and a release name that is none",
      {
        rendering: { type: "helm", valueFiles: ["/etc/passwd"], releaseName: "A" },
      },
      ["rendering.releaseName invalid-name", "rendering.valueFiles[0] invalid-path"],
    ],
    ["an unknown difference", { ignoreDifferences: ["colour"] }, ["ignoreDifferences[0] unknown-difference"]],
    [
      "a pointer that is none",
      { ignoreDifferences: [{ kind: "Deployment", jsonPointers: ["spec.replicas"] }] },
      ["ignoreDifferences[0].jsonPointers[0] invalid-pointer"],
    ],
  ])("refuses %s", (_, options, expected) => {
    expect(argo(options).codes).toEqual(expected);
  });

  it.each<[string, object, string[]]>([
    ["no service account", { serviceAccount: undefined }, ["serviceAccount missing-service-account"]],
    ["a project", { project: "shop" }, ["project not-supported"]],
    ["healing switched off", { selfHeal: false }, ["selfHeal not-supported"]],
    [
      "ignored differences of a kustomization",
      { ignoreDifferences: ["replicas"] },
      ["ignoreDifferences not-supported"],
    ],
    [
      "names that are none",
      { serviceAccount: "A", credentialsSecret: "B" },
      ["serviceAccount invalid-name", "credentialsSecret invalid-name"],
    ],
  ])("refuses, with Flux, %s", (_, options, expected) => {
    expect(flux(options).codes).toEqual(expected);
  });

  it("needs no service account where Flux is not multi-tenant", () => {
    const gitOps = { ...FLUX, multiTenant: false };
    expect(flux({ gitOps, serviceAccount: undefined }).codes).toEqual([]);
  });

  it("never shows a password of the values", () => {
    const problems = new Problems();
    const rendering = { type: "helm", values: { url: "amqp://u:hunter2@mq" } };
    resolveApplication({ ...COMMON, gitOps: ARGO, project: "shop", rendering } as never, problems);
    expect(problems.all).toHaveLength(1);
    expect(JSON.stringify(problems.all)).not.toContain("hunter2");
  });
});
