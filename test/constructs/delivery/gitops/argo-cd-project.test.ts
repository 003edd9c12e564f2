import { DataResource, type TerraformStack } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import { ArgoCd } from "../../../../constructs/delivery/gitops/argo-cd";
import {
  ArgoCdProject,
  type ArgoCdProjectProps,
} from "../../../../constructs/delivery/gitops/argo-cd-project";
import { objectsOf } from "../../../support/fake-keda";
import { codes, problemsOf, synth } from "../../../support/synth";

function make(stack: TerraformStack, options: Partial<ArgoCdProjectProps> = {}) {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  const argoCd = new ArgoCd(stack, "ArgoCd", { cluster });
  return new ArgoCdProject(stack, "Shop", {
    argoCd,
    name: "shop",
    description: "the shop",
    repositories: ["https://github.com/acme/*"],
    namespaces: ["shop", "preview-*"],
    createsNamespaces: true,
    roles: { deployer: { groups: ["shop"], allow: ["get", "sync"] } },
    ...options,
  });
}

describe("ArgoCdProject", () => {
  it("lies beside Argo CD and waits for it, as its definition wants it", () => {
    const made = synth((stack) => {
      const project = make(stack, { dependsOn: [new DataResource(stack, "Before")] });
      expect(project.name).toBe("shop");
      expect(project.fqn).toBe(project.manifests.fqn);
    });
    expect(made.one("helm_release", "Shop_Manifests_Release")).toMatchObject({
      name: "argocd-project-shop",
      namespace: "argocd",
      create_namespace: false,
      depends_on: [expect.stringMatching(/^helm_release\.ArgoCd_Release/), "terraform_data.Before"],
    });
    const { "AppProject/shop": project } = objectsOf(made, "Shop_Manifests_Release");
    expect(project).toMatchObject({ metadata: { namespace: "argocd" }, spec: { description: "the shop" } });
  });

  it("says what is wrong", () => {
    expect(codes(problemsOf((stack) => make(stack, { repositories: ["*"] })))).toEqual([
      "repositories[0] open-project",
    ]);
  });
});
