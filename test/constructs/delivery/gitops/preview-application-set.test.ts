import { DataResource, type TerraformStack } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import { ArgoCd } from "../../../../constructs/delivery/gitops/argo-cd";
import { ArgoCdProject } from "../../../../constructs/delivery/gitops/argo-cd-project";
import {
  PreviewApplicationSet,
  type PreviewApplicationSetProps,
} from "../../../../constructs/delivery/gitops/preview-application-set";
import { PullRequests } from "../../../../constructs/delivery/gitops/pull-requests";
import { objectsOf } from "../../../support/fake-keda";
import { codes, problemsOf, synth } from "../../../support/synth";

function make(stack: TerraformStack, options: Partial<PreviewApplicationSetProps> = {}) {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  const argoCd = new ArgoCd(stack, "ArgoCd", { cluster });
  const project = new ArgoCdProject(stack, "Project", {
    argoCd,
    name: "previews",
    repositories: ["https://github.com/acme/*"],
    namespaces: ["preview-*"],
    createsNamespaces: true,
  });
  return new PreviewApplicationSet(stack, "Previews", {
    argoCd,
    name: "users",
    project,
    pullRequests: PullRequests.gitHub({ owner: "acme", repo: "users", appSecretName: "github-app" }),
    repository: "https://github.com/acme/users.git",
    path: "deploy/preview",
    rendering: { type: "kustomize", images: ["registry.example.com/users:{{.head_sha}}"] },
    ...options,
  });
}

describe("PreviewApplicationSet", () => {
  it("lies beside Argo CD and waits for it and for the project, as its definition wants it", () => {
    const made = synth((stack) => {
      const previews = make(stack, { dependsOn: [new DataResource(stack, "Before")] });
      expect(previews.name).toBe("users");
      expect(previews.fqn).toBe(previews.manifests.fqn);
    });
    expect(made.one("helm_release", "Previews_Manifests_Release")).toMatchObject({
      name: "previews-users",
      namespace: "argocd",
      create_namespace: false,
      depends_on: [
        expect.stringMatching(/^helm_release\.ArgoCd_Release/),
        expect.stringMatching(/^helm_release\.Project_Manifests_Release/),
        "terraform_data.Before",
      ],
    });
    const objects = objectsOf(made, "Previews_Manifests_Release");
    expect(objects["ApplicationSet/users"]).toHaveProperty(
      "spec.template.spec.destination.namespace",
      "preview-{{.number}}",
    );
  });

  it("says what is wrong", () => {
    expect(codes(problemsOf((stack) => make(stack, { project: "default", path: "/" })))).toEqual([
      "project default-project",
      "path invalid-path",
    ]);
  });
});
