import { DataResource, type TerraformStack } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import { Application } from "../../../../constructs/delivery/gitops/application";
import type { ApplicationProps } from "../../../../constructs/delivery/gitops/application-props";
import { ArgoCd } from "../../../../constructs/delivery/gitops/argo-cd";
import { ArgoCdProject } from "../../../../constructs/delivery/gitops/argo-cd-project";
import { Flux } from "../../../../constructs/delivery/gitops/flux";
import { objectsOf } from "../../../support/fake-keda";
import { codes, problemsOf, synth } from "../../../support/synth";

const CLUSTER = { clusterName: "local", context: "kind-local" };
const COMMON = {
  name: "users",
  repository: "https://github.com/acme/shop.git",
  path: "deploy/users",
  revision: { tag: "v1.4.2" },
  namespace: "shop",
};
const RELEASE = "Users_Manifests_Release";

function withArgo(stack: TerraformStack, options: Partial<ApplicationProps> = {}) {
  const argoCd = new ArgoCd(stack, "ArgoCd", { cluster: new KubeconfigCluster(stack, "Cluster", CLUSTER) });
  const project = new ArgoCdProject(stack, "Shop", {
    argoCd,
    name: "shop",
    repositories: [COMMON.repository],
    namespaces: ["shop"],
  });
  return new Application(stack, "Users", { ...COMMON, gitOps: argoCd, project, ...options });
}

function withFlux(stack: TerraformStack, options: Partial<ApplicationProps> = {}) {
  const flux = new Flux(stack, "Flux", { cluster: new KubeconfigCluster(stack, "Cluster", CLUSTER) });
  return new Application(stack, "Users", { ...COMMON, gitOps: flux, serviceAccount: "deployer", ...options });
}

describe("Application", () => {
  it("lies beside Argo CD and waits for it and for the project", () => {
    const made = synth((stack) => withArgo(stack, { dependsOn: [new DataResource(stack, "Before")] }));
    expect(made.one("helm_release", RELEASE)).toMatchObject({
      name: "app-users",
      namespace: "argocd",
      create_namespace: false,
      depends_on: [
        expect.stringMatching(/^helm_release\.ArgoCd_Release/),
        expect.stringMatching(/^helm_release\.Shop_Manifests_Release/),
        "terraform_data.Before",
      ],
    });
    expect(Object.keys(objectsOf(made, RELEASE))).toEqual(["Application/users"]);
  });

  it("lies in its own namespace with Flux, from the same props", () => {
    const made = synth((stack) => withFlux(stack));
    expect(made.one("helm_release", RELEASE)).toMatchObject({
      namespace: "shop",
      create_namespace: false,
      depends_on: [expect.stringMatching(/^helm_release\.Flux_Release/)],
    });
    expect(Object.keys(objectsOf(made, RELEASE)).sort()).toEqual([
      "GitRepository/users",
      "Kustomization/users",
    ]);
  });

  it("can stand in dependsOn", () => {
    synth((stack) => {
      const application = withArgo(stack);
      expect(application.fqn).toBe(application.manifests.fqn);
      expect(application.name).toBe("users");
    });
  });

  it("gives the same bytes for the same input", () => {
    const [one, two] = [0, 1].map(() => JSON.stringify(synth((stack) => withArgo(stack)).json));
    expect(one).toBe(two);
  });

  it("says all that is wrong at once", () => {
    const wrong = { path: "/", revision: {}, serviceAccount: undefined };
    expect(codes(problemsOf((stack) => withFlux(stack, wrong)))).toEqual([
      "path invalid-path",
      "revision one-revision",
      "serviceAccount missing-service-account",
    ]);
  });
});
