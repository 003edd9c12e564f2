import { DataResource } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import type { IArgoCd } from "../../../../constructs/delivery/gitops/gitops-interface";
import { gitOpsManifests, projectName } from "../../../../constructs/delivery/gitops/gitops-manifests";
import { synth } from "../../../support/synth";

describe("gitOpsManifests", () => {
  it("waits for the controller, then the project, then the rest, and makes no namespace", () => {
    const made = synth((stack) => {
      const cluster = new KubeconfigCluster(stack, "Cluster", {
        clusterName: "local",
        context: "kind-local",
      });
      const [operator, project, before] = ["Operator", "Project", "Before"].map(
        (id) => new DataResource(stack, id),
      ) as [DataResource, DataResource, DataResource];
      const argoCd: IArgoCd = {
        controller: "argo-cd",
        cluster,
        namespace: "argocd",
        dependencies: [operator],
      };
      gitOpsManifests(stack, argoCd, {
        releaseName: "thing",
        namespace: "argocd",
        manifests: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "thing" } }],
        project: { name: "shop", fqn: project.fqn },
        dependsOn: [before],
      });
    });
    expect(made.one("helm_release")).toMatchObject({
      name: "thing",
      namespace: "argocd",
      create_namespace: false,
      depends_on: ["terraform_data.Operator", "terraform_data.Project", "terraform_data.Before"],
    });
  });

  it("waits for the controller alone where a project is a name", () => {
    const made = synth((stack) => {
      const cluster = new KubeconfigCluster(stack, "Cluster", {
        clusterName: "local",
        context: "kind-local",
      });
      const argoCd: IArgoCd = {
        controller: "argo-cd",
        cluster,
        namespace: "argocd",
        dependencies: [new DataResource(stack, "Operator")],
      };
      gitOpsManifests(stack, argoCd, {
        releaseName: "thing",
        namespace: "argocd",
        manifests: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "thing" } }],
        project: "shop",
        dependsOn: undefined,
      });
    });
    expect(made.one("helm_release").depends_on).toEqual(["terraform_data.Operator"]);
  });
});

describe("projectName", () => {
  it("is the name, however a project is given", () => {
    expect(projectName("shop")).toBe("shop");
    expect(projectName({ name: "shop", fqn: "helm_release.x" })).toBe("shop");
    expect(projectName(undefined)).toBeUndefined();
  });
});
